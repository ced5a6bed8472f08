package dev.verdigris.sandbox.catalog.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.Temporary;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.ClusterConfig;
import dev.verdigris.sandbox.catalog.store.NameResolver;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.statement.ast.ShowObjects;
import dev.verdigris.sandbox.statement.ast.ShowObjects.Filter;
import dev.verdigris.sandbox.statement.ast.ShowObjects.What;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import org.jspecify.annotations.Nullable;

/** Turns SHOW statements into queries over the catalog. */
public final class ShowQueries {

    private static final String INDEX_COLUMNS = "name, \"on\", cluster, key, comment";
    private static final String DEFAULT_PRIVILEGE_COLUMNS =
            "object_owner, database, schema, object_type, grantee, privilege_type";
    private static final String PRIVILEGE_COLUMNS =
            "grantor, grantee, database, schema, name, object_type, privilege_type";

    /** The kinds that are listed from the whole server. */
    private static final Map<What, Listing> EVERYWHERE = Map.of(
            What.CLUSTERS, new Listing("name, replicas, comment", "mz_show_clusters"),
            What.CLUSTER_REPLICAS, new Listing("cluster, replica, size, ready, comment", "mz_show_cluster_replicas"),
            What.DATABASES, new Listing("name, comment", "mz_show_databases"),
            What.ROLES, new Listing("name, comment", "mz_show_roles"),
            What.NETWORK_POLICIES, new Listing("name, rules, comment", "mz_show_network_policies"));

    /** The kinds that are listed from one schema. */
    private static final Map<What, Listing> IN_SCHEMA = Map.of(
            What.CONNECTIONS, new Listing("name, type, comment", "mz_show_connections"),
            What.SECRETS, new Listing("name, comment", "mz_show_secrets"),
            What.TYPES, new Listing("name, comment", "mz_show_types"),
            What.VIEWS, new Listing("name, comment", "mz_show_views"),
            What.OBJECTS, new Listing("name, type, comment", "mz_show_all_objects"),
            What.TABLES, new Listing("name, comment", "mz_show_tables"),
            What.MATERIALIZED_VIEWS, new Listing("name, cluster, comment", "mz_show_materialized_views"),
            What.SOURCES, new Listing("name, type, cluster, comment", "mz_show_sources"),
            What.SINKS, new Listing("name, type, cluster, comment", "mz_show_sinks"));

    /** The columns to show of one of the system's views. */
    private record Listing(String columns, String view) {}

    private final ShowObjects show;
    private final SessionContext context;
    private final CatalogTransaction sql;
    private final NameResolver names;
    private final List<String> conditions = new ArrayList<>();

    private ShowQueries(ShowObjects show, SessionContext context, CatalogTransaction sql) {
        this.show = show;
        this.context = context;
        this.sql = sql;
        this.names = new NameResolver(sql, context);
    }

    /**
     * The query for PostgreSQL that gives a SHOW statement's rows. It must run in the same transaction.
     *
     * @throws SqlError if an object that the statement names does not exist
     */
    public static String query(ShowObjects show, SessionContext context, CatalogTransaction transaction) {
        return new ShowQueries(show, context, transaction).query();
    }

    private String query() {
        if (show.cluster() != null) {
            conditions.add("cluster_id = "
                    + Quoting.literal(names.cluster(show.cluster()).id()));
        }
        Listing everywhere = EVERYWHERE.get(show.what());
        if (everywhere != null) {
            return rows(everywhere.columns(), everywhere.view());
        }
        Listing inSchema = IN_SCHEMA.get(show.what());
        if (inSchema != null) {
            return inSchema(inSchema.columns(), inSchema.view());
        }
        return special();
    }

    private String special() {
        return switch (show.what()) {
            case SCHEMAS -> schemas();
            case COLUMNS -> columns();
            case TABLES_ON -> on("source_id", "name, comment", "mz_show_tables");
            case SUBSOURCES -> subsources();
            case INDEXES -> indexes();
            case INDEXES_ON -> on("on_id", INDEX_COLUMNS, "mz_show_indexes");
            case ROLE_MEMBERSHIP -> roleMembership();
            case DEFAULT_PRIVILEGES -> privileges(DEFAULT_PRIVILEGE_COLUMNS, "mz_show_default_privileges");
            case PRIVILEGES -> privileges(PRIVILEGE_COLUMNS, "mz_show_all_privileges");
            case CREATE_CLUSTER -> createCluster();
            // All others show the CREATE statement of an item.
            default -> createItem();
        };
    }

