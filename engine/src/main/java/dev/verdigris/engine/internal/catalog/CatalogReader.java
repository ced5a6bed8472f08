package dev.verdigris.engine.internal.catalog;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.Limit;
import dev.verdigris.core.catalog.TemporaryView;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.SqlSession;

/**
 * Reads the catalog. All queries of a scope are in one message, so there is one round trip and one timestamp for any
 * number of schemas, clusters and objects.
 *
 * <p>The session must use the cluster {@link SqlSession#CATALOG_CLUSTER}, so that no cluster of the user is needed.
 * Every method throws {@link dev.verdigris.engine.internal.connection.SqlFailure} if the server refuses or the
 * connection is lost. No method changes anything.
 */
public final class CatalogReader {

    private CatalogReader() {}

    /** The query whose result changes when readiness may have changed. */
    public static String watchQuery() {
        return CatalogQuery.watch();
    }

    /** Reads the rows of a scope, without the limits if they are known already. */
    static CatalogRows rows(SqlSession session, CatalogScope scope, Optional<Map<Limit, Integer>> known) {
        List<CatalogQuery> queries = known(session, CatalogQuery.of(scope));
        boolean asks = scope.has(CatalogPart.LIMITS) && known.isEmpty();
        List<Limit> limits = asks ? Arrays.asList(Limit.values()) : List.of();
        List<Rows> results = send(session, queries, limits);
        List<Rows> shown = results.subList(queries.size(), results.size());
        Map<CatalogQuery, Rows> rows = rows(queries, results);
        CatalogQuery.of(scope).forEach(query -> rows.putIfAbsent(query, new Rows(List.of(), List.of())));
        return new CatalogRows(scope, rows, known.orElseGet(() -> limits(limits, shown)));
    }

    /** The rows of some queries alone, in one message and of one moment. */
    static Map<CatalogQuery, Rows> rows(SqlSession session, List<CatalogQuery> queries) {
        List<CatalogQuery> asked = known(session, queries);
        Map<CatalogQuery, Rows> rows = rows(asked, send(session, asked, List.of()));
        queries.forEach(query -> rows.putIfAbsent(query, new Rows(List.of(), List.of())));
        return rows;
    }

    private static List<CatalogQuery> known(SqlSession session, List<CatalogQuery> queries) {
        String version = session.serverParameter(SqlSession.VERSION).orElse("");
        return queries.stream().filter(query -> query.isKnownTo(version)).toList();
    }

    /**
     * The temporary views of all sessions at this moment. This is one cheap query; if there is such a view, a second
     * one reads the names of roles.
     */
    public static List<TemporaryView> temporaryViews(SqlSession session) {
        Rows views = session.query(CatalogQuery.temporaryViews());
        if (views.isEmpty()) {
            return List.of();
        }
        return TemporaryViewRows.of(views, session.query(CatalogQuery.ROLES.sql()));
    }

    private static List<Rows> send(SqlSession session, List<CatalogQuery> queries, List<Limit> limits) {
        String message = Stream.concat(
                        queries.stream().map(CatalogQuery::sql),
                        limits.stream().map(limit -> "SHOW " + limit.parameter()))
                .collect(Collectors.joining(";\n"));
        List<Rows> results = session.script(message);
        if (results.size() != queries.size() + limits.size()) {
            throw new IllegalStateException("the server answered " + results.size() + " of the catalog's queries");
        }
        return results;
    }

    private static Map<CatalogQuery, Rows> rows(List<CatalogQuery> queries, List<Rows> results) {
        Map<CatalogQuery, Rows> rows = new EnumMap<>(CatalogQuery.class);
        for (int i = 0; i < queries.size(); i++) {
            rows.put(queries.get(i), results.get(i));
        }
        return rows;
    }

    private static Map<Limit, Integer> limits(List<Limit> asked, List<Rows> shown) {
        Map<Limit, Integer> limits = new EnumMap<>(Limit.class);
        for (int i = 0; i < asked.size(); i++) {
            String value = shown.get(i).rows().get(0).at(0);
            if (value != null) {
                limits.put(asked.get(i), Integer.valueOf(value));
            }
        }
        return limits;
    }
}
