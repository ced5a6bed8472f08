package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.cluster.ReplicaStore;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.context.DropSet;
import dev.verdigris.sandbox.catalog.context.Kinds;
import dev.verdigris.sandbox.catalog.context.SystemRelations;
import dev.verdigris.sandbox.catalog.context.Temporary;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import org.jspecify.annotations.Nullable;

/** DROP of everything: all names of one statement go together. */
public final class DropDdl {

    private static final String USE_CASCADE = "Use DROP ... CASCADE to drop the dependent objects too.";

    private final DdlRun run;
    private final boolean cascade;
    private final List<Stored> named = new ArrayList<>();
    private final DropSet set;

    DropDdl(DdlRun run, boolean cascade) {
        this.run = run;
        this.cascade = cascade;
        this.set = new DropSet(run);
    }

    public static void run(DdlRun run, NamingStatement.Drop statement) {
        switch (statement.kind()) {
            case ROLE -> RoleDdl.drop(run, statement);
            case NETWORK_POLICY, TYPE, FUNCTION -> refuse(run, statement);
            case TABLE,
                    VIEW,
                    MATERIALIZED_VIEW,
                    SOURCE,
                    SINK,
                    INDEX,
                    CONNECTION,
                    SECRET,
                    DATABASE,
                    SCHEMA,
                    CLUSTER,
                    CLUSTER_REPLICA -> new DropDdl(run, statement.cascade()).drop(statement);
        }
    }

    /** There is nothing of these kinds that could be dropped. */
    private static void refuse(DdlRun run, NamingStatement.Drop statement) {
        for (ObjectPath name : statement.names()) {
            if (!statement.ifExists()) {
                throw SqlFailure.internal("unknown catalog item '" + name + "'");
            }
            run.noticeMissing(statement.kind(), name.last());
        }
    }

    private void drop(NamingStatement.Drop statement) {
        for (ObjectPath name : statement.names()) {
            find(statement, name);
        }
        named.forEach(object -> run.access.check(Requirements.drop(object, container(object))));
        named.forEach(this::collect);
        List<Stored> all = everything();
        noticeCascade(all);
        remove(all);
    }

    /** Drops what a role owns, as one statement. */
    void dropAll(List<Stored> owned) {
        named.addAll(owned);
        for (Stored object : owned) {
            switch (object) {
                case Stored.Item item -> set.add(List.of(item.id()));
                case Stored.Schema schema -> set.add(contents(schema));
                case Stored.Cluster cluster -> set.add(bound(cluster));
                case Stored.Replica replica -> {}
                case Stored.Role role -> {}
                case Stored.Database database ->
                    run.names.schemas(database).forEach(schema -> set.add(contents(schema)));
            }
        }
        List<Stored> all = everything();
        if (!cascade) {
            OwnedDdl.demandNothingElse(
                    run,
                    named,
                    all.stream()
                            .filter(Stored.Item.class::isInstance)
                            .map(Stored.Item.class::cast)
                            .toList());
        }
        noticeCascade(all);
        remove(all);
    }

    /** The closure: items, then replicas, then what held them. */
    private List<Stored> everything() {
        List<Stored> all = new ArrayList<>();
        set.ids().stream()
                .map(run.names::findItemById)
                .flatMap(Optional::stream)
                .forEach(all::add);
        named.stream().filter(object -> !(object instanceof Stored.Item)).forEach(object -> {
            if (object instanceof Stored.Cluster cluster) {
                run.names.replicas(cluster).stream()
                        .filter(replica -> !contains(all, replica))
                        .forEach(all::add);
            }
            if (object instanceof Stored.Database database) {
                run.names.schemas(database).stream()
                        .filter(schema -> !contains(all, schema))
                        .forEach(all::add);
            }
            if (!contains(all, object)) {
                all.add(object);
            }
        });
        return all;
    }

    private static boolean contains(List<Stored> objects, Stored wanted) {
        return objects.stream()
                .anyMatch(
                        object -> object.kind() == wanted.kind() && object.id().equals(wanted.id()));
    }

