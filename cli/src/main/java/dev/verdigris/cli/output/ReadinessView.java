package dev.verdigris.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.dbt.DbtView;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Cause.Of;
import dev.verdigris.core.readiness.ClusterFigures;
import dev.verdigris.core.readiness.ClusterTrouble;
import dev.verdigris.core.readiness.Estimate;
import dev.verdigris.core.readiness.Figures;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.text.Kebab;

/**
 * The assessment of the staged side in the form in which it is shown. Reports and events are written from it.
 *
 * @param ready whether it may go live
 * @param failed whether waiting cannot help
 * @param verdict the reason for that
 * @param readyObjects the number of ready objects
 * @param causes what holds it up, the most important first
 * @param clusters the clusters that the objects run on
 * @param objects each object with its state, after those that it waits for
 */
public record ReadinessView(
        boolean ready,
        boolean failed,
        String verdict,
        long readyObjects,
        List<Cause> causes,
        List<Cluster> clusters,
        List<Judged> objects) {

    public ReadinessView {
        causes = List.copyOf(causes);
        clusters = List.copyOf(clusters);
        objects = List.copyOf(objects);
    }

    static ReadinessView of(Assessment assessment, DbtFacts dbt) {
        return new ReadinessView(
                assessment.isReady(),
                assessment.isFailed(),
                assessment.overall().reason(),
                assessment.readyCount(),
                assessment.causes().stream().map(cause -> Cause.of(cause, dbt)).toList(),
                assessment.clusters().stream().map(Cluster::of).toList(),
                assessment.objects().stream()
                        .map(judged -> Judged.of(judged, dbt))
                        .toList());
    }

    /** Whether an object is ready, or may become so by waiting. */
    public enum Verdict {
        READY,
        WAITING,
        FAILED;

        private static Verdict of(ObjectState state) {
            return state.isReady() ? READY : state.isFailed() ? FAILED : WAITING;
        }
    }

    /** The objects that are not ready. */
    List<Judged> notReady() {
        return objects.stream().filter(object -> !object.isReady()).toList();
    }

    /**
     * What holds up the readiness.
     *
     * @param cause the cause, in one clause
     * @param failed whether waiting cannot help
     * @param cluster the name of the cluster, if it is one
     * @param trouble what is the matter with the cluster, such as {@code out-of-memory}
     * @param object the full name of the object, if it is one
     * @param waiting the names of the objects that wait for it
     * @param dbt what dbt says about the object, if it knows it
     */
    public record Cause(
            String cause,
            boolean failed,
            Optional<String> cluster,
            Optional<ClusterTrouble.Kind> trouble,
            Optional<String> object,
            List<String> waiting,
            Optional<DbtView> dbt) {

        private static Cause of(dev.verdigris.core.readiness.Cause cause, DbtFacts dbt) {
            Optional<ClusterTrouble> trouble = switch (cause.of()) {
                case Of.OfCluster cluster -> Optional.of(cluster.trouble());
                case Of.OfObject none -> Optional.empty();
            };
            Optional<ObjectName> object = switch (cause.of()) {
                case Of.OfCluster none -> Optional.empty();
                case Of.OfObject of -> Optional.of(of.judged().object().name());
            };
            return new Cause(
                    cause.text(),
                    cause.isFailed(),
                    trouble.map(known -> known.cluster().toString()),
                    trouble.map(ClusterTrouble::kind),
                    object.map(ObjectName::toString),
                    cause.waiting().stream()
                            .map(waiting -> waiting.name().toString())
                            .toList(),
                    object.flatMap(name -> DbtView.of(dbt, name)));
        }
    }

    /**
     * A cluster that expected objects run on, in the form in which it is shown.
     *
     * @param name its name
     * @param size the size of its replicas, if it is managed
     * @param pendingReplicas how many replicas are about to replace those that it has
     * @param strains what is near its limit, in words
     * @param replicas its replicas
     */
    public record Cluster(
            String name, Optional<String> size, int pendingReplicas, List<String> strains, List<Replica> replicas) {

        public Cluster {
            strains = List.copyOf(strains);
            replicas = List.copyOf(replicas);
        }

        /**
         * A replica. Of several processes, the figures are of the one that uses most. They are missing if the server does
         * not report them.
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
        public record Replica(
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

        private static Cluster of(ClusterFigures cluster) {
            return new Cluster(
                    cluster.name().toString(),
                    cluster.size(),
                    cluster.pending(),
                    cluster.strains(),
                    cluster.replicas().stream().map(Replica::of).toList());
        }
    }

    /**
     * One object with its state.
     *
     * @param name its full name
     * @param kind its kind
     * @param verdict whether it is ready, or may be
     * @param state the kind of its state, such as {@code hydrating} or {@code lagging}
     * @param reason the reason, in one clause
     * @param remaining the estimated wait, if there is an estimate
     * @param hydrating for how long this wait has seen it hydrate while all could be read that it reads
     * @param liveTook how long its live counterpart took since its installation
     * @param waitsFor the names of those of its inputs that are not ready
     * @param cluster the name of its cluster, if it runs on one
     * @param hydratedOn the names of the replicas that are up and have computed it
     * @param writtenUpTo the time up to which its contents are complete
     * @param lag the distance of that time from the server's clock
     * @param liveWrittenUpTo the same time of its live counterpart
     * @param liveLag the same distance of its live counterpart
     * @param dbt what dbt says about it, if it knows it
     */
    public record Judged(
            String name,
            ItemKind kind,
            Verdict verdict,
            String state,
            String reason,
            Optional<Estimate> remaining,
            Optional<Duration> hydrating,
            Optional<Duration> liveTook,
            List<String> waitsFor,
            Optional<String> cluster,
            List<String> hydratedOn,
            Optional<Instant> writtenUpTo,
            Optional<Duration> lag,
            Optional<Instant> liveWrittenUpTo,
            Optional<Duration> liveLag,
            Optional<DbtView> dbt) {

        private static Judged of(Assessment.Judged judged, DbtFacts dbt) {
            Optional<ObjectState.Hydrating> state = Optional.of(judged.state())
                    .filter(ObjectState.Hydrating.class::isInstance)
                    .map(ObjectState.Hydrating.class::cast);
            Figures figures = judged.figures();
            return new Judged(
                    judged.object().name().toString(),
                    judged.object().kind(),
                    Verdict.of(judged.state()),
                    Kebab.of(judged.state().getClass()),
                    judged.text(),
                    judged.remaining(),
                    state.flatMap(ObjectState.Hydrating::own),
                    state.flatMap(ObjectState.Hydrating::live),
                    judged.waitsFor().stream().map(ObjectName::toString).toList(),
                    judged.object().cluster().map(placement -> placement.name().toString()),
                    figures.hydratedOn().stream().map(Identifier::toString).toList(),
                    figures.write(),
                    figures.lag(),
                    figures.liveWrite(),
                    figures.liveLag(),
                    DbtView.of(dbt, judged.object().name()));
        }

        private boolean isReady() {
            return verdict == Verdict.READY;
        }
    }
}
