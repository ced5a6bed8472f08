package dev.verdigris.core.step;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.name.Identifier;

/** The definition of a cluster to create. */
public sealed interface ClusterSpec {

    /**
     * A cluster whose replicas the server creates.
     *
     * @param config all settings; the replication factor is written only for a manual schedule, because the server
     *     refuses it with another schedule; the workload class is never written, because users may not set it
     */
    record Managed(ClusterConfig.Managed config) implements ClusterSpec {}

    /**
     * A cluster with the replicas that are listed.
     *
     * @param replicas one or more
     */
    record Unmanaged(List<ReplicaSpec> replicas) implements ClusterSpec {

        public Unmanaged {
            replicas = List.copyOf(replicas);
        }
    }

    /**
     * One replica.
     *
     * @param name its name
     * @param size its size
     * @param availabilityZone the zone that it is pinned to, if any
     */
    record ReplicaSpec(Identifier name, String size, Optional<String> availabilityZone) {}
}
