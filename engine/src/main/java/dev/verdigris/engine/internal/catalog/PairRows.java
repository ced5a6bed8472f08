package dev.verdigris.engine.internal.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.Rows.Row;

/**
 * The rows of the catalog that are about the pairs of an environment and its lock schema. What other sessions create,
 * change or drop elsewhere is in none of them.
 */
final class PairRows {

    /** The queries with such rows. All of their relations have an index. */
    static final List<CatalogQuery> QUERIES = List.of(
            CatalogQuery.ROLES,
            CatalogQuery.SCHEMAS,
            CatalogQuery.CLUSTERS,
            CatalogQuery.REPLICAS,
            CatalogQuery.OBJECTS,
            CatalogQuery.DEPENDENCIES);

    private final Set<String> schemaNames;
    private final Set<String> clusterNames;

    PairRows(DeploymentView view) {
        List<Target> targets = view.environment().pairs().stream()
                .flatMap(pair -> Stream.of(pair.live(), pair.suffixed()))
                .toList();
        this.schemaNames = Stream.concat(
                        Stream.of(view.lockNames().schema().schema().value()), names(targets, Target.OfSchema.class))
                .collect(Collectors.toSet());
        this.clusterNames = names(targets, Target.OfCluster.class).collect(Collectors.toSet());
    }

    private static Stream<String> names(List<Target> targets, Class<? extends Target> kind) {
        return targets.stream()
                .filter(kind::isInstance)
                .map(target -> target.lastPart().value());
    }

    /**
     * Whether these rows are the same in both readings. Schemas with the names of ours in other databases count too.
     */
    boolean same(CatalogRows before, Map<CatalogQuery, Rows> now) {
        return rows(before.rows()).equals(rows(now));
    }

    private Set<Row> rows(Map<CatalogQuery, Rows> answers) {
        Set<Row> schemas = among(answers, CatalogQuery.SCHEMAS, "name", schemaNames);
        Set<Row> clusters = among(answers, CatalogQuery.CLUSTERS, "name", clusterNames);
        Set<Row> objects = among(answers, CatalogQuery.OBJECTS, "schema_id", ids(schemas));
        objects.addAll(among(answers, CatalogQuery.OBJECTS, "cluster_id", ids(clusters)));
        Set<Row> all = new HashSet<>(schemas);
        all.addAll(clusters);
        all.addAll(objects);
        all.addAll(among(answers, CatalogQuery.REPLICAS, "cluster_id", ids(clusters)));
        all.addAll(among(answers, CatalogQuery.DEPENDENCIES, "object_id", ids(objects)));
        all.addAll(among(answers, CatalogQuery.DEPENDENCIES, "referenced_id", ids(objects)));
        return all;
    }

    private static Set<String> ids(Set<Row> rows) {
        return rows.stream().map(row -> row.text("id")).collect(Collectors.toSet());
    }

    private static Set<Row> among(
            Map<CatalogQuery, Rows> answers, CatalogQuery query, String column, Set<String> values) {
        return answers.getOrDefault(query, new Rows(List.of(), List.of())).rows().stream()
                .filter(row -> {
                    String value = row.orNull(column);
                    return value != null && values.contains(value);
                })
                .collect(Collectors.toSet());
    }
}
