package dev.verdigris.core.environment;

import java.util.List;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;

/**
 * A named set of schemas and clusters that are released together, in one atomic step.
 *
 * <p>An environment may be impossible (a name too long, a pair listed twice); {@link EnvironmentRules} says so.
 *
 * @param name its name, which its lock schema carries
 * @param database the database of its lock schemas
 * @param schemas the live schemas, which may lie in several databases
 * @param clusters the live clusters
 * @param suffix what staged names carry behind the live name
 */
public record Environment(
        Identifier name, Identifier database, List<SchemaName> schemas, List<Identifier> clusters, String suffix) {

    /** The suffix that the dbt macros use too, so that both tools can be mixed on one deployment. */
    public static final String DEFAULT_SUFFIX = "_dbt_deploy";

    public Environment {
        schemas = List.copyOf(schemas);
        clusters = List.copyOf(clusters);
    }

    /** The pairs of schemas, in the order of the configuration. */
    public List<SchemaPair> schemaPairs() {
        return schemas.stream()
                .map(live -> new SchemaPair(live, live.withSuffix(suffix)))
                .toList();
    }

    /** The pairs of clusters, in the order of the configuration. */
    public List<ClusterPair> clusterPairs() {
        return clusters.stream()
                .map(live -> new ClusterPair(live, live.withSuffix(suffix)))
                .toList();
    }
}
