package dev.verdigris.core.diff.definition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/** How the names in a statement are written, so that statements of files and of the server compare. */
final class WrittenNames {

    private final Environment environment;
    private final Map<ObjectName, ObjectName> renamed;
    private final Map<String, Identifier> clusters = new HashMap<>();

    private WrittenNames(Environment environment, Map<ObjectName, ObjectName> renamed) {
        this.environment = environment;
        this.renamed = Map.copyOf(renamed);
    }

    /** The names of an environment without a catalog. */
    static WrittenNames of(Environment environment) {
        return new WrittenNames(environment, Map.of());
    }

    /** The names of an environment with the ids of clusters in a catalog. */
    static WrittenNames of(DeploymentView view) {
        return of(view.environment(), view.catalog(), Map.of());
    }

    /** The names as they are in a catalog, also those of a staged or previous side, apart from some other ones. */
    static WrittenNames of(Identifier database, CatalogSnapshot catalog, Map<ObjectName, ObjectName> renamed) {
        return of(new Environment(database, database, List.of(), List.of(), ""), catalog, renamed);
    }

    private static WrittenNames of(
            Environment environment, CatalogSnapshot catalog, Map<ObjectName, ObjectName> renamed) {
        WrittenNames names = new WrittenNames(environment, renamed);
        catalog.clusters().forEach(cluster -> names.clusters.put(cluster.id().value(), cluster.name()));
        return names;
    }

    /** The database that names leave out. */
    String database() {
        return environment.database().value();
    }

    /** The live name of an object, or another one that it gets. */
    ObjectName live(ObjectName name) {
        return renamed.getOrDefault(name, environment.liveName(name));
    }

    /** The other schema of a relation of the database; empty if it keeps its own. */
    Optional<Identifier> otherSchema(String schema, String relation) {
        return Optional.ofNullable(renamed.get(ObjectName.of(database(), schema, relation)))
                .map(other -> other.schema().schema());
    }

    /** The live name of a cluster. */
    Identifier cluster(Identifier name) {
        return environment.clusters().stream()
                .filter(live -> !environment.clusters().contains(name)
                        && live.withSuffix(environment.suffix()).equals(name))
                .findFirst()
                .orElse(name);
    }

    /** The live name of a cluster by its id; empty if there is none. */
    Optional<Identifier> clusterOfId(String id) {
        return Optional.ofNullable(clusters.get(id)).map(this::cluster);
    }
}
