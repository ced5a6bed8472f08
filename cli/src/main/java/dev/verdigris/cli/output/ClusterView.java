package dev.verdigris.cli.output;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.readiness.ClusterFigures;

/**
 * A cluster that expected objects run on, in the form in which it is shown.
 *
 * @param name its name
 * @param size the size of its replicas, if it is managed
 * @param pendingReplicas how many replicas are about to replace those that it has
 * @param strains what is near its limit, in words
 * @param replicas its replicas
 */
record ClusterView(
        String name, Optional<String> size, int pendingReplicas, List<String> strains, List<Replica> replicas) {

    ClusterView {
        strains = List.copyOf(strains);
        replicas = List.copyOf(replicas);
    }

    /**
     * A replica. Of several processes, the figures are of the one that uses most. They are missing if the server does
     * not tell them.
     *
     * @param name its name
     * @param up whether all its processes are up
     * @param processes the number of its processes
     * @param memoryBytes the memory of a process
     * @param memoryLimitBytes what its size allows
     * @param heapBytes memory and swap of a process together
     * @param heapLimitBytes the limit at which it is killed
     * @param cpuNanoCores the processors of a process in billionths of one
     * @param cpuLimitNanoCores what its size allows
     */
    record Replica(
            String name,
            boolean up,
            int processes,
            Optional<Long> memoryBytes,
            Optional<Long> memoryLimitBytes,
            Optional<Long> heapBytes,
            Optional<Long> heapLimitBytes,
            Optional<Long> cpuNanoCores,
            Optional<Long> cpuLimitNanoCores) {

        private static Replica of(ClusterFigures.OfReplica replica) {
            return new Replica(
                    replica.name().toString(),
                    replica.up(),
                    replica.processes(),
                    replica.memory().used(),
                    replica.memory().limit(),
                    replica.heap().used(),
                    replica.heap().limit(),
                    replica.cpu().used(),
                    replica.cpu().limit());
        }
    }

    static ClusterView of(ClusterFigures cluster) {
        return new ClusterView(
                cluster.name().toString(),
                cluster.size(),
                cluster.pending(),
                cluster.strains(),
                cluster.replicas().stream().map(Replica::of).toList());
    }
}
