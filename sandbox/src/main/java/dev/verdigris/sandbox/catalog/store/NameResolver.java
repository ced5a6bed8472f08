package dev.verdigris.sandbox.catalog.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.backend.CatalogTransaction.Row;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;
import org.jspecify.annotations.Nullable;

/** Resolves names and ids, with Materialize's errors for missing objects. */
public final class NameResolver {

    private static final String ITEM = """
            SELECT i.id, i.name, i.kind, i.owner_id, i.cluster_id, i.relation_oid, i.source_id, i.on_id,
                i.details ->> 'type', i.details ->> 'replacement_for',
                s.id, s.name, s.database_id, d.name, s.owner_id
            FROM mz_store.item i
                JOIN mz_store.schema s ON s.id = i.schema_id
                LEFT JOIN mz_store.database d ON d.id = s.database_id
            """;
    private static final String CLUSTER = """
            SELECT id, name, owner_id, managed, size, replication_factor, availability_zones,
                coalesce(introspection_debugging, false), introspection_interval, coalesce(schedule, 'manual'),
                hydration_time_estimate, workload_class
            FROM mz_store.cluster
            """;
    private static final String SCHEMA = """
            SELECT s.id, s.name, s.database_id, d.name, s.owner_id
            FROM mz_store.schema s LEFT JOIN mz_store.database d ON d.id = s.database_id
            """;

    private final CatalogTransaction sql;
    private final SessionContext context;

    /** Resolves names as the session does, in the given transaction. */
    public NameResolver(CatalogTransaction sql, SessionContext context) {
        this.sql = sql;
        this.context = context;
    }

    // Roles and databases.

    /** The role of that name; {@code unknown role} if there is none. */
    public CatalogEntry.Role role(String name) {
        return findRole(name).orElseThrow(() -> SqlError.internal("unknown role '" + name + "'"));
    }

    /** The role of that name. */
    public Optional<CatalogEntry.Role> findRole(String name) {
        return sql.queryOne("SELECT id, name, superuser FROM mz_store.role WHERE name = $1", name)
                .map(NameResolver::role);
    }

    /** The name of the role with that id; PUBLIC for the id of everyone. */
    public String roleName(String id) {
        return id.equals("p")
                ? "PUBLIC"
                : sql.queryOne("SELECT name FROM mz_store.role WHERE id = $1", id)
                        .map(row -> row.text(0))
                        .orElse(id);
    }

    private static CatalogEntry.Role role(Row row) {
        return new CatalogEntry.Role(row.text(0), row.text(1), row.nullable(2) == null ? null : row.flag(2));
    }

    /** The database of that name; {@code unknown database} if there is none. */
    public CatalogEntry.Database database(String name) {
        return findDatabase(name).orElseThrow(() -> SqlError.internal("unknown database '" + name + "'"));
    }

    /** The database of that name. */
    public Optional<CatalogEntry.Database> findDatabase(String name) {
        return sql.queryOne("SELECT id, name, owner_id FROM mz_store.database WHERE name = $1", name)
                .map(row -> new CatalogEntry.Database(row.text(0), row.text(1), row.text(2)));
    }

    /** The database with that id, which must exist. */
    public CatalogEntry.Database databaseById(String id) {
        Row row = sql.query("SELECT id, name, owner_id FROM mz_store.database WHERE id = $1", id)
                .get(0);
        return new CatalogEntry.Database(row.text(0), row.text(1), row.text(2));
    }

    /** Where the schemas of all databases are in PostgreSQL, as the session sees them. */
    public SchemaMapping backing() {
        return new SchemaMapping(
                context.database(),
                sql.query("SELECT name, id FROM mz_store.database").stream()
                        .collect(Collectors.toMap(row -> row.text(0), row -> row.text(1))));
    }

    /** The session's database, for names without one. */
    public CatalogEntry.Database activeDatabase() {
        return findDatabase(context.database())
                .orElseThrow(() -> SqlError.internal("no database specified and no active database"));
    }

    // Schemas.

    /** The schema of that name; {@code unknown schema} if there is none. */
    public CatalogEntry.Schema schema(ObjectPath path) {
        return findSchema(path).orElseThrow(() -> SqlError.internal("unknown schema '" + path.last() + "'"));
    }

