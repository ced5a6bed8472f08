package dev.verdigris.sandbox.catalog.context;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;

/** Finds the schema for a new item and sees to it that the name is free there. */
public final class Placement {

    /** PostgreSQL's limit for one name; it would silently cut longer ones. */
    private static final int MAX_BACKEND_BYTES = 63;

    private Placement() {}

    /**
     * The schema where the item goes; empty, with a notice, if the name is taken and IF NOT EXISTS was written.
     *
     * @throws SqlFailure if the schema does not exist or the name is taken
     */
    public static Optional<Stored.Schema> find(DdlRun run, ObjectPath name, boolean ifNotExists, ObjectKind kind) {
        Stored.Schema schema = run.names.schemaForNew(name);
        Optional<Stored.Item> taken = run.names.findInSchema(schema, name.last());
        if (taken.isEmpty()) {
            return Optional.of(schema);
        }
        if (!ifNotExists) {
            throw run.alreadyExists(taken.get());
        }
        run.noticeExisting(kind, name.last());
        return Optional.empty();
    }

    /** Refuses a name made up by the server that PostgreSQL would cut. */
    public static String demandBackendLength(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BACKEND_BYTES) {
            throw SqlFailure.unsupported(
                    "the name " + Quoting.identifier(name) + ", longer than " + MAX_BACKEND_BYTES + " bytes,");
        }
        return name;
    }
}
