package dev.verdigris.core.approval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.text.Kebab;

/** Writes and reads the members of a plan about models. */
final class ModelCodec {

    private static final int FULL_NAME = 3;

    private ModelCodec() {}

    static Map<String, Object> model(PlanFile.Model model) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("change", Kebab.of(model.change()));
        tree.put("object", model.object());
        model.path().ifPresent(path -> tree.put("file", path));
        model.digest().ifPresent(digest -> tree.put("sha256", digest.value()));
        if (!model.diff().isEmpty()) {
            tree.put("diff", model.diff());
        }
        if (!model.readers().isEmpty()) {
            tree.put("readers", model.readers());
        }
        return tree;
    }

    /** What the models show. It follows from the other members, so it is not read. */
    static String source(PlanFile plan) {
        boolean files = plan.wish().files().isPresent();
        if (plan.world().staged().isEmpty()) {
            return files
                    ? "The models are those of the model files."
                    : "The plan does not show the models, because it does not know from which files they are built.";
        }
        return files
                ? "The models are those of the staged side, which was built from these model files."
                : "The models are those of the staged side. Nothing shows that it was built from the model files.";
    }

    static PlanFile.Model model(PlanMembers members) {
        return new PlanFile.Model(
                members.constant("change", PlanFile.Model.Change.values()),
                members.text("object"),
                members.optionalText("file"),
                members.optionalText("sha256").map(Digest::new),
                members.optionalTexts("diff"),
                members.optionalTexts("readers"));
    }

    static Map<String, Object> contract(PlanFile.Contract contract) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("object", contract.object());
        tree.put("breaking", contract.breaking());
        tree.put("changes", contract.changes());
        if (!contract.readers().isEmpty()) {
            tree.put("readers", contract.readers());
        }
        return tree;
    }

    static PlanFile.Contract contract(PlanMembers members) {
        return new PlanFile.Contract(
                members.text("object"),
                members.truth("breaking"),
                members.texts("changes"),
                members.optionalTexts("readers"));
    }

    /** One text for each relation, so that it has one line in the file. */
    static Map<String, Object> definitions(SortedMap<ObjectName, String> definitions) {
        Map<String, Object> tree = new LinkedHashMap<>();
        definitions.forEach((name, text) -> tree.put(name.sql(), text));
        return tree;
    }

    static SortedMap<ObjectName, String> definitions(PlanMembers members) {
        SortedMap<ObjectName, String> definitions = new TreeMap<>();
        members.keys().forEach(key -> definitions.put(name(key), members.text(key)));
        return definitions;
    }

    private static ObjectName name(String sql) {
        List<String> parts = Lexer.lex(sql).stream()
                .filter(Token::isIdentifier)
                .map(Token::value)
                .toList();
        if (parts.size() != FULL_NAME) {
            throw new IllegalArgumentException("not a full name: " + sql);
        }
        return ObjectName.of(parts.get(0), parts.get(1), parts.get(2));
    }
}