    /** The rows of one of the system's views, filtered by the conditions so far and the statement's own filter. */
    private String rows(String columns, String view) {
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String inner = "SELECT " + columns + " FROM mz_internal." + view + where;
        String outer = switch (show.filter()) {
            case Filter.None none -> "";
            case Filter.Like like -> " WHERE name LIKE " + Quoting.literal(like.pattern());
            case Filter.Where condition -> " WHERE " + condition.condition();
        };
        return "SELECT * FROM (" + inner + ") AS shown" + outer + " ORDER BY " + ordinals(columns);
    }

    private static String ordinals(String columns) {
        int count = columns.split(",").length;
        StringBuilder list = new StringBuilder("1");
        for (int i = 2; i <= count; i++) {
            list.append(", ").append(i);
        }
        return list.toString();
    }

    private String schemas() {
        ObjectPath scope = show.scope();
        CatalogEntry.Database database = scope == null ? names.activeDatabase() : names.database(scope.last());
        conditions.add("(database_id = " + Quoting.literal(database.id()) + " OR database_id IS NULL)");
        return rows("name, comment", "mz_show_schemas");
    }

    /** Without a schema, the session's is used. A cluster filters further. */
    private String inSchema(String columns, String view) {
        CatalogEntry.Schema schema = show.scope() == null ? names.activeSchema() : names.schema(show.scope());
        conditions.add("schema_id = " + Quoting.literal(schema.id()));
        return rows(columns, view);
    }

    /** With a cluster, only indexes are shown from every schema. */
    private String indexes() {
        boolean everywhere = show.scope() == null && show.cluster() != null;
        return everywhere ? rows(INDEX_COLUMNS, "mz_show_indexes") : inSchema(INDEX_COLUMNS, "mz_show_indexes");
    }

    private String on(String idColumn, String columns, String view) {
        conditions.add(idColumn + " = " + Quoting.literal(scopeItem().id()));
        return rows(columns, view);
    }

    private CatalogEntry.Item scopeItem() {
        return names.item(scope());
    }

    private ObjectPath scope() {
        ObjectPath scope = show.scope();
        if (scope == null) {
            throw new IllegalStateException("no name in " + show.sql());
        }
        return scope;
    }

    private String subsources() {
        if (show.scope() != null && names.findItem(show.scope()).isPresent()) {
            conditions.add("id IN (SELECT id FROM mz_store.item WHERE source_id = "
                    + Quoting.literal(scopeItem().id()) + ")");
        } else {
            CatalogEntry.Schema schema = show.scope() == null ? names.activeSchema() : names.schema(scope());
            conditions.add("schema_id = " + Quoting.literal(schema.id()));
        }
        conditions.add("type IN ('subsource', 'progress')");
        return rows("name, type", "mz_show_sources");
    }

    private String columns() {
        String id = names.findItem(scope())
                .map(CatalogEntry.Item::id)
                .or(() -> sql.queryOne(
                                "SELECT id FROM mz_store.builtin WHERE oid = to_regclass($1)",
                                BackendNames.inSql(names.backing().of(scope()).quoted()))
                        .map(row -> row.text(0)))
                .orElseThrow(() -> SqlError.internal("unknown catalog item '" + scope() + "'"));
        conditions.add("id = " + Quoting.literal(id));
        String query = rows("name, nullable, type, comment, position", "mz_show_columns");
        return "SELECT name, nullable, type, comment FROM (" + query + ") AS ordered ORDER BY position";
    }

    /** SHOW ROLE MEMBERSHIP; with a role, only those of the role and of the roles that it is a member of. */
    private String roleMembership() {
        role().ifPresent(role -> conditions.add("mz_catalog.pg_has_role(" + role + "::text, member, 'USAGE')"));
        return rows("role, member, grantor", "mz_show_role_members");
    }

    /** A role has privileges directly, through the roles that it is a member of, or as PUBLIC. */
    private String privileges(String columns, String view) {
        if (show.objectType() != null) {
            conditions.add("object_type = " + Quoting.literal(show.objectType()));
        }
        role().ifPresent(role -> conditions.add("CASE grantee WHEN 'PUBLIC' THEN true ELSE mz_catalog.pg_has_role("
                + role + "::text, grantee, 'USAGE') END"));
        return rows(columns, view);
    }

