package dev.verdigris.engine.model;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;

/** What a verb may drop by its name: the suffixed side, also after its quarantine. */
final class DroppedSide {

    private static final String BALLAST = "ballast";

    private DroppedSide() {}

    /** Whether a thing is of the suffixed side of an environment. */
    static boolean isOf(Environment environment, CatalogSnapshot catalog, Owned owned) {
        return switch (owned) {
            case Item item ->
                isOf(environment, catalog, catalog.schema(item.schema()).orElseThrow());
            case Schema schema -> isSuffixed(environment, new Target.OfSchema(catalog.nameOf(schema)));
            case Cluster cluster -> isSuffixed(environment, new Target.OfCluster(cluster.name()));
        };
    }

    private static boolean isSuffixed(Environment environment, Target target) {
        return environment.pairs().stream()
                .map(Pair::suffixed)
                .anyMatch(suffixed -> suffixed.getClass().equals(target.getClass())
                        && (suffixed.equals(target)
                                || target.lastPart()
                                        .value()
                                        .startsWith(suffixed.lastPart().value() + "_dropping_")));
    }

    /** Whether a thing only makes the catalog larger. */
    static boolean isBallast(Owned owned) {
        return switch (owned) {
            case Item item -> item.name().value().equals(BALLAST);
            case Schema schema -> schema.name().value().equals(BALLAST);
            case Cluster cluster -> cluster.name().value().equals(BALLAST);
        };
    }
}
