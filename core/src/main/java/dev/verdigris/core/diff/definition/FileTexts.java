package dev.verdigris.core.diff.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.step.Grantee;

/** The statements of model files in the form in which they compare. */
final class FileTexts {

    private FileTexts() {}

    /** The text of each model. Its statements have the names of the staged side, which become those of the live one. */
    static SortedMap<ObjectName, ModelText> of(List<BuildStatement> statements, Environment environment) {
        SortedMap<ObjectName, List<String>> texts = new TreeMap<>();
        for (BuildStatement statement : statements) {
            texts.computeIfAbsent(statement.live(), name -> new ArrayList<>()).addAll(sql(statement));
        }
        WrittenNames names = WrittenNames.of(environment);
        SortedMap<ObjectName, ModelText> models = new TreeMap<>();
        texts.forEach((name, sql) -> models.put(name, ModelText.of(String.join("\n;\n", sql), names)));
        return models;
    }

    private static List<String> sql(BuildStatement statement) {
        return switch (statement.effect()) {
            case BuildStatement.Effect.View view -> List.of(statement.sql());
            case BuildStatement.Effect.MaterializedView view -> List.of(statement.sql());
            case BuildStatement.Effect.Index index -> List.of(statement.sql());
            case BuildStatement.Effect.Comment comment ->
                comment.text().isPresent() ? List.of(statement.sql()) : List.of();
            case BuildStatement.Effect.Grant grant -> grants(statement, grant);
        };
    }

    /** One statement for each role, so that the order of roles does not matter. */
    private static List<String> grants(BuildStatement statement, BuildStatement.Effect.Grant grant) {
        if (!grant.select()) {
            return List.of();
        }
        Target relation = new Target.OfItem(ItemKind.VIEW, statement.staged());
        List<String> grants = new ArrayList<>();
        grant.roles().forEach(role -> grants.add(StoredModel.grant(relation, new Grantee.ToRole(role))));
        if (grant.everybody()) {
            grants.add(StoredModel.grant(relation, new Grantee.Everybody()));
        }
        return grants;
    }
}
