package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.cluster.ReplicaStore;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.DropSet;
import dev.verdigris.sandbox.catalog.context.Temporary;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import org.jspecify.annotations.Nullable;

/** DROP of any kind. All objects of one statement are dropped together. */
public final class DropDdl {

    private static final String USE_CASCADE = "Use DROP ... CASCADE to drop the dependent objects too.";

    private final DdlContext ddl;
    private final boolean cascade;
    private final List<CatalogEntry> named = new ArrayList<>();
    private final DropSet set;

    DropDdl(DdlContext ddl, boolean cascade) {
        this.ddl = ddl;
        this.cascade = cascade;
        this.set = new DropSet(ddl);
    }

    /** Carries out a DROP of any kind. */
    public static void run(DdlContext ddl, NamingStatement.Drop statement) {
        switch (statement.kind()) {
            case ROLE -> RoleDdl.drop(ddl, statement);
            case NETWORK_POLICY, TYPE, FUNCTION -> refuse(ddl, statement);
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET ->
                new DropDdl(ddl, statement.cascade()).drop(statement);
            case DATABASE, SCHEMA, CLUSTER, CLUSTER_REPLICA -> new DropDdl(ddl, statement.cascade()).drop(statement);
        }
    }

    /** There is nothing of these kinds that could be dropped. */
    private static void refuse(DdlContext ddl, NamingStatement.Drop statement) {
        for (ObjectPath name : statement.names()) {
            if (!statement.ifExists()) {
                throw SqlError.internal(
                        statement.kind() == ObjectKind.TYPE
                                ? "type \"" + name + "\" does not exist"
                                : "unknown catalog item '" + name + "'");
            }
            ddl.noticeMissing(statement.kind(), name.last());
        }
    }

    private void drop(NamingStatement.Drop statement) {
        for (ObjectPath name : statement.names()) {
            find(statement, name);
        }
        // Materialize looks for dependents while it plans, before it asks for privileges.
        named.forEach(this::collect);
        named.forEach(object -> ddl.access.require(Requirements.drop(object, container(object))));
        List<CatalogEntry> all = everything();
        noticeCascade(all);
        remove(all);
    }

    /** Drops what a role owns, as one statement. */
    void dropAll(List<CatalogEntry> owned) {
        named.addAll(owned);
        owned.forEach(object -> set.add(items(object)));
        List<CatalogEntry> all = everything();
        if (!cascade) {
            OwnedDdl.requireNothingElse(
                    ddl,
                    named,
                    all.stream()
                            .filter(CatalogEntry.Item.class::isInstance)
                            .map(CatalogEntry.Item.class::cast)
                            .toList());
        }
        noticeCascade(all);
        remove(all);
    }

    /** Drops everything in order: items, then replicas, then the containers. */
    private List<CatalogEntry> everything() {
        List<CatalogEntry> all = new ArrayList<>();
        set.ids().stream()
                .map(ddl.names::findItemById)
                .flatMap(Optional::stream)
                .forEach(all::add);
        named.stream().filter(object -> !(object instanceof CatalogEntry.Item)).forEach(object -> {
            if (object instanceof CatalogEntry.Cluster cluster) {
                ddl.names.replicas(cluster).stream()
                        .filter(replica -> !contains(all, replica))
                        .forEach(all::add);
            }
            if (object instanceof CatalogEntry.Database database) {
                ddl.names.schemas(database).stream()
                        .filter(schema -> !contains(all, schema))
                        .forEach(all::add);
            }
            if (!contains(all, object)) {
                all.add(object);
            }
        });
        return all;
    }

    private static boolean contains(List<CatalogEntry> objects, CatalogEntry wanted) {
        return objects.stream()
                .anyMatch(
                        object -> object.kind() == wanted.kind() && object.id().equals(wanted.id()));
    }

    private void remove(List<CatalogEntry> all) {
        Removal.dropItems(
                ddl,
                all.stream()
                        .filter(CatalogEntry.Item.class::isInstance)
                        .map(CatalogEntry.Item.class::cast)
                        .toList());
        all.stream().filter(object -> !(object instanceof CatalogEntry.Item)).forEach(this::dropContainer);
    }

    private static @Nullable CatalogEntry container(CatalogEntry object) {
        return switch (object) {
            case CatalogEntry.Item item -> item.schema();
            case CatalogEntry.Schema schema ->
                new CatalogEntry.Database(String.valueOf(schema.databaseId()), String.valueOf(schema.database()), "s1");
            case CatalogEntry.Cluster cluster -> null;
            case CatalogEntry.Replica replica -> null;
            case CatalogEntry.Role role -> null;
            case CatalogEntry.Database database -> null;
        };
    }

