package dev.verdigris.core.step;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.name.Identifier;

/** How a cluster is to be created. */
public sealed interface ClusterSpec {

    /**
     * A cluster whose replicas the server makes.
     *
     * @param config all settings; with a schedule other than manual the replication factor is not written, for the
     *     server refuses both together; the workload class is never written, for users may not set it
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
     * @param availabilityZone its zone, if it is to be pinned
     */
    record ReplicaSpec(Identifier name, String size, Optional<String> availabilityZone) {}
}
