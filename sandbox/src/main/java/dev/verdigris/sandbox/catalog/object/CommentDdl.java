package dev.verdigris.sandbox.catalog.object;

import java.nio.charset.StandardCharsets;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.context.Kinds;
import dev.verdigris.sandbox.catalog.context.RelationColumns;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** COMMENT ON. */
public final class CommentDdl {

    private static final int MAX_BYTES = 1024;

    private CommentDdl() {}

    public static void run(DdlRun run, NamingStatement.CommentOn statement) {
        String comment = statement.comment();
        if (comment != null && comment.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw SqlFailure.internal("provided comment was " + comment.getBytes(StandardCharsets.UTF_8).length
                    + " bytes long, max size is " + MAX_BYTES + " bytes");
        }
        ObjectKind kind = statement.kind();
        Stored object = kind == null ? run.names.item(statement.name()) : find(run, kind, statement.name());
        Integer column = column(run, object, statement);
        run.access.check(
                object.kind() == ObjectKind.ROLE ? Requirements.onSystem("CREATEROLE") : Requirements.alter(object));
        set(run, object, column, comment);
    }

    private static @Nullable Integer column(DdlRun run, Stored object, NamingStatement.CommentOn statement) {
        String name = statement.column();
        if (name == null) {
            return null;
        }
        String oid = object instanceof Stored.Item item ? item.relationOid() : null;
        if (oid == null) {
            throw SqlFailure.internal("catalog item '" + statement.name() + "' is "
                    + object.kind().words() + " and so cannot be depended upon");
        }
        int position = new RelationColumns(run, oid).position(name);
        if (position == 0) {
            throw SqlFailure.internal("column \"" + statement.name().last() + "." + name + "\" does not exist");
        }
        return position;
    }

    private static Stored find(DdlRun run, ObjectKind kind, ObjectPath name) {
        return switch (kind) {
            case DATABASE -> run.names.database(name.last());
            case SCHEMA -> run.names.schema(name);
            case CLUSTER -> run.names.cluster(name.last());
            case ROLE -> run.names.role(name.last());
            case CLUSTER_REPLICA -> replica(run, name);
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET, TYPE, FUNCTION ->
                Kinds.demand(run, run.names.item(name), kind);
            case NETWORK_POLICY -> throw SqlFailure.internal("unknown network policy '" + name + "'");
        };
    }

    private static Stored.Replica replica(DdlRun run, ObjectPath name) {
        Stored.Cluster cluster = run.names.cluster(name.parts().get(0));
        return ClusterDdl.findReplica(run, cluster, name.last())
                .orElseThrow(() -> ClusterDdl.noSuchReplica(cluster, name.last()));
    }

    private static void set(DdlRun run, Stored object, @Nullable Integer column, @Nullable String comment) {
        String type = object.kind().auditName();
        run.sql.execute(
                "DELETE FROM mz_store.comment WHERE id = $1 AND object_type = $2"
                        + " AND sub_id IS NOT DISTINCT FROM $3::integer",
                object.id(),
                type,
                column);
        if (comment != null) {
            run.sql.execute(
                    "INSERT INTO mz_store.comment (id, object_type, sub_id, comment) VALUES ($1, $2, $3::integer, $4)",
                    object.id(),
                    type,
                    column,
                    comment);
        }
        run.audit.commented(object.kind(), AuditLog.typedId(object), object.fullName());
        run.changed();
    }
}