    private void find(NamingStatement.Drop statement, ObjectPath name) {
        switch (statement.kind()) {
            case SCHEMA -> findSchema(statement, name);
            case DATABASE ->
                found(statement, ddl.names.findDatabase(name.last()), name, "unknown database '" + name + "'");
            case CLUSTER ->
                found(statement, ddl.names.findCluster(name.last()), name, "unknown cluster '" + name + "'");
            case CLUSTER_REPLICA -> findReplica(statement, name);
            default -> findItem(statement, name);
        }
    }

    private void findSchema(NamingStatement.Drop statement, ObjectPath name) {
        if (Temporary.isSchema(name)) {
            throw SqlError.internal("cannot drop schema " + name + " because it is a temporary schema");
        }
        found(statement, ddl.names.findSchema(name), name, "unknown schema '" + name.last() + "'");
    }

    private void found(
            NamingStatement.Drop statement, Optional<? extends CatalogEntry> object, ObjectPath name, String unknown) {
        if (object.isPresent()) {
            requireUserOwned(object.get());
            named.add(object.get());
        } else if (statement.ifExists()) {
            ddl.noticeMissing(statement.kind(), statement.kind().isItem() ? name.last() : name.toString());
        } else {
            throw SqlError.internal(unknown);
        }
    }

    private static void requireUserOwned(CatalogEntry object) {
        if (object.isSystem() && object.kind() == ObjectKind.CLUSTER) {
            throw SqlError.internal("system cluster '" + object.name() + "' cannot be modified");
        }
        if (object.isSystem()) {
            throw required(object.kind(), object.name());
        }
    }

    private static SqlError required(ObjectKind kind, String name) {
        return SqlError.internal(
                "cannot drop " + kind.words() + " " + name + " because it is required by the database system");
    }

    private void findReplica(NamingStatement.Drop statement, ObjectPath name) {
        Optional<CatalogEntry.Cluster> cluster =
                name.size() == 2 ? ddl.names.findCluster(name.parts().get(0)) : Optional.empty();
        Optional<CatalogEntry.Replica> replica = cluster.flatMap(c -> ClusterDdl.findReplica(ddl, c, name.last()));
        if (cluster.isPresent() && replica.isEmpty() && !statement.ifExists()) {
            throw ClusterDdl.noSuchReplica(cluster.get(), name.last());
        }
        found(statement, replica, name, "unknown cluster '" + name.parts().get(0) + "'");
        if (replica.isPresent() && replica.get().cluster().managed()) {
            throw SqlError.internal("cannot drop replica of managed cluster");
        }
    }

    private void findItem(NamingStatement.Drop statement, ObjectPath name) {
        if (Temporary.exists(ddl, name)) {
            String what = "v".equals(Temporary.relkind(ddl, name.last())) ? "VIEW" : "TABLE";
            ddl.sql.execute(
                    "DROP " + what + " pg_temp." + Quoting.identifier(name.last()) + (cascade ? " CASCADE" : ""));
            ddl.changed();
            return;
        }
        Optional<CatalogEntry.Item> item = ddl.names.findItem(name);
        item.ifPresent(i -> ddl.require(i, statement.kind()));
        if (item.isEmpty() && ddl.names.isSystemRelation(name)) {
            throw required(statement.kind(), name.toString());
        }
        found(statement, item, name, "unknown catalog item '" + name + "'");
    }

    /** Adds the object and what depends on it, or refuses without CASCADE. */
    private void collect(CatalogEntry object) {
        List<String> items = items(object);
        if (!cascade) {
            requireUnused(object, items);
        }
        set.add(items);
    }

    /** The ids of the items that an object is or holds. */
    private List<String> items(CatalogEntry object) {
        return switch (object) {
            case CatalogEntry.Item item -> List.of(item.id());
            case CatalogEntry.Schema schema -> contents(schema);
            case CatalogEntry.Cluster cluster -> bound(cluster);
            case CatalogEntry.Database database ->
                ddl.names.schemas(database).stream()
                        .flatMap(schema -> contents(schema).stream())
                        .toList();
            case CatalogEntry.Replica replica -> List.of();
            case CatalogEntry.Role role -> List.of();
        };
    }

