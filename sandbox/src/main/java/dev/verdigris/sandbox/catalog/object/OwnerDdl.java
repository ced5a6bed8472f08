package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.ast.RoleStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** ALTER … OWNER TO and REASSIGN OWNED. */
public final class OwnerDdl {

    private OwnerDdl() {}

    /** Carries out ALTER … OWNER TO. */
    public static void change(DdlContext ddl, NamingStatement.ChangeOwner statement) {
        Optional<? extends CatalogEntry> found = find(ddl, statement.kind(), statement.name());
        if (found.isEmpty()) {
            ddl.noticeMissingOr(statement.ifExists(), statement.kind(), statement.name());
            return;
        }
        CatalogEntry object = found.get();
        if (object instanceof CatalogEntry.Item item) {
            ddl.require(item, statement.kind());
        }
        if (object.kind() == ObjectKind.INDEX) {
            ddl.notice(Diagnostic.warning("01000", "cannot change owner of \"" + object.fullName() + '"')
                    .withHint("Change the ownership of the index's relation, instead."));
            return;
        }
        if (object.isSystem()) {
            throw SqlError.internal("cannot alter " + object.kind().words() + " " + object.name()
                    + " because it is required by the database system");
        }
        CatalogEntry.Role newOwner = RoleDdl.requireAssignable(ddl.names.role(statement.newOwner()));
        ddl.access.require(Requirements.changeOwner(object, newOwner, container(ddl, object)));
        move(ddl, object, newOwner.id());
    }

    private static @Nullable CatalogEntry container(DdlContext ddl, CatalogEntry object) {
        return switch (object) {
            case CatalogEntry.Item item -> item.schema();
            case CatalogEntry.Schema schema -> schema.database() == null ? null : ddl.names.database(schema.database());
            case CatalogEntry.Cluster cluster -> null;
            case CatalogEntry.Replica replica -> null;
            case CatalogEntry.Database database -> null;
            case CatalogEntry.Role role -> null;
        };
    }

    private static Optional<? extends CatalogEntry> find(DdlContext ddl, ObjectKind kind, ObjectPath name) {
        return switch (kind) {
            case SCHEMA -> ddl.names.findSchema(name);
            case DATABASE -> ddl.names.findDatabase(name.last());
            case CLUSTER -> ddl.names.findCluster(name.last());
            case CLUSTER_REPLICA ->
                ddl.names.findCluster(name.parts().get(0)).flatMap(c -> ClusterDdl.findReplica(ddl, c, name.last()));
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET, TYPE, FUNCTION ->
                ddl.names.findItem(name);
            case ROLE, NETWORK_POLICY -> throw SqlError.unsupported("ALTER " + kind.sql() + " … OWNER TO");
        };
    }

    /** Gives the object to another role, with its indexes, its progress subsource or its replicas. */
    private static void move(DdlContext ddl, CatalogEntry object, String newOwner) {
        for (CatalogEntry one : together(ddl, object)) {
            if (one.ownerId().equals(newOwner)) {
                continue;
            }
            ddl.sql.execute("UPDATE mz_store." + table(one) + " SET owner_id = $2 WHERE id = $1", one.id(), newOwner);
            ddl.privileges.changeOwner(one, newOwner);
            ddl.audit.owner(one, newOwner);
            ddl.changed();
        }
    }

    private static List<CatalogEntry> together(DdlContext ddl, CatalogEntry object) {
        List<CatalogEntry> all = new ArrayList<>();
        all.add(object);
        switch (object) {
            case CatalogEntry.Item item ->
                all.addAll(ddl.names.items(
                        "i.on_id = $1 OR i.source_id = $1 AND i.details ->> 'type' = 'progress'", item.id()));
            case CatalogEntry.Cluster cluster -> all.addAll(ddl.names.replicas(cluster));
            case CatalogEntry.Schema schema -> {}
            case CatalogEntry.Replica replica -> {}
            case CatalogEntry.Database database -> {}
            case CatalogEntry.Role role -> {}
        }
        return all;
    }

    private static String table(CatalogEntry object) {
        return switch (object) {
            case CatalogEntry.Item item -> "item";
            case CatalogEntry.Schema schema -> "schema";
            case CatalogEntry.Cluster cluster -> "cluster";
            case CatalogEntry.Replica replica -> "replica";
            case CatalogEntry.Database database -> "database";
            case CatalogEntry.Role role -> throw new IllegalStateException("roles have no owner");
        };
    }

    static void reassign(DdlContext ddl, RoleStatement.ReassignOwned statement) {
        List<CatalogEntry.Role> from = statement.from().stream()
                .map(ddl.names::role)
                .map(RoleDdl::requireAssignable)
                .toList();
        CatalogEntry.Role to = RoleDdl.requireAssignable(ddl.names.role(statement.to()));
        List<String> members =
                new ArrayList<>(from.stream().map(CatalogEntry.Role::id).toList());
        members.add(to.id());
        ddl.access.require(Requirements.memberOf(members));
        for (CatalogEntry.Role role : from) {
            owned(ddl, role.id()).forEach(object -> move(ddl, object, to.id()));
        }
    }

    /** Everything that a role owns, items first. */
    static List<CatalogEntry> owned(DdlContext ddl, String roleId) {
        List<CatalogEntry> owned = new ArrayList<>(ddl.names.items("i.owner_id = $1", roleId));
        ddl.sql
                .query("SELECT id FROM mz_store.schema WHERE owner_id = $1 ORDER BY id", roleId)
                .forEach(row -> owned.add(ddl.names.schemaById(row.text(0))));
        ddl.sql
                .query("SELECT name FROM mz_store.cluster WHERE owner_id = $1 ORDER BY id", roleId)
                .forEach(row -> {
                    CatalogEntry.Cluster cluster = ddl.names.cluster(row.text(0));
                    owned.addAll(ddl.names.replicas(cluster));
                    owned.add(cluster);
                });
        ddl.sql
                .query("SELECT name FROM mz_store.database WHERE owner_id = $1 ORDER BY id", roleId)
                .forEach(row -> owned.add(ddl.names.database(row.text(0))));
        return owned;
    }
}
