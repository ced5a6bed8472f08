package dev.verdigris.engine.catalog;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Limit;
import dev.verdigris.core.catalog.RoleId;
import dev.verdigris.core.catalog.Session;
import dev.verdigris.engine.connection.Rows;
import dev.verdigris.engine.connection.SqlSession;

/**
 * Reads the catalog whole: every query in one message, hence one round trip and one timestamp, whatever the number of
 * schemas, clusters and objects.
 */
public final class CatalogReader {

    private static final String MESSAGE = CatalogQuery.message(List.of(CatalogQuery.values())) + ";\n"
            + Arrays.stream(Limit.values())
                    .map(limit -> "SHOW " + limit.parameter())
                    .collect(Collectors.joining(";\n"));

    private CatalogReader() {}

    /**
     * Reads a snapshot.
     *
     * @param session one whose cluster is {@link SqlSession#CATALOG_CLUSTER}, so that no cluster of the user's is needed
     * @throws dev.verdigris.engine.connection.SqlFailure when the server refuses or the connection is lost
     */
    public static CatalogSnapshot read(SqlSession session) {
        List<Rows> results = session.script(MESSAGE);
        int queries = CatalogQuery.values().length;
        if (results.size() != queries + Limit.values().length) {
            throw new IllegalStateException("the server answered " + results.size() + " of the catalog's queries");
        }
        Map<CatalogQuery, Rows> rows = new EnumMap<>(CatalogQuery.class);
        for (CatalogQuery query : CatalogQuery.values()) {
            rows.put(query, results.get(query.ordinal()));
        }
        return SnapshotRows.snapshot(rows, limits(results.subList(queries, results.size())));
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

    static Session session(Rows rows) {
        if (rows.size() != 1) {
            throw new IllegalStateException("the session's role has " + rows.size() + " rows in mz_roles");
        }
        Rows.Row row = rows.rows().get(0);
        return new Session(
                new RoleId(row.text("role_id")), row.flag("superuser"), row.flag("rbac"), row.text("version"));
    }
}
