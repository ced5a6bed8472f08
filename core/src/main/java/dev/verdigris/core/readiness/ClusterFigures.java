package dev.verdigris.core.readiness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.name.Identifier;

/**
 * What the server reports about a cluster that expected objects run on.
 *
 * @param name its name
 * @param size the size of its replicas, if it is managed
 * @param pending how many replicas are about to replace those that it has
 * @param replicas its replicas
 */
public record ClusterFigures(Identifier name, Optional<String> size, int pending, List<OfReplica> replicas) {

    private static final int MUCH_MEMORY = 85;
    private static final int ALL_PROCESSORS = 95;

    public ClusterFigures {
        replicas = List.copyOf(replicas);
    }

    /**
     * What the server reports about a replica. Of several processes, the one counts that uses most.
     *
     * @param name its name
     * @param up whether all its processes are up
     * @param processes the number of its processes that have a status
     * @param memory the memory of a process in bytes
     * @param heap memory and swap of a process together in bytes; at this limit it is killed
     * @param cpu the processors of a process in billionths of one
     */
    public record OfReplica(Identifier name, boolean up, int processes, Share memory, Share heap, Share cpu) {

        /** The percentage that decides whether a process is killed. */
        private Optional<Integer> memoryPercent() {
            return heap.percent().or(memory::percent);
        }
    }

    static ClusterFigures of(Observation.ClusterReplicas cluster, Observation observation, Evidence evidence) {
        return new ClusterFigures(
                cluster.name(),
                cluster.size(),
                cluster.pending(),
                cluster.members().stream()
                        .map(member -> replica(member, observation, evidence))
                        .toList());
    }

    private static OfReplica replica(Observation.Member member, Observation observation, Evidence evidence) {
        ReplicaId id = member.id();
        List<Observation.Usage> usages = observation.usages().stream()
                .filter(usage -> usage.replica().equals(id))
                .toList();
        return new OfReplica(
                member.name(),
                evidence.isOnline(id),
                (int) observation.processes().stream()
                        .filter(process -> process.replica().equals(id))
                        .count(),
                most(usages, Observation.Usage::memory),
                most(usages, Observation.Usage::heap),
                most(usages, Observation.Usage::cpu));
    }

    private static Share most(List<Observation.Usage> usages, Function<Observation.Usage, Share> what) {
        return usages.stream().map(what).reduce(Share.UNKNOWN, Share::larger);
    }

    /** What a replica is short of, as "memory 92 %"; empty if nothing is near its limit. */
    public List<String> strains() {
        List<String> strains = new ArrayList<>();
        most(OfReplica::memoryPercent)
                .filter(percent -> percent >= MUCH_MEMORY)
                .ifPresent(percent -> strains.add("memory " + percent + " %"));
        most(replica -> replica.cpu().percent())
                .filter(percent -> percent >= ALL_PROCESSORS)
                .ifPresent(percent -> strains.add("processors " + percent + " %"));
        return strains;
    }

    private Optional<Integer> most(Function<OfReplica, Optional<Integer>> percent) {
        return replicas.stream()
                .flatMap(replica -> percent.apply(replica).stream())
                .max(Integer::compareTo);
    }
}
