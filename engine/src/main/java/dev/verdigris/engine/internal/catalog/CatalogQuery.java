package dev.verdigris.engine.internal.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.Session;
import dev.verdigris.core.name.Literal;
import org.jspecify.annotations.Nullable;

/**
 * The catalog queries, one per file next to this class. The header of a file lists the columns and their units.
 *
 * <p>Each query reads one relation, with a filter and a projection only, so that the server answers it from an index if
 * the relation has one. Joins happen in memory. ADR 16 gives the reasons.
 */
enum CatalogQuery {
    // The first query fixes the timestamp of all later queries in the same message.
    ROLES(null),
    DATABASES(null),
    SCHEMAS(null),
    CLUSTERS(null),
    REPLICAS(null),
    OBJECTS(null),
    TABLES(null),
    SOURCES(null),
    SINKS(null),
    VIEWS(null),
    MATERIALIZED_VIEWS(null),
    INDEXES(null),
    COMMENTS(null),
    DEPENDENCIES(null),
    COLUMNS(CatalogPart.COLUMNS),
    ROLE_MEMBERS(CatalogPart.ROLE_MEMBERS),
    DEFAULT_PRIVILEGES(CatalogPart.DEFAULT_PRIVILEGES),
    SYSTEM_PRIVILEGES(CatalogPart.SYSTEM_PRIVILEGES),
    CLUSTER_SCHEDULES(CatalogPart.CLUSTER_SCHEDULES),
    AUTO_SCALING_STRATEGIES(CatalogPart.AUTO_SCALING),
    WORKLOAD_CLASSES(CatalogPart.WORKLOAD_CLASSES),
    RECONFIGURATIONS(CatalogPart.RECONFIGURATIONS),
    INTERNAL_REPLICAS(CatalogPart.REPLICA_KINDS),
    PENDING_REPLICAS(CatalogPart.REPLICA_KINDS),
    REPLACEMENTS(CatalogPart.REPLACEMENTS),
    SUBSCRIPTIONS(CatalogPart.SUBSCRIPTIONS),
    SESSIONS(CatalogPart.CONNECTIONS),
    AUDIT_EVENTS(CatalogPart.AUDIT_EVENTS),
    GLOBAL_IDS(CatalogPart.GLOBAL_IDS),
    SOURCE_STATUSES(CatalogPart.SOURCE_STATUSES),
    SINK_STATUSES(CatalogPart.SINK_STATUSES),
    HYDRATION(CatalogPart.HYDRATION),
    FRONTIERS(CatalogPart.HYDRATION),
    PROCESSES(CatalogPart.HYDRATION),
    HYDRATION_TIMES(CatalogPart.HYDRATION_TIMES),
    CRASHES(CatalogPart.CRASHES),
    REFRESH_STRATEGIES(CatalogPart.REFRESHES),
    REFRESHES(CatalogPart.REFRESHES),
    REPLICA_SIZES(CatalogPart.SIZES),
    REPLICA_USAGE(CatalogPart.USAGE);

    private static final String WATCH = withoutHeader(resource("watch.sql"));
    private static final String TEMPORARY_VIEWS = withoutHeader(resource("temporary_views.sql"));
    private static final String RECENT_CHANGES = withoutHeader(resource("recent_changes.sql"));

    private static final String HISTORY = withoutHeader(resource("history.sql"));

    private final @Nullable CatalogPart part;
    private final String sql;

    CatalogQuery(@Nullable CatalogPart part) {
        this.part = part;
        this.sql = withoutHeader(resource(fileName()));
    }

    /** The part of the catalog that it reads; empty for what every reading has. */
    final Optional<CatalogPart> part() {
        return Optional.ofNullable(part);
    }

    /**
     * Whether a server of a version has the relation, with all columns. A server without it has nothing that the query
     * could find.
     */
    final boolean isKnownTo(String serverVersion) {
        return (this != AUTO_SCALING_STRATEGIES || Session.isAtLeast(serverVersion, 26, 34))
                && (this != RECONFIGURATIONS || Session.isAtLeast(serverVersion, 26, 35))
                && (this != REPLICA_USAGE || Session.isAtLeast(serverVersion, 26, 24));
    }

    /** The file's name within the package's resources. */
    final String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".sql";
    }

    /** The one statement of the file, without its header and without a semicolon. */
    final String sql() {
        return sql;
    }

    /** The queries of a scope, in order. */
    static List<CatalogQuery> of(CatalogScope scope) {
        return Arrays.stream(values())
                .filter(query -> query.part().map(scope::has).orElse(true))
                .toList();
    }

    /** The query for SUBSCRIBE whose changes show that readiness may have changed. */
    static String watch() {
        return WATCH;
    }

    /** The query for what other sessions change at this moment. It has no index, so a verb rarely asks it. */
    static String recentChanges() {
        return RECENT_CHANGES;
    }

    /**
     * The query for the history of the schemas and clusters with these names. The audit log has no index, so only the
     * verb history asks it.
     */
    static String history(Collection<String> names) {
        return HISTORY.replace(
                "{names}", names.stream().map(name -> Literal.of(name).sql()).collect(Collectors.joining(", ")));
    }

    /** The query that a step asks right before it renames schemas. A reading of the catalog has its rows already. */
    static String temporaryViews() {
        return TEMPORARY_VIEWS;
    }

    static String resource(String file) {
        try (InputStream stream = CatalogQuery.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the catalog query " + file + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the catalog query " + file + " cannot be read", e);
        }
    }

    private static String withoutHeader(String text) {
        return text.lines().dropWhile(line -> line.startsWith("--")).collect(Collectors.joining("\n"));
    }
}
