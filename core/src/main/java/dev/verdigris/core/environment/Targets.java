package dev.verdigris.core.environment;

import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.model.TargetNames;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;

/** Where an environment's production names lead on its staged side. */
public final class Targets {

    private Targets() {}

    /** The names of all pairs. */
    public static TargetNames of(Environment environment) {
        SortedMap<SchemaName, SchemaName> schemas = new TreeMap<>();
        for (SchemaPair pair : environment.schemaPairs()) {
            schemas.put(pair.live(), pair.suffixed());
        }
        SortedMap<Identifier, Identifier> clusters = new TreeMap<>();
        for (ClusterPair pair : environment.clusterPairs()) {
            clusters.put(pair.live(), pair.suffixed());
        }
        return new TargetNames(environment.database(), schemas, clusters);
    }
}
