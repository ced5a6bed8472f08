package dev.verdigris.engine.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** The catalog queries, one per file beside this class; the file's header names its columns and their units. */
enum CatalogQuery {
    // The first fixes the timestamp for all that follow it in the same message.
    SESSION,
    ROLES,
    ROLE_MEMBERS,
    DATABASES,
    SCHEMAS,
    CLUSTERS,
    REPLICAS,
    ITEMS,
    COLUMNS,
    COMMENTS,
    DEPENDENCIES,
    DEFAULT_PRIVILEGES,
    SYSTEM_PRIVILEGES,
    REPLACEMENTS,
    RUN_STATUSES,
    SUBSCRIPTIONS,
    AUDIT_EVENTS;

    private final String sql;

    CatalogQuery() {
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

    /** Several queries as one message. */
    static String message(Collection<CatalogQuery> queries) {
        return queries.stream().map(CatalogQuery::sql).collect(Collectors.joining(";\n"));
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