    private void requireUnused(CatalogEntry object, List<String> items) {
        switch (object) {
            case CatalogEntry.Item item -> requireUnused(ddl, item);
            case CatalogEntry.Schema schema
            when !items.isEmpty() ->
                throw SqlError.internal("schema '" + schema.fullName()
                        + "' cannot be dropped without CASCADE while it contains objects");
            case CatalogEntry.Cluster cluster
            when !items.isEmpty() ->
                throw new SqlError(Diagnostic.error(
                                "XX000",
                                "cannot drop cluster " + Quoting.identifier(cluster.name())
                                        + " because other objects depend on it")
                        .withHint(USE_CASCADE));
            case CatalogEntry.Database database
            when !ddl.names.schemas(database).isEmpty() ->
                throw SqlError.internal(
                        "database '" + database.name() + "' cannot be dropped with RESTRICT while it contains schemas");
            // Nothing prevents the drop of the others.
            default -> {}
        }
    }

    private List<String> contents(CatalogEntry.Schema schema) {
        return ids("SELECT id FROM mz_store.item WHERE schema_id = $1 ORDER BY name", schema.id());
    }

    private List<String> bound(CatalogEntry.Cluster cluster) {
        return ids("SELECT id FROM mz_store.item WHERE cluster_id = $1 ORDER BY substr(id, 2)::bigint", cluster.id());
    }

    private List<String> ids(String query, String parameter) {
        return ddl.sql.query(query, parameter).stream().map(row -> row.text(0)).toList();
    }

    /** Indexes never prevent the drop; all other objects that name the item do. */
    private static void requireUnused(DdlContext ddl, CatalogEntry.Item item) {
        List<CatalogEntry.Item> users = ddl.names.items("""
                i.kind <> 'index' AND i.id <> $1 AND (
                    i.id IN (SELECT object_id FROM mz_store.dependency WHERE referenced_id = $1)
                    OR i.details ->> 'replacement_for' = $1)
                """, item.id());
        if (!users.isEmpty()) {
            String list = users.stream()
                    .map(user -> user.kind().words() + " " + Quoting.identifier(ddl.names.shortName(user)))
                    .collect(Collectors.joining(", "));
            throw new SqlError(Diagnostic.error(
                            "XX000",
                            "cannot drop " + item.kind().words() + " " + Quoting.identifier(ddl.names.shortName(item))
                                    + ": still depended upon by " + list)
                    .withHint(USE_CASCADE));
        }
    }

    private void noticeCascade(List<CatalogEntry> all) {
        List<String> lines = all.stream()
                .filter(object -> !contains(named, object))
                .map(object -> "drop cascades to " + object.kind().sql() + " "
                        + Quoting.identifier(
                                object instanceof CatalogEntry.Replica ? object.name() : object.fullName()))
                .toList();
        if (!lines.isEmpty()) {
            ddl.notice(Diagnostic.notice("00000", "drop cascades to " + lines.size() + " other objects")
                    .withDetail(String.join("\n", lines)));
        }
    }

    private void dropContainer(CatalogEntry object) {
        switch (object) {
            case CatalogEntry.Replica replica -> new ReplicaStore(ddl).drop(replica);
            case CatalogEntry.Cluster cluster -> {
                ddl.sql.execute("DELETE FROM mz_store.cluster WHERE id = $1", cluster.id());
                Removal.forget(ddl, cluster);
                if (cluster.name().equals(ddl.context.cluster())) {
                    ddl.notice(Diagnostic.notice(
                                    "MZ003",
                                    "active cluster " + Quoting.identifier(cluster.name()) + " has been dropped")
                            .withHint("Choose a new active cluster by executing SET CLUSTER = <name>."));
                }
            }
            case CatalogEntry.Schema schema -> {
                ddl.sql.execute("DROP SCHEMA " + Quoting.identifier(schema.backendName()));
                ddl.sql.execute("DELETE FROM mz_store.default_privilege WHERE schema_id = $1", schema.id());
                ddl.sql.execute("DELETE FROM mz_store.schema WHERE id = $1", schema.id());
                Removal.forget(ddl, schema);
            }
            case CatalogEntry.Database database -> {
                ddl.sql.execute("DELETE FROM mz_store.default_privilege WHERE database_id = $1", database.id());
                ddl.sql.execute("DELETE FROM mz_store.database WHERE id = $1", database.id());
                Removal.forget(ddl, database);
                if (database.name().equals(ddl.context.database())) {
                    ddl.notice(Diagnostic.notice(
                            "MZ002", "active database " + Quoting.identifier(database.name()) + " has been dropped"));
                }
            }
            case CatalogEntry.Item item -> {}
            case CatalogEntry.Role role -> {}
        }
    }

    /** Drops what OR REPLACE replaces, with its indexes. */
    public static void replace(DdlContext ddl, CatalogEntry.Item old) {
        requireUnused(ddl, old);
        DropSet set = new DropSet(ddl);
        set.add(List.of(old.id()));
        Removal.dropItems(ddl, set.ids().stream().map(ddl.names::itemById).toList());
    }
}
