package dev.verdigris.engine.internal.catalog;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Limit;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.SqlSession;

/**
 * Reads the whole catalog. All queries are in one message, so there is one round trip and one timestamp for any number
 * of schemas, clusters and objects.
 *
 * <p>The session must use the cluster {@link SqlSession#CATALOG_CLUSTER}, so that no cluster of the user is needed.
 * Every method throws {@link dev.verdigris.engine.internal.connection.SqlFailure} if the server refuses or the
 * connection is lost. No method changes anything.
 */
public final class CatalogReader {

    private static final List<CatalogQuery> CATALOG = CatalogQuery.of(Set.of(CatalogQuery.Group.CATALOG));
    private static final List<CatalogQuery> SIGHT =
            CatalogQuery.of(Set.of(CatalogQuery.Group.CATALOG, CatalogQuery.Group.READINESS));

    private CatalogReader() {}

    /** Reads the input of planning. */
    public static CatalogSnapshot read(SqlSession session) {
        Answer answer = send(session, CATALOG);
        return SnapshotRows.snapshot(answer.rows(), answer.limits());
    }

    /** Reads the input of planning and of readiness. */
    public static CatalogObservation look(SqlSession session, Environment environment) {
        Answer answer = send(session, SIGHT);
        CatalogSnapshot catalog = SnapshotRows.snapshot(answer.rows(), answer.limits());
        return new CatalogObservation(
                DeploymentView.of(catalog, environment), ObservationRows.observation(catalog, answer.rows()));
    }

    /** The query whose result changes when readiness may have changed. */
    public static String watchQuery() {
        return CatalogQuery.WATCH.sql();
    }

    private static Answer send(SqlSession session, List<CatalogQuery> queries) {
        List<Rows> results = session.script(message(queries));
        if (results.size() != queries.size() + Limit.values().length) {
            throw new IllegalStateException("the server answered " + results.size() + " of the catalog's queries");
        }
        Map<CatalogQuery, Rows> rows = new EnumMap<>(CatalogQuery.class);
        for (int i = 0; i < queries.size(); i++) {
            rows.put(queries.get(i), results.get(i));
        }
        return new Answer(rows, limits(results.subList(queries.size(), results.size())));
    }

    private static String message(List<CatalogQuery> queries) {
        Stream<String> limits = Arrays.stream(Limit.values()).map(limit -> "SHOW " + limit.parameter());
        return Stream.concat(queries.stream().map(CatalogQuery::sql), limits).collect(Collectors.joining(";\n"));
    }

    private static Map<Limit, Integer> limits(List<Rows> shown) {
        Map<Limit, Integer> limits = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            String value = shown.get(limit.ordinal()).rows().get(0).at(0);
            if (value != null) {
                limits.put(limit, Integer.valueOf(value));
            }
        }
        return limits;
    }

    private record Answer(Map<CatalogQuery, Rows> rows, Map<Limit, Integer> limits) {}
}
