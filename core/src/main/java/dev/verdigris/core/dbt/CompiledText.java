package dev.verdigris.core.dbt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.name.ObjectName;

/**
 * Writes the statements that the macros of the Materialize adapter would send for one model. The definition begins on the
 * first line, so a line of this text is that line of the file in which dbt shows the compiled SQL.
 */
final class CompiledText {

    /** A name that SQL reads without quotes, or that has them. */
    private static final Pattern WRITTEN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*|\"(?:[^\"]|\"\")+\"");

    private final DbtNode node;
    private final String name;
    private final StringBuilder text = new StringBuilder();

    private CompiledText(DbtNode node, ObjectName live) {
        this.node = node;
        this.name = live.sql();
    }

    /** The file that builds a model. */
    static ModelFile file(DbtNode node, ObjectName live, String code) {
        CompiledText writer = new CompiledText(node, live);
        writer.relation(code);
        node.config().at("indexes").items().forEach(writer::index);
        writer.comments();
        node.statementsAfter(live)
                .forEach(statement -> writer.text.append(statement).append(";\n"));
        return writer.file(live);
    }

    /** A file of a refused model. It defines the object, so that a model that reads it has no mistake because of that. */
    static ModelFile placeholder(DbtNode node, ObjectName live) {
        CompiledText writer = new CompiledText(node, live);
        writer.text.append("CREATE VIEW ").append(writer.name).append(" AS SELECT 1;\n");
        return writer.file(live);
    }

    private ModelFile file(ObjectName live) {
        String path = List.of(live.schema().database(), live.schema().schema(), live.name()).stream()
                .map(part -> part.value().replace("%", "%25").replace("/", "%2F"))
                .collect(Collectors.joining("/", "", ".sql"));
        String shown = node.entry()
                .at("compiled_path")
                .text()
                .orElse(node.model().file().isEmpty() ? path : node.model().file());
        return ModelFile.compiled(path, shown, text.toString());
    }

    private void relation(String code) {
        String cluster = node.isMaterialized()
                ? node.config()
                        .at("cluster")
                        .text()
                        .map(CompiledText::inCluster)
                        .orElse("")
                : "";
        text.append("CREATE ")
                .append(kind())
                .append(' ')
                .append(name)
                .append(cluster)
                .append(node.isMaterialized() ? options() : "")
                .append(" AS (")
                .append(code)
                .append("\n);\n");
    }

    private String kind() {
        return node.isMaterialized() ? "MATERIALIZED VIEW" : "VIEW";
    }

    private static String inCluster(String cluster) {
        return " IN CLUSTER " + written(cluster);
    }

    private static String written(String identifier) {
        return WRITTEN.matcher(identifier).matches()
                ? identifier
                : Identifier.of(identifier.replace("\0", "")).sql();
    }

    private String options() {
        List<String> options = new ArrayList<>(refresh(node.config().at("refresh_interval")));
        List<String> partition = node.config().at("partition_by").texts();
        if (!partition.isEmpty()) {
            options.add("PARTITION BY (" + String.join(", ", partition) + ")");
        }
        node.config().at("retain_history").text().ifPresent(time -> options.add("RETAIN HISTORY FOR " + literal(time)));
        if (node.config().at("contract").at("enforced").isTrue()) {
            node.entry().at("columns").entries().values().stream()
                    .filter(column -> column.at("constraints").items().stream()
                            .anyMatch(constraint -> constraint.at("type").text().equals(Optional.of("not_null"))))
                    .forEach(column -> options.add("ASSERT NOT NULL " + column(column)));
        }
        return options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")";
    }

    private static List<String> refresh(Tree interval) {
        List<String> options = new ArrayList<>();
        interval.at("at").text().ifPresent(at -> options.add("REFRESH AT " + literal(at)));
        if (interval.at("at_creation").isTrue()) {
            options.add("REFRESH AT CREATION");
        }
        interval.at("every")
                .text()
                .ifPresent(every -> options.add("REFRESH EVERY "
                        + literal(every)
                        + interval.at("aligned_to")
                                .text()
                                .map(to -> " ALIGNED TO " + literal(to))
                                .orElse("")));
        if (interval.at("on_commit").isTrue()) {
            options.add("REFRESH ON COMMIT");
        }
        return options;
    }

    private void index(Tree index) {
        String cluster = index.at("cluster")
                .text()
                .or(() -> node.config().at("cluster").text())
                .map(CompiledText::inCluster)
                .orElse("");
        List<String> columns = index.at("columns").texts();
        text.append("CREATE ")
                .append(index.at("default").isTrue() ? "DEFAULT " : "")
                .append("INDEX")
                .append(index.at("name")
                        .text()
                        .map(own -> " " + Identifier.of(own.replace("\0", "")).sql())
                        .orElse(""))
                .append(cluster)
                .append(" ON ")
                .append(name)
                .append(columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")")
                .append(";\n");
    }

    /** The comments that the configuration asks for. A description that is empty is none. */
    private void comments() {
        Tree persist = node.config().at("persist_docs");
        if (persist.at("relation").isTrue()) {
            node.entry().at("description").text().ifPresent(words -> comment(kind() + " " + name, words));
        }
        if (persist.at("columns").isTrue()) {
            for (Map.Entry<String, Tree> entry :
                    node.entry().at("columns").entries().entrySet()) {
                entry.getValue()
                        .at("description")
                        .text()
                        .ifPresent(words -> comment("COLUMN " + name + "." + column(entry.getValue()), words));
            }
        }
    }

    private void comment(String target, String words) {
        text.append("COMMENT ON ")
                .append(target)
                .append(" IS ")
                .append(literal(words))
                .append(";\n");
    }

    /** A column as the adapter writes it: quoted if the project says so. */
    private static String column(Tree column) {
        String own = column.at("name").text().orElse("?").replace("\0", "");
        return column.at("quote").isTrue() ? Identifier.of(own).sql() : written(own);
    }

    private static String literal(String words) {
        return Literal.of(words.replace("\0", "")).sql();
    }
}
