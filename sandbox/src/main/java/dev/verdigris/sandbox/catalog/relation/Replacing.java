package dev.verdigris.sandbox.catalog.relation;

import java.util.Optional;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.Placement;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/**
 * Where a view goes that may take another one's place.
 *
 * @param schema the schema
 * @param old the one that OR REPLACE drops, or null
 */
record Replacing(CatalogEntry.Schema schema, CatalogEntry.@Nullable Item old) {

    /** Empty, with a notice, if the name is taken and IF NOT EXISTS was written. */
    static Optional<Replacing> find(
            DdlContext ddl, ObjectPath name, boolean orReplace, boolean ifNotExists, ObjectKind kind) {
        if (orReplace) {
            CatalogEntry.Schema schema = ddl.names.schemaForNew(name);
            Optional<CatalogEntry.Item> taken = ddl.names.findInSchema(schema, name.last());
            if (taken.isPresent() && taken.get().kind() != kind) {
                throw ddl.alreadyExists(taken.get());
            }
            return Optional.of(new Replacing(schema, taken.orElse(null)));
        }
        return Placement.find(ddl, name, ifNotExists, kind).map(schema -> new Replacing(schema, null));
    }
}
