package dev.verdigris.engine.internal.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.engine.internal.connection.Rows;
import org.jspecify.annotations.Nullable;

/** What a server may answer, row by row; a query that is given no row is answered by none. */
final class AnswerBuilder {

    private static final Map<CatalogQuery, List<String>> COLUMNS = new EnumMap<>(CatalogQuery.class);

    private final CatalogScope scope;
    private final Map<CatalogQuery, List<Rows.Row>> rows = new EnumMap<>(CatalogQuery.class);

    /** A server with one database, and of this role. */
    AnswerBuilder(CatalogScope scope) {
        this(scope, "v26");
    }

    /** The same of another version. */
    AnswerBuilder(CatalogScope scope, String version) {
        this.scope = scope;
        row(CatalogQuery.ROLES, "u1", "me", "t", version, "a-region", "f", "t", "1000");
        row(CatalogQuery.DATABASES, "u1", "db", "u1", "{}");
    }

    AnswerBuilder row(CatalogQuery query, @Nullable String... values) {
        rows.computeIfAbsent(query, unused -> new ArrayList<>()).add(new Rows.Row(columns(query), values));
        return this;
    }

    AnswerBuilder schema(String id, String name) {
        return row(CatalogQuery.SCHEMAS, id, "u1", name, "u1", "{}");
    }

    AnswerBuilder cluster(String id, String name, int factor) {
        return row(CatalogQuery.CLUSTERS, id, name, "u1", "{}", "t", "25cc", String.valueOf(factor), null, "f", "1.0");
    }

    AnswerBuilder replica(String id, String cluster) {
        return row(CatalogQuery.REPLICAS, id, cluster, "r" + id, "25cc", null);
    }

    AnswerBuilder object(String id, String schema, String type, @Nullable String cluster) {
        return row(CatalogQuery.OBJECTS, id, schema, "o" + id, type, "u1", cluster, "{}");
    }

    AnswerBuilder materializedView(String id, String schema, String cluster, String createSql) {
        return object(id, schema, "materialized-view", cluster).row(CatalogQuery.MATERIALIZED_VIEWS, id, createSql);
    }

    CatalogRows rows() {
        Map<CatalogQuery, Rows> all = new EnumMap<>(CatalogQuery.class);
        CatalogQuery.of(scope)
                .forEach(query -> all.put(query, new Rows(columns(query), rows.getOrDefault(query, List.of()))));
        return new CatalogRows(scope, all, Map.of());
    }

    /** The names after AS in the query's projection. */
    private static List<String> columns(CatalogQuery query) {
        return COLUMNS.computeIfAbsent(query, asked -> {
            String projection = asked.sql().substring(0, asked.sql().indexOf("FROM mz_"));
            return Arrays.stream(projection.split(" AS "))
                    .skip(1)
                    .map(rest -> rest.replaceAll("(?s)^(\\w+).*", "$1"))
                    .toList();
        });
    }
}
