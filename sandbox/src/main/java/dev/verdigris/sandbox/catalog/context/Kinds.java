package dev.verdigris.sandbox.catalog.context;

import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.name.ObjectKind;

/** Compares the kind that a statement names with the kind that an item is. */
public final class Kinds {

    private Kinds() {}

    /**
     * The item, if it is of the kind.
     *
     * @throws SqlFailure if it is of another
     */
    public static Stored.Item demand(DdlRun run, Stored.Item item, ObjectKind expected) {
        if (item.kind() == expected) {
            return item;
        }
        String name = run.names.shortName(item);
        if (expected == ObjectKind.VIEW) {
            throw SqlFailure.internal(name + " is not a view");
        }
        throw SqlFailure.internal(name + " is " + withArticle(item.kind()) + " not " + withArticle(expected));
    }

    private static String withArticle(ObjectKind kind) {
        return (kind == ObjectKind.INDEX ? "an " : "a ") + kind.words();
    }
}
