package dev.verdigris.sandbox.catalog.object;

import java.nio.charset.StandardCharsets;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.RelationColumns;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** COMMENT ON. */
public final class CommentDdl {

    private static final int MAX_BYTES = 1024;

    private CommentDdl() {}

    /** Carries out COMMENT ON. */
    public static void run(DdlContext ddl, NamingStatement.CommentOn statement) {
        String comment = statement.comment();
        if (comment != null && comment.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw SqlError.internal("provided comment was " + comment.getBytes(StandardCharsets.UTF_8).length
                    + " bytes long, max size is " + MAX_BYTES + " bytes");
        }
        ObjectKind kind = statement.kind();
        CatalogEntry object = kind == null ? ddl.names.item(statement.name()) : find(ddl, kind, statement.name());
        Integer column = column(ddl, object, statement);
        ddl.access.require(
                object.kind() == ObjectKind.ROLE ? Requirements.onSystem("CREATEROLE") : Requirements.alter(object));
        set(ddl, object, column, comment);
    }

    private static @Nullable Integer column(DdlContext ddl, CatalogEntry object, NamingStatement.CommentOn statement) {
        String name = statement.column();
        if (name == null) {
            return null;
        }
        String oid = object instanceof CatalogEntry.Item item ? item.relationOid() : null;
        if (oid == null) {
            throw SqlError.internal("catalog item '" + statement.name() + "' is "
                    + object.kind().words() + " and so cannot be depended upon");
        }
        int position = new RelationColumns(ddl, oid).position(name);
        if (position == 0) {
            throw SqlError.internal("column \"" + statement.name().last() + "." + name + "\" does not exist");
        }
        return position;
    }

    private static CatalogEntry find(DdlContext ddl, ObjectKind kind, ObjectPath name) {
        return switch (kind) {
            case DATABASE -> ddl.names.database(name.last());
            case SCHEMA -> ddl.names.schema(name);
            case CLUSTER -> ddl.names.cluster(name.last());
            case ROLE -> ddl.names.role(name.last());
            case CLUSTER_REPLICA -> replica(ddl, name);
            case TYPE -> throw SqlError.internal("type \"" + name + "\" does not exist");
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET, FUNCTION ->
                item(ddl, kind, name);
            case NETWORK_POLICY -> throw SqlError.internal("unknown network policy '" + name + "'");
        };
    }

    private static CatalogEntry.Item item(DdlContext ddl, ObjectKind kind, ObjectPath name) {
        CatalogEntry.Item item = ddl.names.item(name);
        if (item.kind() != kind) {
            throw SqlError.internal(item.kind().sql() + " " + ddl.names.shortName(item) + " is not a " + kind.sql());
        }
        return item;
    }

    private static CatalogEntry.Replica replica(DdlContext ddl, ObjectPath name) {
        CatalogEntry.Cluster cluster = ddl.names.cluster(name.parts().get(0));
        return ClusterDdl.findReplica(ddl, cluster, name.last())
                .orElseThrow(() -> ClusterDdl.noSuchReplica(cluster, name.last()));
    }

    private static void set(DdlContext ddl, CatalogEntry object, @Nullable Integer column, @Nullable String comment) {
        String type = object.kind().auditName();
        ddl.sql.execute(
                "DELETE FROM mz_store.comment WHERE id = $1 AND object_type = $2"
                        + " AND sub_id IS NOT DISTINCT FROM $3::integer",
                object.id(),
                type,
                column);
        if (comment != null) {
            ddl.sql.execute(
                    "INSERT INTO mz_store.comment (id, object_type, sub_id, comment) VALUES ($1, $2, $3::integer, $4)",
                    object.id(),
                    type,
                    column,
                    comment);
        }
        ddl.audit.commented(object.kind(), AuditLog.typedId(object), object.fullName());
        ddl.changed();
    }
}