    private void remove(List<Stored> all) {
        dropItems(
                run,
                all.stream()
                        .filter(Stored.Item.class::isInstance)
                        .map(Stored.Item.class::cast)
                        .toList());
        all.stream().filter(object -> !(object instanceof Stored.Item)).forEach(this::dropContainer);
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

    private void find(NamingStatement.Drop statement, ObjectPath name) {
        switch (statement.kind()) {
            case SCHEMA -> found(statement, run.names.findSchema(name), name, "unknown schema '" + name.last() + "'");
            case DATABASE ->
                found(statement, run.names.findDatabase(name.last()), name, "unknown database '" + name + "'");
            case CLUSTER ->
                found(statement, run.names.findCluster(name.last()), name, "unknown cluster '" + name + "'");
            case CLUSTER_REPLICA -> findReplica(statement, name);
            default -> findItem(statement, name);
        }
    }

    private void found(
            NamingStatement.Drop statement, Optional<? extends Stored> object, ObjectPath name, String unknown) {
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
        if (object.isSystem() && object.kind() == ObjectKind.CLUSTER) {
            throw SqlFailure.internal("system cluster '" + object.name() + "' cannot be modified");
        }
        if (object.isSystem()) {
            throw required(object.kind(), object.name());
        }
    }

    private static SqlFailure required(ObjectKind kind, String name) {
        return SqlFailure.internal(
                "cannot drop " + kind.words() + " " + name + " because it is required by the database system");
    }

    private void findReplica(NamingStatement.Drop statement, ObjectPath name) {
        Optional<Stored.Cluster> cluster =
                name.size() == 2 ? run.names.findCluster(name.parts().get(0)) : Optional.empty();
        Optional<Stored.Replica> replica = cluster.flatMap(c -> ClusterDdl.findReplica(run, c, name.last()));
        if (cluster.isPresent() && replica.isEmpty() && !statement.ifExists()) {
            throw ClusterDdl.noSuchReplica(cluster.get(), name.last());
        }
        found(statement, replica, name, "unknown cluster '" + name.parts().get(0) + "'");
        if (replica.isPresent() && replica.get().cluster().managed()) {
            throw SqlFailure.internal("cannot drop replica of managed cluster");
        }
    }

    private void findItem(NamingStatement.Drop statement, ObjectPath name) {
        if (name.size() == 1 && Temporary.exists(run, name.last())) {
            String what = "v".equals(Temporary.relkind(run, name.last())) ? "VIEW" : "TABLE";
            run.sql.execute(
                    "DROP " + what + " pg_temp." + Quoting.identifier(name.last()) + (cascade ? " CASCADE" : ""));
            run.changed();
            return;
        }
        Optional<Stored.Item> item = run.names.findItem(name);
        item.ifPresent(i -> Kinds.demand(run, i, statement.kind()));
        if (item.isEmpty() && SystemRelations.exists(run, name)) {
            throw required(statement.kind(), name.toString());
        }
        found(statement, item, name, "unknown catalog item '" + name + "'");
    }

    /** Adds the object and what depends on it, or refuses without CASCADE. */
    private void collect(Stored object) {
        switch (object) {
            case Stored.Item item -> {
                if (!cascade) {
                    demandUnused(run, item);
                }
                set.add(List.of(item.id()));
            }
            case Stored.Schema schema -> {
                List<String> contents = contents(schema);
                if (!cascade && !contents.isEmpty()) {
                    throw SqlFailure.internal("schema '" + schema.fullName()
                            + "' cannot be dropped without CASCADE while it contains objects");
                }
                set.add(contents);
            }
            case Stored.Cluster cluster -> {
                List<String> bound = bound(cluster);
                if (!cascade && !bound.isEmpty()) {
                    throw new SqlFailure(Diagnostic.error(
                                    "XX000",
                                    "cannot drop cluster " + Quoting.identifier(cluster.name())
                                            + " because other objects depend on it")
                            .withHint(USE_CASCADE));
                }
                set.add(bound);
            }
            case Stored.Database database -> {
                List<Stored.Schema> schemas = run.names.schemas(database);
                if (!cascade && !schemas.isEmpty()) {
                    throw SqlFailure.internal("database '" + database.name()
                            + "' cannot be dropped with RESTRICT while it contains schemas");
                }
                schemas.forEach(schema -> set.add(contents(schema)));
            }
            case Stored.Replica replica -> {}
            case Stored.Role role -> {}
        }
    }

    private List<String> contents(Stored.Schema schema) {
        return ids("SELECT id FROM mz_store.item WHERE schema_id = $1 ORDER BY name", schema.id());
    }

    private List<String> bound(Stored.Cluster cluster) {
        return ids("SELECT id FROM mz_store.item WHERE cluster_id = $1 ORDER BY substr(id, 2)::bigint", cluster.id());
    }

    private List<String> ids(String query, String parameter) {
        return run.sql.query(query, parameter).stream().map(row -> row.text(0)).toList();
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
            throw new SqlFailure(Diagnostic.error(
                            "XX000",
                            "cannot drop " + item.kind().words() + " " + Quoting.identifier(run.names.shortName(item))
                                    + ": still depended upon by " + list)
                    .withHint(USE_CASCADE));
        }
    }

