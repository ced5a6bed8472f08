package dev.verdigris.sandbox.catalog.object;

import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.Temporary;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.rewrite.QueryText;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;

/** ALTER … RENAME TO. Ids, owners, privileges and comments stay as they are. */
public final class RenameDdl {

    private RenameDdl() {}

    /** Carries out ALTER … RENAME TO. */
    public static void run(DdlContext ddl, NamingStatement.Rename statement) {
        switch (statement.kind()) {
            case SCHEMA -> schema(ddl, statement);
            case CLUSTER -> cluster(ddl, statement);
            case CLUSTER_REPLICA -> replica(ddl, statement);
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET -> item(ddl, statement);
            case TYPE, FUNCTION, ROLE, DATABASE, NETWORK_POLICY -> throw SqlError.unsupported(statement.sql());
        }
    }

    private static void schema(DdlContext ddl, NamingStatement.Rename statement) {
        if (Temporary.isSchema(statement.name())) {
            throw SqlError.internal(
                    "cannot rename schemas in the ambient database: \"" + SchemaMapping.TEMPORARY + "\"");
        }
        Optional<CatalogEntry.Schema> found = ddl.names.findSchema(statement.name());
        if (found.isEmpty() && statement.ifExists()) {
            ddl.noticeMissing(ObjectKind.SCHEMA, statement.name().last());
            return;
        }
        CatalogEntry.Schema schema = ddl.names.schema(statement.name());
        String database = schema.database();
        if (database == null) {
            throw SqlError.internal("renaming the " + schema.name() + " schema is not supported");
        }
        String newName = statement.newName();
        if (ddl.names.findSchema(ObjectPath.of(database, newName)).isPresent()) {
            throw SqlError.internal("schema '" + newName + "' already exists");
        }
        SchemaDdl.requireAcceptable(newName);
        ddl.access.require(Requirements.rename(schema, ddl.names.database(database)));
        requireNoConflict(ddl, schema);
        Temporary.panicIfReadTwice(ddl, schema);
        move(ddl, schema, schema.name(), newName);
    }

    /** Renames in PostgreSQL and in the store. */
    static void move(DdlContext ddl, CatalogEntry.Schema schema, String oldName, String newName) {
        String from = SchemaMapping.name(schema.database(), schema.databaseId(), oldName);
        String to = SchemaMapping.name(schema.database(), schema.databaseId(), newName);
        ddl.sql.execute("ALTER SCHEMA " + Quoting.identifier(from) + " RENAME TO " + Quoting.identifier(to));
        ddl.sql.execute("UPDATE mz_store.schema SET name = $2 WHERE id = $1", schema.id(), newName);
        ddl.audit.event("alter", schema, AuditLog.renamedSchema(schema, oldName, newName));
        ddl.changed();
    }

    /**
     * Refuses to rename a schema that a stored statement names in front of a relation but without its database, such
     * as the column {@code blue.t.x}: Materialize cannot decide what such a name means.
     */
    static void requireNoConflict(DdlContext ddl, CatalogEntry.Schema schema) {
        ddl.sql.query("""
                        SELECT DISTINCT i.id, i.create_template, substr(i.id, 2)::bigint
                        FROM mz_store.item i
                            LEFT JOIN mz_store.dependency d ON d.object_id = i.id
                            LEFT JOIN mz_store.item r ON r.id = d.referenced_id
                        WHERE (i.schema_id = $1 OR r.schema_id = $1)
                            AND strpos(lower(i.create_template), lower($2)) > 0
                        ORDER BY 3
                        """, schema.id(), schema.name().replace("\"", "\"\"")).forEach(row -> {
            if (conflicts(row.text(1), schema.name())) {
                throw SqlError.internal("renaming conflict: in "
                        + ddl.names.itemById(row.text(0)).fullName() + ", which uses "
                        + schema.fullName() + ", ambiguous reference to schema named "
                        + schema.name());
            }
        });
    }

    private static boolean conflicts(String template, String schema) {
        return new QueryText(Template.withoutPlaceholders(template))
                .columnQualifiers().stream()
                        .anyMatch(
                                path -> path.size() == 2 && path.parts().get(0).equals(schema));
    }

