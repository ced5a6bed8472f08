package dev.verdigris.core.readiness;

import java.util.List;

import dev.verdigris.core.text.Count;

/**
 * What holds up the readiness: a cluster, or an object that waits for no other one.
 *
 * @param of the cluster or the object
 * @param waiting the objects that wait for it, directly or not; for a cluster also those that run on it
 */
public record Cause(Of of, List<ExpectedObject> waiting) {

    public Cause {
        waiting = List.copyOf(waiting);
    }

    /** What a cause is. */
    public sealed interface Of {

        /** A cluster that cannot work. */
        record OfCluster(ClusterTrouble trouble) implements Of {}

        /** An object that is not ready. */
        record OfObject(Assessment.Judged judged) implements Of {}
    }

    /** Whether waiting cannot help. */
    public boolean isFailed() {
        return switch (of) {
            case Of.OfCluster cluster -> cluster.trouble().needsAPerson();
            case Of.OfObject object -> object.judged().state().isFailed();
        };
    }

    /** The cause in one clause, with the number of the objects that wait for it. */
    public String text() {
        return what() + held();
    }

    private String what() {
        return switch (of) {
            case Of.OfCluster cluster -> cluster.trouble().text();
            case Of.OfObject object ->
                object.judged().object().name() + ": " + object.judged().state().text();
        };
    }

    /** How many objects wait for it, as the end of a sentence; empty if none does. */
    public String held() {
        return switch (waiting.size()) {
            case 0 -> "";
            case 1 -> "; 1 object waits for it";
            default -> "; " + Count.of(waiting.size(), "object") + " wait for it";
        };
    }
}