    private void noticeCascade(List<Stored> all) {
        List<String> lines = all.stream()
                .filter(object -> !contains(named, object))
                .map(object -> "drop cascades to " + object.kind().sql() + " "
                        + Quoting.identifier(object instanceof Stored.Replica ? object.name() : object.fullName()))
                .toList();
        if (!lines.isEmpty()) {
            run.notice(Diagnostic.notice("00000", "drop cascades to " + lines.size() + " other objects")
                    .withDetail(String.join("\n", lines)));
        }
    }

    private void dropContainer(Stored object) {
        switch (object) {
            case Stored.Replica replica -> new ReplicaStore(run).drop(replica);
            case Stored.Cluster cluster -> {
                run.sql.execute("DELETE FROM mz_store.cluster WHERE id = $1", cluster.id());
                forget(run, cluster);
                if (cluster.name().equals(run.context.cluster())) {
                    run.notice(Diagnostic.notice(
                                    "MZ003",
                                    "active cluster " + Quoting.identifier(cluster.name()) + " has been dropped")
                            .withHint("Choose a new active cluster by executing SET CLUSTER = <name>."));
                }
            }
            case Stored.Schema schema -> {
                run.sql.execute("DROP SCHEMA " + Quoting.identifier(schema.backendName()));
                run.sql.execute("DELETE FROM mz_store.default_privilege WHERE schema_id = $1", schema.id());
                run.sql.execute("DELETE FROM mz_store.schema WHERE id = $1", schema.id());
                forget(run, schema);
            }
            case Stored.Database database -> {
                run.sql.execute("DELETE FROM mz_store.default_privilege WHERE database_id = $1", database.id());
                run.sql.execute("DELETE FROM mz_store.database WHERE id = $1", database.id());
                forget(run, database);
                if (database.name().equals(run.context.database())) {
                    run.notice(Diagnostic.notice(
                            "MZ002", "active database " + Quoting.identifier(database.name()) + " has been dropped"));
                }
            }
            case Stored.Item item -> {}
            case Stored.Role role -> {}
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
                dropData(run, item.id());
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
    public static void replace(DdlRun run, Stored.Item old) {
        demandUnused(run, old);
        DropSet set = new DropSet(run);
        set.add(List.of(old.id()));
        dropItems(run, set.ids().stream().map(run.names::itemById).toList());
    }

    /** Removes what holds a dropped source's rows. */
    private static void dropData(DdlRun run, String sourceId) {
        List<String> tables = new ArrayList<>();
        run.sql
                .query(
                        "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'mz_source_data'::regnamespace"
                                + " AND relkind = 'r' AND split_part(relname, '.', 1) = $1",
                        sourceId)
                .forEach(row -> tables.add("mz_source_data." + Quoting.identifier(row.text(0))));
        if (!tables.isEmpty()) {
            run.sql.execute("DROP TABLE " + String.join(", ", tables));
        }
    }
}