    /** The schema of that name, in the session's database unless the name has another. */
    public Optional<CatalogEntry.Schema> findSchema(ObjectPath path) {
        if (path.size() > 2) {
            throw SqlError.internal("schema name " + path + " has more than two components");
        }
        String database = path.size() == 2 ? database(path.parts().get(0)).name() : context.database();
        return sql
                .query(
                        SCHEMA
                                + "WHERE s.name = $1 AND (d.name = $2 OR s.database_id IS NULL) ORDER BY d.name NULLS LAST",
                        path.last(),
                        database)
                .stream()
                .findFirst()
                .map(row -> schema(row, 0));
    }

    /** The schemas of a database, in the order of their ids. */
    public List<CatalogEntry.Schema> schemas(CatalogEntry.Database database) {
        return sql.query(SCHEMA + "WHERE d.id = $1 ORDER BY substr(s.id, 2)::bigint", database.id()).stream()
                .map(row -> schema(row, 0))
                .toList();
    }

    /** The schema with that id, which must exist. */
    public CatalogEntry.Schema schemaById(String id) {
        return schema(sql.query(SCHEMA + "WHERE s.id = $1", id).get(0), 0);
    }

    /** Where an unqualified new object goes: the first schema of the search path that exists. */
    public CatalogEntry.Schema activeSchema() {
        return sql
                .query(
                        SCHEMA
                                + "WHERE s.name = ANY ($1::text[]) AND d.name = $2"
                                + " ORDER BY array_position($1::text[], s.name)",
                        TextArrays.of(context.searchPath()),
                        context.database())
                .stream()
                .findFirst()
                .map(row -> schema(row, 0))
                .orElseThrow(() -> SqlError.of("3F000", "no valid schema selected"));
    }

    /** The schema for a new object of this name. */
    public CatalogEntry.Schema schemaForNew(ObjectPath path) {
        if (path.size() > 3) {
            throw tooManyParts(path);
        }
        CatalogEntry.Schema schema = path.size() == 1 ? activeSchema() : schema(new ObjectPath(path.qualifier()));
        if (schema.isSystem()) {
            throw SqlError.internal("system schema '" + schema.name() + "' cannot be modified");
        }
        return schema;
    }

    private static CatalogEntry.Schema schema(Row row, int at) {
        return new CatalogEntry.Schema(
                row.text(at), row.text(at + 1), row.nullable(at + 2), row.nullable(at + 3), row.text(at + 4));
    }

    // Clusters.

    /** The cluster of that name; {@code unknown cluster} if there is none. */
    public CatalogEntry.Cluster cluster(String name) {
        return findCluster(name).orElseThrow(() -> SqlError.internal("unknown cluster '" + name + "'"));
    }

    /** The cluster of that name. */
    public Optional<CatalogEntry.Cluster> findCluster(String name) {
        return sql.queryOne(CLUSTER + "WHERE name = $1", name).map(NameResolver::cluster);
    }

    /** The cluster with that id, which must exist. */
    public CatalogEntry.Cluster clusterById(String id) {
        return cluster(sql.query(CLUSTER + "WHERE id = $1", id).get(0));
    }

    /** The cluster named, or the session's. */
    public CatalogEntry.Cluster clusterForNew(@Nullable String name) {
        return cluster(name == null ? context.cluster() : name);
    }

    /** The replicas of a cluster. */
    public List<CatalogEntry.Replica> replicas(CatalogEntry.Cluster cluster) {
        return sql
                .query(
                        "SELECT id, name, owner_id, size FROM mz_store.replica WHERE cluster_id = $1"
                                + " ORDER BY substr(id, 2)::bigint",
                        cluster.id())
                .stream()
                .map(row -> new CatalogEntry.Replica(row.text(0), row.text(1), row.text(2), cluster, row.nullable(3)))
                .toList();
    }

    private static CatalogEntry.Cluster cluster(Row row) {
        String zones = row.nullable(6);
        return new CatalogEntry.Cluster(
                row.text(0),
                row.text(1),
                row.text(2),
                row.flag(3),
                row.nullable(4),
                row.nullable(5) == null ? null : (int) row.number(5),
                new ClusterConfig(
                        zones == null ? List.of() : TextArrays.parse(zones),
                        row.flag(7),
                        row.nullable(8),
                        row.text(9),
                        row.nullable(10),
                        row.nullable(11)));
    }

    // Items.

    /** The item of that name; {@code unknown catalog item} if there is none. */
    public CatalogEntry.Item item(ObjectPath path) {
        return findItem(path).orElseThrow(() -> SqlError.internal("unknown catalog item '" + path + "'"));
    }

