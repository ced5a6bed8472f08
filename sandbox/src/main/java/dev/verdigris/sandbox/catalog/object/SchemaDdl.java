package dev.verdigris.sandbox.catalog.object;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.SchemaStatement;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.Quoting;

/** Creates schemas. */
public final class SchemaDdl {

    private SchemaDdl() {}

    /** Carries out CREATE SCHEMA or CREATE DATABASE. */
    public static void create(DdlContext ddl, SchemaStatement statement) {
        switch (statement) {
            case SchemaStatement.CreateSchema schema -> createSchema(ddl, schema);
            case SchemaStatement.CreateDatabase database -> createDatabase(ddl, database);
        }
    }

    /** A new database has one schema, {@code public}, which everybody may use. */
    private static void createDatabase(DdlContext ddl, SchemaStatement.CreateDatabase statement) {
        String name = statement.name();
        ddl.access.require(Requirements.onSystem("CREATEDB"));
        if (ddl.names.findDatabase(name).isPresent()) {
            if (!statement.ifNotExists()) {
                throw SqlError.internal("database '" + name + "' already exists");
            }
            ddl.noticeExisting(ObjectKind.DATABASE, name);
            return;
        }
        ddl.requireLimit("database", "max_databases", 1000, ddl.count("database", "id LIKE 'u%'"), 1);
        CatalogEntry.Database database =
                new CatalogEntry.Database(ddl.nextId("database_id"), name, ddl.context.roleId());
        ddl.sql.execute(
                "INSERT INTO mz_store.database (id, oid, name, owner_id) VALUES ($1, $2::oid, $3, $4)",
                database.id(),
                ddl.freeOid(),
                name,
                database.ownerId());
        ddl.privileges.initialize(database, database.id(), null);
        ddl.audit.created(database);
        CatalogEntry.Schema open = add(ddl, database, "public");
        ddl.privileges.add(open.privilegeKind(), open.id(), "p", open.ownerId(), "U");
    }

    private static void createSchema(DdlContext ddl, SchemaStatement.CreateSchema statement) {
        if (statement.name().size() > 2) {
            throw SqlError.internal("schema name " + statement.name() + " has more than two components");
        }
        CatalogEntry.Database database = statement.name().size() == 2
                ? database(ddl, statement.name().parts().get(0))
                : ddl.names.activeDatabase();
        String name = statement.name().last();
        ddl.access.require(Requirements.createSchema(database));
        requireAcceptable(name);
        if (exists(ddl, database, name)) {
            if (!statement.ifNotExists()) {
                throw SqlError.internal("schema '" + name + "' already exists");
            }
            ddl.noticeExisting(ObjectKind.SCHEMA, name);
            return;
        }
        ddl.requireLimit(
                "schema", "max_schemas_per_database", 1000, ddl.count("schema", "database_id = $1", database.id()), 1);
        add(ddl, database, name);
    }

    private static CatalogEntry.Database database(DdlContext ddl, String name) {
        return ddl.names.findDatabase(name).orElseThrow(() -> SqlError.internal("invalid database " + name));
    }

    private static CatalogEntry.Schema add(DdlContext ddl, CatalogEntry.Database database, String name) {
        CatalogEntry.Schema schema = new CatalogEntry.Schema(
                ddl.nextId("schema_id"), name, database.id(), database.name(), ddl.context.roleId());
        String backendName = BackendNames.of(schema.backendName());
        ddl.sql.execute("CREATE SCHEMA " + Quoting.identifier(backendName));
        ddl.sql.execute("""
                INSERT INTO mz_store.schema (id, oid, database_id, name, owner_id)
                SELECT $1, oid, $2, $3, $4 FROM pg_catalog.pg_namespace WHERE nspname = $5
                """, schema.id(), database.id(), name, schema.ownerId(), backendName);
        ddl.privileges.initialize(schema, database.id(), null);
        ddl.audit.created(schema);
        ddl.changed();
        return schema;
    }

    private static boolean exists(DdlContext ddl, CatalogEntry.Database database, String name) {
        return ddl.count("schema", "name = $1 AND database_id = $2", name, database.id()) > 0;
    }

    /** Refuses names that a new or renamed schema cannot have. */
    static void requireAcceptable(String name) {
        if (name.startsWith("mz_") || name.startsWith("pg_") || name.equals("information_schema")) {
            throw new SqlError(Diagnostic.error("XX000", "unacceptable schema name '" + name + "'")
                    .withDetail("The prefixes \"mz_\" and \"pg_\" are reserved for system schemas."));
        }
    }
}
