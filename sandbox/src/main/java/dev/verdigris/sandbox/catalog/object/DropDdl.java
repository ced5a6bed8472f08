package dev.verdigris.sandbox.catalog.object;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.cluster.ReplicaStore;
import dev.verdigris.sandbox.catalog.context.DropSet;
import dev.verdigris.sandbox.catalog.context.Kinds;
import dev.verdigris.sandbox.catalog.context.SystemRelations;
import dev.verdigris.sandbox.catalog.context.Temporary;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import org.jspecify.annotations.Nullable;

/** DROP of everything: all names of one statement go together. */
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

    public static void run(DdlContext ddl, NamingStatement.Drop statement) {
        switch (statement.kind()) {
            case ROLE -> RoleDdl.drop(ddl, statement);
            case NETWORK_POLICY, TYPE, FUNCTION -> refuse(ddl, statement);
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
                    CLUSTER_REPLICA -> new DropDdl(ddl, statement.cascade()).drop(statement);
        }
    }

    /** There is nothing of these kinds that could be dropped. */
    private static void refuse(DdlContext ddl, NamingStatement.Drop statement) {
        for (ObjectPath name : statement.names()) {
            if (!statement.ifExists()) {
                throw SqlError.internal("unknown catalog item '" + name + "'");
            }
            ddl.noticeMissing(statement.kind(), name.last());
        }
    }

    private void drop(NamingStatement.Drop statement) {
        for (ObjectPath name : statement.names()) {
            find(statement, name);
        }
        named.forEach(object -> ddl.access.check(Requirements.drop(object, container(object))));
        named.forEach(this::collect);
        List<CatalogEntry> all = everything();
        noticeCascade(all);
        remove(all);
    }

    /** Drops what a role owns, as one statement. */
    void dropAll(List<CatalogEntry> owned) {
        named.addAll(owned);
        for (CatalogEntry object : owned) {
            switch (object) {
                case CatalogEntry.Item item -> set.add(List.of(item.id()));
                case CatalogEntry.Schema schema -> set.add(contents(schema));
                case CatalogEntry.Cluster cluster -> set.add(bound(cluster));
                case CatalogEntry.Replica replica -> {}
                case CatalogEntry.Role role -> {}
                case CatalogEntry.Database database ->
                    ddl.names.schemas(database).forEach(schema -> set.add(contents(schema)));
            }
        }
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

    /** The closure: items, then replicas, then what held them. */
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
        dropItems(
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
            case SCHEMA -> found(statement, ddl.names.findSchema(name), name, "unknown schema '" + name.last() + "'");
            case DATABASE ->
                found(statement, ddl.names.findDatabase(name.last()), name, "unknown database '" + name + "'");
            case CLUSTER ->
                found(statement, ddl.names.findCluster(name.last()), name, "unknown cluster '" + name + "'");
            case CLUSTER_REPLICA -> findReplica(statement, name);
            default -> findItem(statement, name);
        }
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
        if (name.size() == 1 && Temporary.exists(ddl, name.last())) {
            String what = "v".equals(Temporary.relkind(ddl, name.last())) ? "VIEW" : "TABLE";
            ddl.sql.execute(
                    "DROP " + what + " pg_temp." + Quoting.identifier(name.last()) + (cascade ? " CASCADE" : ""));
            ddl.changed();
            return;
        }
        Optional<CatalogEntry.Item> item = ddl.names.findItem(name);
        item.ifPresent(i -> Kinds.require(ddl, i, statement.kind()));
        if (item.isEmpty() && SystemRelations.exists(ddl, name)) {
            throw required(statement.kind(), name.toString());
        }
        found(statement, item, name, "unknown catalog item '" + name + "'");
    }

    /** Adds the object and what depends on it, or refuses without CASCADE. */
    private void collect(CatalogEntry object) {
        switch (object) {
            case CatalogEntry.Item item -> {
                if (!cascade) {
                    requireUnused(ddl, item);
                }
                set.add(List.of(item.id()));
            }
            case CatalogEntry.Schema schema -> {
                List<String> contents = contents(schema);
                if (!cascade && !contents.isEmpty()) {
                    throw SqlError.internal("schema '" + schema.fullName()
                            + "' cannot be dropped without CASCADE while it contains objects");
                }
                set.add(contents);
            }
            case CatalogEntry.Cluster cluster -> {
                List<String> bound = bound(cluster);
                if (!cascade && !bound.isEmpty()) {
                    throw new SqlError(Diagnostic.error(
                                    "XX000",
                                    "cannot drop cluster " + Quoting.identifier(cluster.name())
                                            + " because other objects depend on it")
                            .withHint(USE_CASCADE));
                }
                set.add(bound);
            }
            case CatalogEntry.Database database -> {
                List<CatalogEntry.Schema> schemas = ddl.names.schemas(database);
                if (!cascade && !schemas.isEmpty()) {
                    throw SqlError.internal("database '" + database.name()
                            + "' cannot be dropped with RESTRICT while it contains schemas");
                }
                schemas.forEach(schema -> set.add(contents(schema)));
            }
            case CatalogEntry.Replica replica -> {}
            case CatalogEntry.Role role -> {}
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

    /** Indexes never stand in the way; anything else that names the item does. */
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
                        + Quoting.identifier(object instanceof CatalogEntry.Replica ? object.name() : object.fullName()))
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
                forget(ddl, cluster);
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
                forget(ddl, schema);
            }
            case CatalogEntry.Database database -> {
                ddl.sql.execute("DELETE FROM mz_store.default_privilege WHERE database_id = $1", database.id());
                ddl.sql.execute("DELETE FROM mz_store.database WHERE id = $1", database.id());
                forget(ddl, database);
                if (database.name().equals(ddl.context.database())) {
                    ddl.notice(Diagnostic.notice(
                            "MZ002", "active database " + Quoting.identifier(database.name()) + " has been dropped"));
                }
            }
            case CatalogEntry.Item item -> {}
            case CatalogEntry.Role role -> {}
        }
    }

    /** Removes what hangs on the object's id and writes the audit event. */
    static void forget(DdlContext ddl, CatalogEntry object) {
        ddl.privileges.forget(object);
        ddl.sql.execute(
                "DELETE FROM mz_store.comment WHERE id = $1 AND object_type = $2",
                object.id(),
                object.kind().auditName());
        ddl.audit.dropped(object);
        ddl.changed();
    }

    /** Drops items in the order given: PostgreSQL's views in one statement, then its tables. */
    static void dropItems(DdlContext ddl, List<CatalogEntry.Item> items) {
        dropRelations(ddl, "VIEW", items.stream().filter(item -> isView(item)).toList());
        dropRelations(
                ddl,
                "TABLE",
                items.stream()
                        .filter(item -> item.relationOid() != null && !isView(item))
                        .toList());
        for (CatalogEntry.Item item : items) {
            ddl.sql.execute("DELETE FROM mz_store.dependency WHERE object_id = $1", item.id());
            ddl.sql.execute("DELETE FROM mz_store.item WHERE id = $1", item.id());
            ddl.sql.execute("DELETE FROM mz_store.hydration WHERE object_id = $1", item.id());
            ddl.sql.execute("DELETE FROM mz_store.wallclock_lag WHERE object_id = $1", item.id());
            if (item.kind() == ObjectKind.SOURCE && "load-generator".equals(item.type())) {
                dropData(ddl, item.id());
            }
            forget(ddl, item);
        }
    }

    private static boolean isView(CatalogEntry.Item item) {
        return item.relationOid() != null && (item.kind() != ObjectKind.TABLE || item.isTableFromSource());
    }

    /** CASCADE reaches only temporary views here: everything else that depends on these is among them. */
    private static void dropRelations(DdlContext ddl, String what, List<CatalogEntry.Item> items) {
        if (!items.isEmpty()) {
            ddl.sql.execute("DROP " + what + " "
                    + items.stream().map(item -> item.backendPath().quoted()).collect(Collectors.joining(", "))
                    + " CASCADE");
        }
    }

    /** Drops what OR REPLACE replaces, with its indexes. */
    public static void replace(DdlContext ddl, CatalogEntry.Item old) {
        requireUnused(ddl, old);
        DropSet set = new DropSet(ddl);
        set.add(List.of(old.id()));
        dropItems(ddl, set.ids().stream().map(ddl.names::itemById).toList());
    }

    /** Removes what holds a dropped source's rows. */
    private static void dropData(DdlContext ddl, String sourceId) {
        List<String> tables = new ArrayList<>();
        ddl.sql
                .query(
                        "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'mz_source_data'::regnamespace"
                                + " AND relkind = 'r' AND split_part(relname, '.', 1) = $1",
                        sourceId)
                .forEach(row -> tables.add("mz_source_data." + Quoting.identifier(row.text(0))));
        if (!tables.isEmpty()) {
            ddl.sql.execute("DROP TABLE " + String.join(", ", tables));
        }
    }
}
