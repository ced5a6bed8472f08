package dev.verdigris.engine.model;

import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;

/**
 * The definitions that the server stores for views: with the full names of all that they read, rewritten after each
 * rename and swap. The simulator itself knows none, because a plan cannot know how the server will write them.
 */
final class StoredDefinitions {

    /** What only a definition with text of Verdigris's own has. */
    private static final String CONSTANT = "AS SELECT '";

    private StoredDefinitions() {}

    /** The catalog with a definition for each view of a model. */
    static CatalogSnapshot in(CatalogSnapshot catalog) {
        return catalog.toBuilder()
                .items(catalog.items().stream()
                        .map(item -> isOfModel(item) ? item.definedBy(of(catalog, item)) : item)
                        .toList())
                .build();
    }

    private static boolean isOfModel(Item item) {
        boolean view = item.kind() == ItemKind.VIEW || item.kind() == ItemKind.MATERIALIZED_VIEW;
        return view && item.createSql().filter(text -> text.contains(CONSTANT)).isEmpty();
    }

    private static String of(CatalogSnapshot catalog, Item item) {
        String kind = item.kind() == ItemKind.VIEW ? "CREATE VIEW " : "CREATE MATERIALIZED VIEW ";
        String inputs = catalog.reads(item.id()).stream()
                .flatMap(id -> catalog.item(id).stream())
                .map(read -> catalog.nameOf(read).sql())
                .sorted()
                .collect(Collectors.joining(", "));
        return kind + catalog.nameOf(item).sql() + " AS SELECT id" + (inputs.isEmpty() ? "" : " FROM " + inputs);
    }
}
