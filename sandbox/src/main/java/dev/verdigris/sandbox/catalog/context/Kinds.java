package dev.verdigris.sandbox.catalog.context;

import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.name.ObjectKind;

/** Compares the kind that a statement names with the kind that an item is. */
public final class Kinds {

    private Kinds() {}

    /**
     * The item, if it is of the kind.
     *
     * @throws SqlError if it is of another
     */
    public static CatalogEntry.Item require(DdlContext ddl, CatalogEntry.Item item, ObjectKind expected) {
        if (item.kind() == expected) {
            return item;
        }
        String name = ddl.names.shortName(item);
        if (expected == ObjectKind.VIEW) {
            throw SqlError.internal(name + " is not a view");
        }
        throw SqlError.internal(name + " is " + withArticle(item.kind()) + " not " + withArticle(expected));
    }

    private static String withArticle(ObjectKind kind) {
        return (kind == ObjectKind.INDEX ? "an " : "a ") + kind.words();
    }
}
