package dev.verdigris.sandbox.catalog.relation;

import java.util.Optional;

import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.context.Placement;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/**
 * Where a view goes that may take another one's place.
 *
 * @param schema the schema
 * @param old the one that OR REPLACE drops, or null
 */
record Replacing(Stored.Schema schema, Stored.@Nullable Item old) {

    /** Empty, with a notice, if the name is taken and IF NOT EXISTS was written. */
    static Optional<Replacing> find(
            DdlRun run, ObjectPath name, boolean orReplace, boolean ifNotExists, ObjectKind kind) {
        if (orReplace) {
            Stored.Schema schema = run.names.schemaForNew(name);
            Optional<Stored.Item> taken = run.names.findInSchema(schema, name.last());
            if (taken.isPresent() && taken.get().kind() != kind) {
                throw run.alreadyExists(taken.get());
            }
            return Optional.of(new Replacing(schema, taken.orElse(null)));
        }
        return Placement.find(run, name, ifNotExists, kind).map(schema -> new Replacing(schema, null));
    }
}
