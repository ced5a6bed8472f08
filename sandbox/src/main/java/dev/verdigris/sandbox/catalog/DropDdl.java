package dev.verdigris.sandbox.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.NamingStatement;
import dev.verdigris.sandbox.statement.ObjectKind;
import dev.verdigris.sandbox.statement.ObjectPath;
import dev.verdigris.sandbox.statement.Quoting;
import org.jspecify.annotations.Nullable;

/** DROP of everything: all names of one statement go together. */
final class DropDdl {

    private static final String USE_CASCADE = "Use DROP ... CASCADE to drop the dependent objects too.";

    private final DdlRun run;
    private final NamingStatement.Drop statement;
    private final List<Stored> named = new ArrayList<>();
    private final DropSet set;

    private DropDdl(DdlRun run, NamingStatement.Drop statement) {
        this.run = run;
        this.statement = statement;
        this.set = new DropSet(run);
    }

    static void run(DdlRun run, NamingStatement.Drop statement) {
        switch (statement.kind()) {
            case ROLE -> RoleDdl.drop(run, statement);
            case DATABASE, NETWORK_POLICY, TYPE, FUNCTION -> refuse(run, statement);
            case TABLE,
                    VIEW,
                    MATERIALIZED_VIEW,
                    SOURCE,
                    SINK,
                    INDEX,
                    CONNECTION,
                    SECRET,
                    SCHEMA,
                    CLUSTER,
                    CLUSTER_REPLICA -> new DropDdl(run, statement).drop();
        }
    }

    /** There is nothing of these kinds that could be dropped, save the only database. */
    private static void refuse(DdlRun run, NamingStatement.Drop statement) {
        for (ObjectPath name : statement.names()) {
            boolean database = statement.kind() == ObjectKind.DATABASE;
            if (database && run.names.findDatabase(name.last()).isPresent()) {
                throw SqlFailure.unsupported(statement.sql());
            }
            if (!statement.ifExists()) {
                throw SqlFailure.internal(
                        database ? "unknown database '" + name + "'" : "unknown catalog item '" + name + "'");
            }
            run.noticeMissing(statement.kind(), name.last());
        }
    }

    private void drop() {
        for (ObjectPath name : statement.names()) {
            find(name);
        }
        named.forEach(object -> run.access.check(Requirements.drop(object, container(object))));
        named.forEach(this::collect);
        List<Stored.Item> items = items(run, set);
        List<Stored> containers = containers(run, named);
        noticeCascade(Stream.concat(items.stream(), containers.stream()).toList());
        dropItems(run, items);
        containers.forEach(object -> dropContainer(run, object));
    }

    /** Drops the objects, what they contain and what depends on either, whoever owns it. */
    static void dropAll(DdlRun run, List<Stored> objects) {
        DropSet set = new DropSet(run);
        objects.forEach(object -> set.add(contents(run, object)));
        dropItems(run, items(run, set));
        containers(run, objects).forEach(object -> dropContainer(run, object));
    }

