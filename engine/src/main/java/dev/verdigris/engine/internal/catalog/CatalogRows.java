package dev.verdigris.engine.internal.catalog;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.catalog.Limit;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.Rows.Row;

/**
 * The server's answers to the queries of one reading.
 *
 * @param scope the parts that were read
 * @param rows the rows of each query
 * @param limits the limits that the server reported; empty if they were not read
 */
record CatalogRows(CatalogScope scope, Map<CatalogQuery, Rows> rows, Map<Limit, Integer> limits) {

    /**
     * The rows of a query.
     *
     * @throws dev.verdigris.core.catalog.CatalogPart.Unread if they belong to a part that was not read
     */
    Rows of(CatalogQuery query) {
        query.part().ifPresent(part -> part.demand(scope.unread()));
        Rows result = rows.get(query);
        if (result == null) {
            throw new IllegalStateException("the catalog query " + query + " was not sent");
        }
        return result;
    }

    /** Whether the rows of a query were read. */
    boolean has(CatalogQuery query) {
        return rows.containsKey(query);
    }

    /** A value for every row of a query. */
    <T> List<T> map(CatalogQuery query, Function<Row, T> reader) {
        return of(query).map(reader);
    }

    /** A value for every row of a query that has one. */
    <T> List<T> flatMap(CatalogQuery query, Function<Row, Optional<T>> reader) {
        return of(query).rows().stream()
                .flatMap(row -> reader.apply(row).stream())
                .toList();
    }

    /** The rows of {@code newer}, and these rows for all other queries. */
    CatalogRows under(Map<CatalogQuery, Rows> newer) {
        Map<CatalogQuery, Rows> all = new EnumMap<>(rows);
        all.putAll(newer);
        return new CatalogRows(scope, all, limits);
    }

    /** The same rows, of a scope whose parts they all have. */
    CatalogRows in(CatalogScope wider) {
        return new CatalogRows(wider, rows, limits);
    }

    /** Whether a query has the same rows in both, in any order. */
    boolean same(CatalogQuery query, Map<CatalogQuery, Rows> newer) {
        List<Row> before = of(query).rows();
        List<Row> now =
                newer.getOrDefault(query, new Rows(List.of(), List.of())).rows();
        return before.size() == now.size() && new HashSet<>(before).equals(new HashSet<>(now));
    }
}
