package dev.verdigris.sandbox.catalog.object;

import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.context.Kinds;
import dev.verdigris.sandbox.catalog.context.Placement;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.rewrite.BackingSchemas;
import dev.verdigris.sandbox.statement.rewrite.QueryText;

/** ALTER … RENAME TO. Ids, owners, privileges and comments stay as they are. */
public final class RenameDdl {

    private RenameDdl() {}

    public static void run(DdlRun run, NamingStatement.Rename statement) {
        switch (statement.kind()) {
            case SCHEMA -> schema(run, statement);
            case CLUSTER -> cluster(run, statement);
            case CLUSTER_REPLICA -> replica(run, statement);
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET -> item(run, statement);
            case TYPE, FUNCTION, ROLE, DATABASE, NETWORK_POLICY -> throw SqlFailure.unsupported(statement.sql());
        }
    }

    private static void schema(DdlRun run, NamingStatement.Rename statement) {
        Optional<Stored.Schema> found = run.names.findSchema(statement.name());
        if (found.isEmpty() && statement.ifExists()) {
            run.noticeMissing(ObjectKind.SCHEMA, statement.name().last());
            return;
        }
        Stored.Schema schema = run.names.schema(statement.name());
        String database = schema.database();
        if (database == null) {
            throw SqlFailure.internal("renaming the " + schema.name() + " schema is not supported");
        }
        String newName = statement.newName();
        if (run.names.findSchema(ObjectPath.of(database, newName)).isPresent()) {
            throw SqlFailure.internal("schema '" + newName + "' already exists");
        }
        SchemaDdl.demandAcceptable(newName);
        run.access.check(Requirements.rename(schema, run.names.database(database)));
        demandNoConflict(run, schema);
        move(run, schema, schema.name(), newName);
    }

    /** Renames in PostgreSQL and in the store. */
    static void move(DdlRun run, Stored.Schema schema, String oldName, String newName) {
        String from = BackingSchemas.name(schema.database(), schema.databaseId(), oldName);
        String to = BackingSchemas.name(schema.database(), schema.databaseId(), newName);
        run.sql.execute("ALTER SCHEMA " + Quoting.identifier(from) + " RENAME TO "
                + Quoting.identifier(Placement.demandBackendLength(to)));
        run.sql.execute("UPDATE mz_store.schema SET name = $2 WHERE id = $1", schema.id(), newName);
        run.audit.event("alter", schema, AuditLog.renamedSchema(schema, oldName, newName));
        run.changed();
    }

    /**
     * Refuses to rename a schema that a stored statement names in front of a relation but without its database, such
     * as the column {@code blue.t.x}: Materialize cannot tell what such a name means.
     */
    static void demandNoConflict(DdlRun run, Stored.Schema schema) {
        run.sql.query("""
                        SELECT DISTINCT i.id, i.create_template, substr(i.id, 2)::bigint
                        FROM mz_store.item i
                            LEFT JOIN mz_store.dependency d ON d.object_id = i.id
                            LEFT JOIN mz_store.item r ON r.id = d.referenced_id
                        WHERE (i.schema_id = $1 OR r.schema_id = $1)
                            AND strpos(lower(i.create_template), lower($2)) > 0
                        ORDER BY 3
                        """, schema.id(), schema.name().replace("\"", "\"\"")).forEach(row -> {
            if (conflicts(row.text(1), schema.name())) {
                throw SqlFailure.internal("renaming conflict: in "
                        + run.names.itemById(row.text(0)).fullName() + ", which uses "
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

    private static void cluster(DdlRun run, NamingStatement.Rename statement) {
        String name = statement.name().last();
        if (run.names.findCluster(name).isEmpty() && statement.ifExists()) {
            run.noticeMissing(ObjectKind.CLUSTER, name);
            return;
        }
        Stored.Cluster cluster = run.names.cluster(name);
        run.access.check(Requirements.alter(cluster));
        ClusterDdl.demandNotSystem(cluster);
        ClusterDdl.demandFree(run, statement.newName());
        move(run, cluster, cluster.name(), statement.newName());
    }

    static void move(DdlRun run, Stored.Cluster cluster, String oldName, String newName) {
        run.sql.execute("UPDATE mz_store.cluster SET name = $2 WHERE id = $1", cluster.id(), newName);
        run.audit.event("alter", cluster, AuditLog.renamedCluster(cluster.id(), oldName, newName));
        run.changed();
    }

    private static void replica(DdlRun run, NamingStatement.Rename statement) {
        List<String> parts = statement.name().parts();
        if (parts.size() != 2) {
            throw SqlFailure.internal("unknown cluster replica '" + statement.name() + "'");
        }
        Optional<Stored.Cluster> cluster = run.names.findCluster(parts.get(0));
        Optional<Stored.Replica> found = cluster.flatMap(c -> ClusterDdl.findReplica(run, c, parts.get(1)));
        if (found.isEmpty() && statement.ifExists()) {
            run.noticeMissing(ObjectKind.CLUSTER_REPLICA, statement.name().toString());
            return;
        }
        Stored.Cluster holder = run.names.cluster(parts.get(0));
        Stored.Replica replica = found.orElseThrow(() -> ClusterDdl.noSuchReplica(holder, parts.get(1)));
        run.access.check(Requirements.alter(replica));
        if (holder.managed()) {
            throw SqlFailure.internal("cannot modify managed cluster " + holder.name());
        }
        if (ClusterDdl.findReplica(run, holder, statement.newName()).isPresent()) {
            throw SqlFailure.internal(
                    "cluster replica '" + holder.name() + "." + statement.newName() + "' already exists");
        }
        run.sql.execute("UPDATE mz_store.replica SET name = $2 WHERE id = $1", replica.id(), statement.newName());
        run.audit.event(
                "alter",
                replica,
                Json.object()
                        .put("cluster_id", holder.id())
                        .put("replica_id", replica.id())
                        .put("old_name", replica.name())
                        .put("new_name", statement.newName()));
        run.changed();
    }

    private static void item(DdlRun run, NamingStatement.Rename statement) {
        Optional<Stored.Item> found = run.names.findItem(statement.name());
        if (found.isEmpty() && statement.ifExists()) {
            run.noticeMissing(statement.kind(), statement.name().last());
            return;
        }
        Stored.Item item = Kinds.demand(run, run.names.item(statement.name()), statement.kind());
        String newName = statement.newName();
        run.access.check(Requirements.alter(item));
        if (run.names.findInSchema(item.schema(), newName).isPresent()) {
            throw SqlFailure.internal("catalog item '" + newName + "' already exists");
        }
        if (item.relationOid() != null) {
            String what = item.kind() == ObjectKind.TABLE && !item.isTableFromSource() ? "TABLE " : "VIEW ";
            run.sql.execute(
                    "ALTER " + what + item.backendPath().quoted() + " RENAME TO " + Quoting.identifier(newName));
        }
        run.sql.execute("UPDATE mz_store.item SET name = $2 WHERE id = $1", item.id(), newName);
        run.audit.event("alter", item, AuditLog.renamedItem(item, newName));
        run.changed();
    }
}
