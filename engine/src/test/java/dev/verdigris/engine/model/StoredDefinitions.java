package dev.verdigris.engine.model;

import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;

/**
 * The definitions that the server stores for views and sinks: with the full names of all that they read, rewritten after each
 * rename and swap. The simulator itself knows none, because a plan cannot know how the server will write them.
 */
final class StoredDefinitions {

    /** What only a definition with text of Verdigris's own has. */
    private static final String CONSTANT = "AS SELECT '";

    private StoredDefinitions() {}

    /** The catalog with a definition for each view of a model and each sink. */
    static CatalogSnapshot in(CatalogSnapshot catalog) {
        return catalog.toBuilder()
                .items(catalog.items().stream()
                        .map(item -> isRewritten(item) ? item.definedBy(of(catalog, item)) : item)
                        .toList())
                .build();
    }

    private static boolean isRewritten(Item item) {
        return switch (item.kind()) {
            case SINK, MATERIALIZED_VIEW -> true;
            case VIEW ->
                item.createSql().filter(text -> text.contains(CONSTANT)).isEmpty();
            case TABLE, SOURCE, INDEX, CONNECTION, SECRET, TYPE, FUNCTION, OTHER -> false;
        };
    }

    private static String of(CatalogSnapshot catalog, Item item) {
        String kind = item.kind().name().replace('_', ' ');
        String inputs = catalog.reads(item.id()).stream()
                .flatMap(id -> catalog.item(id).stream())
                .map(read -> " FROM " + catalog.nameOf(read).sql())
                .sorted()
                .collect(Collectors.joining());
        String query = item.kind() == ItemKind.SINK
                ? inputs + " INTO KAFKA CONNECTION \"orders\" (TOPIC = 'orders') FORMAT JSON ENVELOPE DEBEZIUM"
                : " AS SELECT id" + inputs;
        return "CREATE " + kind + " " + catalog.nameOf(item).sql() + query;
    }
}
