package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.context.Kinds;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.ast.RoleStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import org.jspecify.annotations.Nullable;

/** ALTER … OWNER TO and REASSIGN OWNED. */
public final class OwnerDdl {

    private OwnerDdl() {}

    public static void change(DdlRun run, NamingStatement.ChangeOwner statement) {
        Optional<? extends Stored> found = find(run, statement.kind(), statement.name());
        if (found.isEmpty()) {
            run.noticeMissingOr(statement.ifExists(), statement.kind(), statement.name());
            return;
        }
        Stored object = found.get();
        if (object instanceof Stored.Item item) {
            Kinds.demand(run, item, statement.kind());
        }
        if (object.kind() == ObjectKind.INDEX) {
            run.notice(Diagnostic.warning("01000", "cannot change owner of " + Quoting.identifier(object.name())));
            return;
        }
        if (object.isSystem()) {
            throw SqlFailure.internal("cannot alter " + object.kind().words() + " " + object.name()
                    + " because it is required by the database system");
        }
        Stored.Role newOwner = RoleDdl.demandAssignable(run.names.role(statement.newOwner()));
        run.access.check(Requirements.changeOwner(object, newOwner, container(run, object)));
        move(run, object, newOwner.id());
    }

    private static @Nullable Stored container(DdlRun run, Stored object) {
        return switch (object) {
            case Stored.Item item -> item.schema();
            case Stored.Schema schema -> schema.database() == null ? null : run.names.database(schema.database());
            case Stored.Cluster cluster -> null;
            case Stored.Replica replica -> null;
            case Stored.Database database -> null;
            case Stored.Role role -> null;
        };
    }

    private static Optional<? extends Stored> find(DdlRun run, ObjectKind kind, ObjectPath name) {
        return switch (kind) {
            case SCHEMA -> run.names.findSchema(name);
            case DATABASE -> run.names.findDatabase(name.last());
            case CLUSTER -> run.names.findCluster(name.last());
            case CLUSTER_REPLICA ->
                run.names.findCluster(name.parts().get(0)).flatMap(c -> ClusterDdl.findReplica(run, c, name.last()));
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET, TYPE, FUNCTION ->
                run.names.findItem(name);
            case ROLE, NETWORK_POLICY -> throw SqlFailure.unsupported("ALTER " + kind.sql() + " … OWNER TO");
        };
    }

    /** Gives the object to another role, with its indexes, its progress subsource or its replicas. */
    private static void move(DdlRun run, Stored object, String newOwner) {
        for (Stored one : together(run, object)) {
            if (one.ownerId().equals(newOwner)) {
                continue;
            }
            run.sql.execute("UPDATE mz_store." + table(one) + " SET owner_id = $2 WHERE id = $1", one.id(), newOwner);
            run.privileges.changeOwner(one, newOwner);
            run.audit.owner(one, newOwner);
            run.changed();
        }
    }

    private static List<Stored> together(DdlRun run, Stored object) {
        List<Stored> all = new ArrayList<>();
        all.add(object);
        switch (object) {
            case Stored.Item item ->
                all.addAll(run.names.items(
                        "i.on_id = $1 OR i.source_id = $1 AND i.details ->> 'type' = 'progress'", item.id()));
            case Stored.Cluster cluster -> all.addAll(run.names.replicas(cluster));
            case Stored.Schema schema -> {}
            case Stored.Replica replica -> {}
            case Stored.Database database -> {}
            case Stored.Role role -> {}
        }
        return all;
    }

    private static String table(Stored object) {
        return switch (object) {
            case Stored.Item item -> "item";
            case Stored.Schema schema -> "schema";
            case Stored.Cluster cluster -> "cluster";
            case Stored.Replica replica -> "replica";
            case Stored.Database database -> "database";
            case Stored.Role role -> throw new IllegalStateException("roles have no owner");
        };
    }

    static void reassign(DdlRun run, RoleStatement.ReassignOwned statement) {
        List<Stored.Role> from = statement.from().stream()
                .map(run.names::role)
                .map(RoleDdl::demandAssignable)
                .toList();
        Stored.Role to = RoleDdl.demandAssignable(run.names.role(statement.to()));
        List<String> members =
                new ArrayList<>(from.stream().map(Stored.Role::id).toList());
        members.add(to.id());
        run.access.check(Requirements.memberOf(members));
        for (Stored.Role role : from) {
            owned(run, role.id()).forEach(object -> move(run, object, to.id()));
        }
    }

    /** Everything that a role owns, items first. */
    static List<Stored> owned(DdlRun run, String roleId) {
        List<Stored> owned = new ArrayList<>(run.names.items("i.owner_id = $1", roleId));
        run.sql
                .query("SELECT id FROM mz_store.schema WHERE owner_id = $1 ORDER BY id", roleId)
                .forEach(row -> owned.add(run.names.schemaById(row.text(0))));
        run.sql
                .query("SELECT name FROM mz_store.cluster WHERE owner_id = $1 ORDER BY id", roleId)
                .forEach(row -> {
                    Stored.Cluster cluster = run.names.cluster(row.text(0));
                    owned.addAll(run.names.replicas(cluster));
                    owned.add(cluster);
                });
        run.sql
                .query("SELECT name FROM mz_store.database WHERE owner_id = $1 ORDER BY id", roleId)
                .forEach(row -> owned.add(run.names.database(row.text(0))));
        return owned;
    }
}