    private static List<Stored.Item> items(DdlRun run, DropSet set) {
        return set.ids().stream()
                .map(run.names::findItemById)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Those of the objects that are no items, each cluster behind its replicas. */
    private static List<Stored> containers(DdlRun run, List<Stored> objects) {
        Set<Stored> containers = new LinkedHashSet<>();
        for (Stored object : objects) {
            if (object instanceof Stored.Cluster cluster) {
                containers.addAll(run.names.replicas(cluster));
            }
            if (!(object instanceof Stored.Item)) {
                containers.add(object);
            }
        }
        return List.copyOf(containers);
    }

    /** The ids of the item itself, or of the items in a schema or on a cluster. */
    static List<String> contents(DdlRun run, Stored object) {
        return switch (object) {
            case Stored.Item item -> List.of(item.id());
            case Stored.Schema schema ->
                ids(run, "SELECT id FROM mz_store.item WHERE schema_id = $1 ORDER BY name", schema.id());
            case Stored.Cluster cluster ->
                ids(
                        run,
                        "SELECT id FROM mz_store.item WHERE cluster_id = $1 ORDER BY substr(id, 2)::bigint",
                        cluster.id());
            case Stored.Replica replica -> List.of();
            case Stored.Role role -> List.of();
            case Stored.Database database -> List.of();
        };
    }

    private static List<String> ids(DdlRun run, String query, String parameter) {
        return run.sql.query(query, parameter).stream().map(row -> row.text(0)).toList();
    }

    private static @Nullable Stored container(Stored object) {
        return switch (object) {
            case Stored.Item item -> item.schema();
            case Stored.Schema schema ->
                new Stored.Database(String.valueOf(schema.databaseId()), String.valueOf(schema.database()), "s1");
            case Stored.Cluster cluster -> null;
            case Stored.Replica replica -> null;
            case Stored.Role role -> null;
            case Stored.Database database -> null;
        };
    }

    private void find(ObjectPath name) {
        switch (statement.kind()) {
            case SCHEMA -> found(run.names.findSchema(name), name, "unknown schema '" + name.last() + "'");
            case CLUSTER -> found(run.names.findCluster(name.last()), name, "unknown cluster '" + name + "'");
            case CLUSTER_REPLICA -> findReplica(name);
            default -> findItem(name);
        }
    }

    private void found(Optional<? extends Stored> object, ObjectPath name, String unknown) {
        if (object.isPresent()) {
            demandUserOwned(object.get());
            named.add(object.get());
        } else if (statement.ifExists()) {
            run.noticeMissing(statement.kind(), statement.kind().isItem() ? name.last() : name.toString());
        } else {
            throw SqlFailure.internal(unknown);
        }
    }

    private static void demandUserOwned(Stored object) {
        if (object.isSystem()) {
            throw SqlFailure.internal("cannot drop " + object.kind().words() + " " + object.name()
                    + " because it is required by the database system");
        }
    }

    private void findReplica(ObjectPath name) {
        Optional<Stored.Cluster> cluster =
                name.size() == 2 ? run.names.findCluster(name.parts().get(0)) : Optional.empty();
        Optional<Stored.Replica> replica = cluster.flatMap(c -> ClusterDdl.findReplica(run, c, name.last()));
        if (cluster.isPresent() && replica.isEmpty() && !statement.ifExists()) {
            throw ClusterDdl.noSuchReplica(cluster.get(), name.last());
        }
        found(replica, name, "unknown cluster '" + name.parts().get(0) + "'");
        if (replica.isPresent() && replica.get().cluster().managed()) {
            throw SqlFailure.internal("cannot drop replica of managed cluster");
        }
    }

    private void findItem(ObjectPath name) {
        if (name.size() == 1 && Temporary.exists(run, name.last())) {
            String what = "v".equals(Temporary.relkind(run, name.last())) ? "VIEW" : "TABLE";
            run.sql.execute("DROP " + what + " pg_temp." + Quoting.identifier(name.last())
                    + (statement.cascade() ? " CASCADE" : ""));
            run.changed();
            return;
        }
        Optional<Stored.Item> item = run.names.findItem(name);
        item.ifPresent(i -> Kinds.demand(run, i, statement.kind()));
        found(item, name, "unknown catalog item '" + name + "'");
    }

    /** Adds the object and what depends on it, or refuses without CASCADE. */
    private void collect(Stored object) {
        List<String> contents = contents(run, object);
        if (!statement.cascade()) {
            switch (object) {
                case Stored.Item item -> demandUnused(run, item);
                case Stored.Schema schema -> demandEmpty(schema, contents);
                case Stored.Cluster cluster -> demandUnbound(cluster, contents);
                case Stored.Replica replica -> {}
                case Stored.Role role -> {}
                case Stored.Database database -> {}
            }
        }
        set.add(contents);
    }

    private static void demandEmpty(Stored.Schema schema, List<String> contents) {
        if (!contents.isEmpty()) {
            throw SqlFailure.internal(
                    "schema '" + schema.fullName() + "' cannot be dropped without CASCADE while it contains objects");
        }
    }

    private static void demandUnbound(Stored.Cluster cluster, List<String> bound) {
        if (!bound.isEmpty()) {
            throw new SqlFailure(Diagnostic.error(
                            "XX000",
                            "cannot drop cluster " + Quoting.identifier(cluster.name())
                                    + " because other objects depend on it")
                    .withHint(USE_CASCADE));
        }
    }

    /** Indexes never stand in the way; anything else that names the item does. */
    private static void demandUnused(DdlRun run, Stored.Item item) {
        List<Stored.Item> users = run.names.items("""
                i.kind <> 'index' AND i.id <> $1 AND (
                    i.id IN (SELECT object_id FROM mz_store.dependency WHERE referenced_id = $1)
                    OR i.details ->> 'replacement_for' = $1)
                """, item.id());
        if (!users.isEmpty()) {
            String list = users.stream()
                    .map(user -> user.kind().words() + " " + Quoting.identifier(run.names.shortName(user)))
                    .collect(Collectors.joining(", "));
            throw stillUsed(item.kind().words() + " " + Quoting.identifier(run.names.shortName(item)), list);
        }
    }

    static SqlFailure stillUsed(String what, String users) {
        return new SqlFailure(Diagnostic.error("XX000", "cannot drop " + what + ": still depended upon by " + users)
                .withHint(USE_CASCADE));
    }

    private void noticeCascade(List<Stored> all) {
        List<String> lines = all.stream()
                .filter(object ->
                        named.stream().noneMatch(n -> n.kind() == object.kind() && n.id().equals(object.id())))
                .map(object -> "drop cascades to " + object.kind().sql() + " "
                        + Quoting.identifier(object instanceof Stored.Item ? object.fullName() : object.name()))
                .toList();
        if (!lines.isEmpty()) {
            // Materialize has no singular here.
            run.notice(Diagnostic.notice("00000", "drop cascades to " + lines.size() + " other objects")
                    .withDetail(String.join("\n", lines)));
        }
    }

    private static void dropContainer(DdlRun run, Stored object) {
        switch (object) {
            case Stored.Replica replica -> new ReplicaStore(run).drop(replica);
            case Stored.Cluster cluster -> {
                run.sql.execute("DELETE FROM mz_store.cluster WHERE id = $1", cluster.id());
                forget(run, cluster);
                if (cluster.name().equals(run.context.cluster())) {
                    run.notice(Diagnostic.notice(
                            "MZ003", "active cluster " + Quoting.identifier(cluster.name()) + " has been dropped"));
                }
            }
            case Stored.Schema schema -> {
                run.sql.execute("DROP SCHEMA " + Quoting.identifier(schema.name()));
                run.sql.execute("DELETE FROM mz_store.default_privilege WHERE schema_id = $1", schema.id());
                run.sql.execute("DELETE FROM mz_store.schema WHERE id = $1", schema.id());
                forget(run, schema);
            }
            case Stored.Item item -> {}
            case Stored.Role role -> {}
            case Stored.Database database -> {}
        }
    }

    /** Removes what hangs on the object's id and writes the audit event. */
    static void forget(DdlRun run, Stored object) {
        run.privileges.forget(object);
        run.sql.execute(
                "DELETE FROM mz_store.comment WHERE id = $1 AND object_type = $2",
                object.id(),
                object.kind().auditName());
        run.audit.dropped(object);
        run.changed();
    }

    /** Drops items in the order given: PostgreSQL's views in one statement, then its tables. */
    static void dropItems(DdlRun run, List<Stored.Item> items) {
        dropRelations(run, "VIEW", items.stream().filter(item -> isView(item)).toList());
        dropRelations(
                run,
                "TABLE",
                items.stream()
                        .filter(item -> item.relationOid() != null && !isView(item))
                        .toList());
        for (Stored.Item item : items) {
            run.sql.execute("DELETE FROM mz_store.dependency WHERE object_id = $1", item.id());
            run.sql.execute("DELETE FROM mz_store.item WHERE id = $1", item.id());
            run.sql.execute("DELETE FROM mz_store.hydration WHERE object_id = $1", item.id());
            run.sql.execute("DELETE FROM mz_store.wallclock_lag WHERE object_id = $1", item.id());
            if (item.kind() == ObjectKind.SOURCE && "load-generator".equals(item.type())) {
                SourceDdl.dropData(run, item.id());
            }
            forget(run, item);
        }
    }

    private static boolean isView(Stored.Item item) {
        return item.relationOid() != null && (item.kind() != ObjectKind.TABLE || item.isTableFromSource());
    }

    /** CASCADE reaches only temporary views here: everything else that depends on these is among them. */
    private static void dropRelations(DdlRun run, String what, List<Stored.Item> items) {
        if (!items.isEmpty()) {
            run.sql.execute("DROP " + what + " "
                    + items.stream().map(item -> item.backendPath().quoted()).collect(Collectors.joining(", "))
                    + " CASCADE");
        }
    }

    /** Drops what OR REPLACE replaces, with its indexes. */
    static void replace(DdlRun run, Stored.Item old) {
        demandUnused(run, old);
        DropSet set = new DropSet(run);
        set.add(List.of(old.id()));
        dropItems(run, set.ids().stream().map(run.names::itemById).toList());
    }
}