    /** The item of that name, found along the search path unless the name has a schema. */
    public Optional<CatalogEntry.Item> findItem(ObjectPath path) {
        return switch (path.size()) {
            case 1 ->
                first(sql.query(
                        ITEM
                                + "WHERE i.name = $1 AND s.name = ANY ($2::text[]) AND d.name = $3"
                                + " ORDER BY array_position($2::text[], s.name)",
                        path.last(),
                        TextArrays.of(context.searchPath()),
                        context.database()));
            case 2 -> inSchema(context.database(), path.parts().get(0), path.last());
            case 3 -> inSchema(path.parts().get(0), path.parts().get(1), path.last());
            default -> throw tooManyParts(path);
        };
    }

    private static SqlError tooManyParts(ObjectPath path) {
        return SqlError.internal("qualified name did not have between 1 and 3 components: " + path);
    }

    private Optional<CatalogEntry.Item> inSchema(String database, String schema, String name) {
        return first(sql.query(ITEM + "WHERE i.name = $1 AND s.name = $2 AND d.name = $3", name, schema, database));
    }

    /** The item of that name in one schema. */
    public Optional<CatalogEntry.Item> findInSchema(CatalogEntry.Schema schema, String name) {
        return first(sql.query(ITEM + "WHERE i.name = $1 AND s.id = $2", name, schema.id()));
    }

    /** The item with that id, which must exist. */
    public CatalogEntry.Item itemById(String id) {
        return findItemById(id).orElseThrow(() -> SqlError.internal("unknown catalog item '" + id + "'"));
    }

    /** The item with that id. */
    public Optional<CatalogEntry.Item> findItemById(String id) {
        return first(sql.query(ITEM + "WHERE i.id = $1", id));
    }

    /** Items in the order of their ids. */
    public List<CatalogEntry.Item> items(String condition, Object... parameters) {
        return sql.query(ITEM + "WHERE " + condition + " ORDER BY substr(i.id, 2)::bigint", parameters).stream()
                .map(NameResolver::item)
                .toList();
    }

    private static Optional<CatalogEntry.Item> first(List<Row> rows) {
        return rows.stream().findFirst().map(NameResolver::item);
    }

    private static CatalogEntry.Item item(Row row) {
        return new CatalogEntry.Item(
                row.text(0),
                row.text(1),
                ObjectKind.ofCatalogName(row.text(2)),
                row.text(3),
                schema(row, 10),
                row.nullable(4),
                row.nullable(5),
                row.nullable(6),
                row.nullable(7),
                row.nullable(8),
                row.nullable(9));
    }

    /**
     * The shortest name with which the session finds the item, as messages show it: alone if the search path finds it,
     * with its schema if that is in the session's database, and in full otherwise.
     */
    public String shortName(CatalogEntry.Item item) {
        ObjectPath alone = ObjectPath.of(item.name());
        if (findItem(alone).filter(found -> found.id().equals(item.id())).isPresent()) {
            return alone.normalized();
        }
        String database = item.schema().database();
        return database == null || database.equals(context.database())
                ? ObjectPath.of(item.schema().name(), item.name()).normalized()
                : ObjectPath.of(database, item.schema().name(), item.name()).normalized();
    }

    // Settings of the server.

    /** A server parameter, or its default. */
    public String parameter(String name, String otherwise) {
        return sql.queryOne("SELECT value FROM mz_store.system_parameter WHERE name = $1", name)
                .map(row -> row.text(0))
                .orElse(otherwise);
    }

    /** The kind and full name of a relation that came with the system, as {@code VIEW mz_catalog.mz_objects}. */
    public Optional<String> systemRelation(ObjectPath path) {
        return path.size() > 3
                ? Optional.empty()
                : sql.queryOne(
                                "SELECT upper(replace(b.kind, '-', ' ')) || ' ' || s.name || '.' || b.name"
                                        + " FROM mz_store.builtin b JOIN mz_store.schema s ON s.id = b.schema_id"
                                        + " WHERE b.oid = to_regclass($1) AND b.kind NOT IN ('type', 'function')",
                                BackendNames.inSql(path.quoted()))
                        .map(row -> row.text(0));
    }

    /** Whether the name is that of a relation that came with the system. */
    public boolean isSystemRelation(ObjectPath path) {
        return systemRelation(path).isPresent();
    }
}