    private static void cluster(DdlContext ddl, NamingStatement.Rename statement) {
        String name = statement.name().last();
        if (ddl.names.findCluster(name).isEmpty() && statement.ifExists()) {
            ddl.noticeMissing(ObjectKind.CLUSTER, name);
            return;
        }
        CatalogEntry.Cluster cluster = ddl.names.cluster(name);
        ddl.access.require(Requirements.alter(cluster));
        ClusterDdl.requireNotSystem(cluster);
        ClusterDdl.requireNotReserved(statement.newName());
        if (ddl.names.findCluster(statement.newName()).isPresent()) {
            throw SqlError.internal("uniqueness violation");
        }
        move(ddl, cluster, cluster.name(), statement.newName());
    }

    static void move(DdlContext ddl, CatalogEntry.Cluster cluster, String oldName, String newName) {
        ddl.sql.execute("UPDATE mz_store.cluster SET name = $2 WHERE id = $1", cluster.id(), newName);
        ddl.audit.event("alter", cluster, AuditLog.renamedCluster(cluster.id(), oldName, newName));
        ddl.changed();
    }

    private static void replica(DdlContext ddl, NamingStatement.Rename statement) {
        List<String> parts = statement.name().parts();
        if (parts.size() != 2) {
            throw SqlError.internal("unknown cluster replica '" + statement.name() + "'");
        }
        Optional<CatalogEntry.Cluster> cluster = ddl.names.findCluster(parts.get(0));
        Optional<CatalogEntry.Replica> found = cluster.flatMap(c -> ClusterDdl.findReplica(ddl, c, parts.get(1)));
        if (found.isEmpty() && statement.ifExists()) {
            ddl.noticeMissing(ObjectKind.CLUSTER_REPLICA, statement.name().toString());
            return;
        }
        CatalogEntry.Cluster holder = ddl.names.cluster(parts.get(0));
        CatalogEntry.Replica replica = found.orElseThrow(() -> ClusterDdl.noSuchReplica(holder, parts.get(1)));
        ddl.access.require(Requirements.alter(replica));
        if (holder.managed()) {
            throw SqlError.internal("cannot modify managed cluster " + holder.name());
        }
        if (ClusterDdl.findReplica(ddl, holder, statement.newName()).isPresent()) {
            throw SqlError.internal(
                    "cluster replica '" + holder.name() + "." + statement.newName() + "' already exists");
        }
        ddl.sql.execute("UPDATE mz_store.replica SET name = $2 WHERE id = $1", replica.id(), statement.newName());
        ddl.audit.event(
                "alter",
                replica,
                Json.object()
                        .put("cluster_id", holder.id())
                        .put("replica_id", replica.id())
                        .put("old_name", replica.name())
                        .put("new_name", statement.newName()));
        ddl.changed();
    }

    private static void item(DdlContext ddl, NamingStatement.Rename statement) {
        Optional<CatalogEntry.Item> found = ddl.names.findItem(statement.name());
        if (found.isEmpty() && statement.ifExists()) {
            ddl.noticeMissing(statement.kind(), statement.name().last());
            return;
        }
        CatalogEntry.Item item = ddl.require(ddl.names.item(statement.name()), statement.kind());
        String newName = statement.newName();
        ddl.access.require(Requirements.alter(item));
        if (ddl.names.findInSchema(item.schema(), newName).isPresent()) {
            throw SqlError.internal("catalog item '" + newName + "' already exists");
        }
        new RenamedTexts(ddl, item, newName).write();
        if (item.relationOid() != null) {
            String what = item.kind() == ObjectKind.TABLE && !item.isTableFromSource() ? "TABLE " : "VIEW ";
            ddl.sql.execute(
                    "ALTER " + what + item.backendPath().quoted() + " RENAME TO " + Quoting.identifier(newName));
        }
        ddl.sql.execute("UPDATE mz_store.item SET name = $2 WHERE id = $1", item.id(), newName);
        ddl.audit.event("alter", item, AuditLog.renamedItem(item, newName));
        ddl.changed();
    }
}