    private Optional<String> role() {
        return Optional.ofNullable(show.scope())
                .map(scope -> Quoting.literal(names.role(scope.last()).name()));
    }

    private String createItem() {
        ObjectKind kind = ObjectKind.valueOf(show.what().name().substring("CREATE_".length()));
        Optional<String> temporary = kind == ObjectKind.VIEW ? temporaryView() : Optional.empty();
        if (temporary.isPresent()) {
            return temporary.get();
        }
        Optional<CatalogEntry.Item> found = names.findItem(scope());
        if (found.isEmpty()) {
            builtin(scope()).ifPresent(name -> {
                throw SqlError.internal("cannot show create for system object " + name);
            });
        }
        CatalogEntry.Item item = new DdlContext(context, sql).require(found.orElseGet(() -> names.item(scope())), kind);
        return "SELECT mz_store.full_name(" + Quoting.literal(item.id()) + ", false) AS name,"
                + " mz_store.render_template(create_template, 'shown') || ';' AS create_sql"
                + " FROM mz_store.item WHERE id = " + Quoting.literal(item.id());
    }

    /** The query for a temporary view of this session, whose definition is in its comment. */
    private Optional<String> temporaryView() {
        if (!Temporary.mayName(scope())) {
            return Optional.empty();
        }
        return sql.queryOne(
                        "SELECT oid FROM mz_store.temporary_relation WHERE name = $1 AND kind = 'view'"
                                + " AND obj_description(oid, 'pg_class')::jsonb ->> 'session' = $2",
                        scope().last(),
                        Integer.toString(context.connectionId()))
                .map(row -> "SELECT 'mz_temp.' || quote_ident(name) AS name, 'CREATE TEMPORARY VIEW mz_temp.' ||"
                        + " mz_store.render_template(obj_description(oid, 'pg_class')::jsonb ->> 'create', 'shown') || ';'"
                        + " AS create_sql FROM mz_store.temporary_relation WHERE oid = " + row.text(0));
    }

    /** The full name of one of the system's relations. */
    private Optional<String> builtin(ObjectPath path) {
        return sql.queryOne(
                        "SELECT s.name || '.' || b.name FROM mz_store.builtin b JOIN mz_store.schema s ON s.id = b.schema_id"
                                + " WHERE b.name = $1 AND b.kind NOT IN ('type', 'function')"
                                + " AND s.name = ANY ($2::text[]) LIMIT 1",
                        path.last(),
                        TextArrays.of(path.size() == 1 ? List.of("mz_catalog", "pg_catalog") : path.qualifier()))
                .map(row -> row.text(0));
    }

    private String createCluster() {
        CatalogEntry.Cluster cluster = names.cluster(scope().last());
        if (!cluster.managed()) {
            throw SqlError.internal("SHOW CREATE for unmanaged clusters not yet supported");
        }
        return "SELECT " + Quoting.literal(cluster.name()) + "::text AS name, " + Quoting.literal(createSql(cluster))
                + "::text AS create_sql";
    }

    private static String createSql(CatalogEntry.Cluster cluster) {
        ClusterConfig config = cluster.config();
        List<String> options = new ArrayList<>();
        if (!config.availabilityZones().isEmpty()) {
            options.add("AVAILABILITY ZONES = ("
                    + String.join(
                            ", ",
                            config.availabilityZones().stream()
                                    .map(Quoting::literal)
                                    .toList())
                    + ")");
        }
        options.add("INTROSPECTION DEBUGGING = " + config.introspectionDebugging());
        options.add("INTROSPECTION INTERVAL = " + interval(config.introspectionInterval()));
        options.add("MANAGED = true");
        if (config.schedule().equals("manual")) {
            options.add("REPLICATION FACTOR = " + cluster.replicationFactor());
        }
        options.add("SIZE = " + Quoting.literal(String.valueOf(cluster.size())));
        options.add(
                config.schedule().equals("manual")
                        ? "SCHEDULE = MANUAL"
                        : "SCHEDULE = ON REFRESH (HYDRATION TIME ESTIMATE = "
                                + Quoting.literal(String.valueOf(config.hydrationEstimate())) + ")");
        return "CREATE CLUSTER " + Quoting.identifier(cluster.name()) + " (" + String.join(", ", options) + ")";
    }

    private static String interval(@Nullable String interval) {
        return interval == null ? "NULL" : "INTERVAL " + Quoting.literal(interval);
    }
}
