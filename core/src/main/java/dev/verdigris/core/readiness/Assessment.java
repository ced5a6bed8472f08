package dev.verdigris.core.readiness;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.text.Count;

/**
 * The verdict on the staged side at one moment.
 *
 * @param at the server's clock
 * @param objects every expected object with its state; each one comes after those that it waits for
 * @param causes what holds up the readiness, the most important first; none if all objects are ready
 * @param clusters the clusters that the objects run on
 * @param readySince the time since which everything has been ready without a break, as far as it was observed; empty if
 *     an object is not ready
 * @param overall the verdict over all objects, which includes the policy's {@code stableFor}
 * @param exemptions the exemptions of the policy
 */
public record Assessment(
        Instant at,
        List<Judged> objects,
        List<Cause> causes,
        List<ClusterFigures> clusters,
        Optional<Instant> readySince,
        Verdict overall,
        List<Exemption> exemptions) {

    public Assessment {
        exemptions = List.copyOf(exemptions);
        objects = List.copyOf(objects);
        causes = List.copyOf(causes);
        clusters = List.copyOf(clusters);
    }

    /**
     * One object with its state.
     *
     * @param object the object
     * @param state its state
     * @param remaining an estimate of the time until it is ready, from the hydration times of the live counterparts of
     *     this object and of those that it waits for; empty if one of them is not known, and if it is ready
     * @param waitsFor those of its inputs that are not ready
     * @param figures what the server reports about it
     */
    public record Judged(
            ExpectedObject object,
            ObjectState state,
            Optional<Estimate> remaining,
            List<ObjectName> waitsFor,
            Figures figures) {

        public Judged {
            waitsFor = List.copyOf(waitsFor);
        }

        /** An object that waits for no other one, without an estimate. */
        public Judged(ExpectedObject object, ObjectState state, Figures figures) {
            this(object, state, Optional.empty(), List.of(), figures);
        }

        private Judged withoutEstimate() {
            return new Judged(object, state, Optional.empty(), waitsFor, figures);
        }

        private Judged timeless() {
            return new Judged(object, state.timeless(), Optional.empty(), waitsFor, Figures.UNKNOWN);
        }

        /** Why it is ready or not, in one clause, with "it" for the object. The cause comes before its effects. */
        public String text() {
            if (waitsFor.isEmpty() || state instanceof ObjectState.OnCluster || state.isFailed()) {
                return state.text();
            }
            int more = waitsFor.size() - 1;
            return "it waits for " + waitsFor.getFirst() + (more == 0 ? "" : " and " + Count.of(more, "other object"));
        }
    }

    /** An assessment whose causes are those of the objects, without figures of clusters and exemptions. */
    public static Assessment of(Instant at, List<Judged> objects, Optional<Instant> readySince, Verdict overall) {
        return new Assessment(at, objects, Causes.of(objects), List.of(), readySince, overall, List.of());
    }

    /** The same without the moment and the lengths of time that are others at each reading, although nothing has changed. */
    public Assessment timeless() {
        List<Judged> lasting = objects.stream().map(Judged::timeless).toList();
        return new Assessment(
                Instant.EPOCH,
                lasting,
                Causes.of(lasting),
                List.of(),
                Optional.empty(),
                overall.timeless(),
                exemptions);
    }

    /** The same without estimates of the time left. */
    Assessment withoutEstimates() {
        List<Judged> seen = objects.stream().map(Judged::withoutEstimate).toList();
        return new Assessment(at, seen, Causes.of(seen), clusters, readySince, overall.withoutEstimate(), exemptions);
    }

    /** A sentence about each exemption, also about one that no object has. */
    public List<String> remarks() {
        return exemptions.stream()
                .map(each -> objects.stream()
                                .anyMatch(judged -> judged.object().liveName().equals(each.object()))
                        ? each.sentence()
                        : "No object goes live as " + each.object() + ", so its exemption has no effect.")
                .toList();
    }

    /** Whether the staged side may go live. */
    public boolean isReady() {
        return overall instanceof Verdict.Ready;
    }

    /** Whether waiting cannot help. */
    public boolean isFailed() {
        return overall instanceof Verdict.Failed;
    }

    /** The number of ready objects. */
    public long readyCount() {
        return objects.stream().filter(judged -> judged.state().isReady()).count();
    }

    /** The objects that are not ready, those that waiting cannot help first. */
    public List<Judged> open() {
        return objects.stream()
                .filter(judged -> !judged.state().isReady())
                .sorted(Comparator.comparing(judged -> !judged.state().isFailed()))
                .toList();
    }

    /** The longest of the estimates; empty if an object that is not ready has none. */
    public Optional<Estimate> remaining() {
        return overall instanceof Verdict.Waiting waiting ? waiting.remaining() : Optional.empty();
    }
}
