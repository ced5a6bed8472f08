package dev.verdigris.core.guard;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * The columns of relations that a plan creates, as far as the text of their files says them. The server decides the others
 * when the relations exist.
 *
 * @param byRelation the columns of each planned relation by its staged name; empty if they are not known yet
 */
public record PlannedColumns(Map<ObjectName, Optional<List<Identifier>>> byRelation) {

    /** No relation is only planned. */
    public static final PlannedColumns NONE = new PlannedColumns(Map.of());

    public PlannedColumns {
        byRelation = Collections.unmodifiableMap(new HashMap<>(byRelation));
    }

    /** The columns of the relations that statements of models create. */
    public static PlannedColumns of(List<BuildStatement> statements) {
        Map<ObjectName, Optional<List<Identifier>>> columns = new HashMap<>();
        statements.stream()
                .filter(BuildStatement::createsRelation)
                .forEach(statement -> columns.put(statement.staged(), statement.columns()));
        return new PlannedColumns(columns);
    }

    /** Whether a relation does not exist yet, so that the catalog does not show its columns. */
    boolean isPlanned(ObjectName relation) {
        return byRelation.containsKey(relation);
    }

    /** The columns of a planned relation, if they are known. */
    Optional<List<Identifier>> of(ObjectName relation) {
        return byRelation.getOrDefault(relation, Optional.empty());
    }
}
