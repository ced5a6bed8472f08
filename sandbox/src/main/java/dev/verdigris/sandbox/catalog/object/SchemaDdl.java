package dev.verdigris.sandbox.catalog.object;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.context.Placement;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.SchemaStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.Quoting;

/** Creates schemas. */
public final class SchemaDdl {

    private SchemaDdl() {}

    public static void create(DdlRun run, SchemaStatement statement) {
        switch (statement) {
            case SchemaStatement.CreateSchema schema -> createSchema(run, schema);
            case SchemaStatement.CreateDatabase database -> createDatabase(run, database);
        }
    }

    /** A new database has one schema, {@code public}. */
    private static void createDatabase(DdlRun run, SchemaStatement.CreateDatabase statement) {
        String name = statement.name();
        run.access.check(Requirements.onSystem("CREATEDB"));
        if (run.names.findDatabase(name).isPresent()) {
            if (!statement.ifNotExists()) {
                throw SqlFailure.internal("database '" + name + "' already exists");
            }
            run.noticeExisting(ObjectKind.DATABASE, name);
            return;
        }
        run.demandLimit("database", "max_databases", 1000, run.count("database", "id LIKE 'u%'"), 1);
        Stored.Database database = new Stored.Database(run.nextId("database_id"), name, run.context.roleId());
        run.sql.execute(
                "INSERT INTO mz_store.database (id, oid, name, owner_id) VALUES ($1, $2::oid, $3, $4)",
                database.id(),
                run.freeOid(),
                name,
                database.ownerId());
        run.privileges.initialise(database, database.id(), null);
        run.audit.created(database);
        add(run, database, "public");
    }

    private static void createSchema(DdlRun run, SchemaStatement.CreateSchema statement) {
        if (statement.name().size() > 2) {
            throw SqlFailure.internal("schema name " + statement.name() + " has more than two components");
        }
        Stored.Database database = statement.name().size() == 2
                ? run.names.database(statement.name().parts().get(0))
                : run.names.activeDatabase();
        String name = statement.name().last();
        run.access.check(Requirements.createSchema(database));
        demandAcceptable(name);
        if (exists(run, database, name)) {
            if (!statement.ifNotExists()) {
                throw SqlFailure.internal("schema '" + name + "' already exists");
            }
            run.noticeExisting(ObjectKind.SCHEMA, name);
            return;
        }
        run.demandLimit(
                "schema", "max_schemas_per_database", 1000, run.count("schema", "database_id = $1", database.id()), 1);
        add(run, database, name);
    }

    private static void add(DdlRun run, Stored.Database database, String name) {
        Stored.Schema schema =
                new Stored.Schema(run.nextId("schema_id"), name, database.id(), database.name(), run.context.roleId());
        String backendName = Placement.demandBackendLength(schema.backendName());
        run.sql.execute("CREATE SCHEMA " + Quoting.identifier(backendName));
        run.sql.execute("""
                INSERT INTO mz_store.schema (id, oid, database_id, name, owner_id)
                SELECT $1, oid, $2, $3, $4 FROM pg_catalog.pg_namespace WHERE nspname = $5
                """, schema.id(), database.id(), name, schema.ownerId(), backendName);
        run.privileges.initialise(schema, database.id(), null);
        run.audit.created(schema);
        run.changed();
    }

    private static boolean exists(DdlRun run, Stored.Database database, String name) {
        return run.count("schema", "name = $1 AND database_id = $2", name, database.id()) > 0;
    }

    /** Names that a user's schema cannot have, be it new or renamed. */
    static void demandAcceptable(String name) {
        if (name.startsWith("mz_") || name.startsWith("pg_") || name.equals("information_schema")) {
            throw new SqlFailure(Diagnostic.error("XX000", "unacceptable schema name '" + name + "'")
                    .withDetail("The prefixes \"mz_\" and \"pg_\" are reserved for system schemas."));
        }
    }
}
