package dev.verdigris.core.guard;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.BuildStatement.Effect;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * The relations that a plan creates, as far as the text of their files says what they will be. The server decides the
 * rest when they exist.
 *
 * @param columns the columns of each planned relation by its staged name; empty if they are not known yet
 * @param indexedWithoutName the planned relations with an index whose name the server chooses
 */
public record PlannedRelations(
        Map<ObjectName, Optional<List<Identifier>>> columns, Set<ObjectName> indexedWithoutName) {

    /** No relation is only planned. */
    public static final PlannedRelations NONE = new PlannedRelations(Map.of(), Set.of());

    public PlannedRelations {
        columns = Collections.unmodifiableMap(new HashMap<>(columns));
        indexedWithoutName = Set.copyOf(indexedWithoutName);
    }

    /**
     * The relations that statements of models create. What existed before the statements is kept and not planned, but a
     * kept relation may get a new index.
     *
     * @param before the catalog before the statements
     * @param after the simulated catalog after them
     */
    public static PlannedRelations of(List<BuildStatement> statements, CatalogSnapshot before, CatalogSnapshot after) {
        List<Item> created = after.items().stream()
                .filter(item -> before.item(item.id()).isEmpty())
                .toList();
        Set<ObjectName> relations = names(after, created.stream());
        Set<ObjectName> indexed = names(
                after, created.stream().flatMap(item -> item.on().stream()).flatMap(on -> after.item(on).stream()));
        Map<ObjectName, Optional<List<Identifier>>> columns = new HashMap<>();
        statements.stream()
                .filter(BuildStatement::createsRelation)
                .filter(statement -> relations.contains(statement.staged()))
                .forEach(statement -> columns.put(statement.staged(), statement.columns()));
        return new PlannedRelations(
                columns,
                statements.stream()
                        .filter(statement -> statement.effect() instanceof Effect.Index index
                                && index.name().isEmpty())
                        .map(BuildStatement::staged)
                        .filter(indexed::contains)
                        .collect(Collectors.toSet()));
    }

    private static Set<ObjectName> names(CatalogSnapshot catalog, Stream<Item> items) {
        return items.map(catalog::nameOf).collect(Collectors.toSet());
    }

    /** Whether a relation does not exist yet, so that the catalog does not show its columns. */
    boolean isPlanned(ObjectName relation) {
        return columns.containsKey(relation);
    }

    /** The columns of a planned relation, if they are known. */
    Optional<List<Identifier>> columnsOf(ObjectName relation) {
        return columns.getOrDefault(relation, Optional.empty());
    }
}
