package dev.verdigris.sandbox.catalog.context;

import java.util.Optional;

import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/** Finds the schema for a new item and checks that the name is free there. */
public final class Placement {

    private Placement() {}

    /**
     * The schema where the item goes; empty, with a notice, if the name is taken and IF NOT EXISTS was written.
     *
     * @throws dev.verdigris.sandbox.error.SqlError if the schema does not exist or the name is taken
     */
    public static Optional<CatalogEntry.Schema> find(
            DdlContext ddl, ObjectPath name, boolean ifNotExists, ObjectKind kind) {
        CatalogEntry.Schema schema = ddl.names.schemaForNew(name);
        Optional<CatalogEntry.Item> taken = ddl.names.findInSchema(schema, name.last());
        if (taken.isEmpty()) {
            return Optional.of(schema);
        }
        if (!ifNotExists) {
            throw ddl.alreadyExists(taken.get());
        }
        ddl.noticeExisting(kind, name.last());
        return Optional.empty();
    }
}
