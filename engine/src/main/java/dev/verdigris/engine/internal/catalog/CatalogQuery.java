package dev.verdigris.engine.internal.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The catalog queries, one per file next to this class. The header of a file lists the columns and their units. */
enum CatalogQuery {
    // The first query fixes the timestamp of all later queries in the same message.
    SESSION(Group.CATALOG),
    ROLES(Group.CATALOG),
    ROLE_MEMBERS(Group.CATALOG),
    DATABASES(Group.CATALOG),
    SCHEMAS(Group.CATALOG),
    CLUSTERS(Group.CATALOG),
    REPLICAS(Group.CATALOG),
    ITEMS(Group.CATALOG),
    COLUMNS(Group.CATALOG),
    COMMENTS(Group.CATALOG),
    DEPENDENCIES(Group.CATALOG),
    DEFAULT_PRIVILEGES(Group.CATALOG),
    SYSTEM_PRIVILEGES(Group.CATALOG),
    REPLACEMENTS(Group.CATALOG),
    RUN_STATUSES(Group.CATALOG),
    SUBSCRIPTIONS(Group.CATALOG),
    AUDIT_EVENTS(Group.CATALOG),
    CLOCK(Group.READINESS),
    HYDRATION(Group.READINESS),
    HYDRATION_TIMES(Group.READINESS),
    LAGS(Group.READINESS),
    FRONTIERS(Group.READINESS),
    PROCESSES(Group.READINESS),
    CRASHES(Group.READINESS),
    REFRESHES(Group.READINESS),
    WATCH(Group.WATCH);

    private final Group group;
    private final String sql;

    CatalogQuery(Group group) {
        this.group = group;
        this.sql = withoutHeader(resource(fileName()));
    }

    /** The file's name within the package's resources. */
    final String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".sql";
    }

    /** The one statement of the file, without its header and without a semicolon. */
    final String sql() {
        return sql;
    }

    /** The queries of some groups, in order. */
    static List<CatalogQuery> of(Set<Group> groups) {
        return Arrays.stream(values())
                .filter(query -> groups.contains(query.group))
                .toList();
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

    /** The message that a query is part of. */
    enum Group {
        /** The input of planning. */
        CATALOG,
        /** The input of readiness, in addition to that of planning. */
        READINESS,
        /** For SUBSCRIBE. */
        WATCH
    }

    private static String withoutHeader(String text) {
        return text.lines().dropWhile(line -> line.startsWith("--")).collect(Collectors.joining("\n"));
    }
}
