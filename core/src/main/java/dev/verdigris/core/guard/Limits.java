package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Limit;
import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Ddl;

/** Checks that the server's limits allow both sides at the same time. */
final class Limits {

    private Limits() {}

    /**
     * Compares the numbers of objects with the limits.
     *
     * @param before the catalog as it is
     * @param after the catalog as init will leave it
     * @param sides the sides in {@code after}
     */
    static List<Problem> check(CatalogSnapshot before, CatalogSnapshot after, ResolvedPairs sides) {
        List<Problem> problems = new ArrayList<>();
        long clusters = userClusters(after);
        if (clusters > userClusters(before)) {
            check(before, Limit.MAX_CLUSTERS, clusters, "clusters", problems);
        }
        Set<DatabaseId> databases = new LinkedHashSet<>();
        after.schemas().stream()
                .filter(schema -> before.schema(schema.id()).isEmpty())
                .forEach(schema -> databases.add(schema.database()));
        for (DatabaseId database : databases) {
            long schemas = after.schemas().stream()
                    .filter(schema -> schema.database().equals(database))
                    .count();
            check(before, Limit.MAX_SCHEMAS_PER_DATABASE, schemas, "schemas in one database", problems);
        }
        long views = count(after, ItemKind.MATERIALIZED_VIEW)
                + sides.itemsOf(Side.LIVE).stream()
                        .filter(item -> item.kind() == ItemKind.MATERIALIZED_VIEW
                                && sides.counterpartOf(item).isEmpty())
                        .count();
        check(before, Limit.MAX_MATERIALIZED_VIEWS, views, "materialized views", problems);
        return problems;
    }

    private static void check(CatalogSnapshot catalog, Limit limit, long needed, String what, List<Problem> problems) {
        Integer allowed = catalog.limits().get(limit);
        if (allowed != null && needed > allowed) {
            problems.add(new Problem(
                    ProblemCode.LIMIT,
                    "both sides together need " + needed + " " + what + ", but the server allows only " + allowed,
                    limit.parameter(),
                    Fix.choice(
                            Fix.either("drop those that are not needed"),
                            Fix.either(
                                    "let a superuser raise the limit",
                                    Fix.sql(Ddl.setLimit(limit.parameter(), needed))))));
        }
    }

    private static long userClusters(CatalogSnapshot catalog) {
        return catalog.clusters().stream()
                .filter(cluster -> cluster.id().isUser())
                .count();
    }

    private static long count(CatalogSnapshot catalog, ItemKind kind) {
        return catalog.items().stream().filter(item -> item.kind() == kind).count();
    }
}
