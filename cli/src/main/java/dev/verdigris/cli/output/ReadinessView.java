package dev.verdigris.cli.output;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Estimate;
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
 * @param objects each object with its state, after those that it waits for
 */
record ReadinessView(
        boolean ready, boolean failed, String verdict, long readyObjects, List<Cause> causes, List<Judged> objects) {

    ReadinessView {
        causes = List.copyOf(causes);
        objects = List.copyOf(objects);
    }

    static ReadinessView of(Assessment assessment) {
        return new ReadinessView(
                assessment.isReady(),
                assessment.isFailed(),
                assessment.overall().reason(),
                assessment.readyCount(),
                assessment.causes().stream().map(Cause::of).toList(),
                assessment.objects().stream().map(Judged::of).toList());
    }

    /** Whether an object is ready, or may become so by waiting. */
    enum Verdict {
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
     * @param waiting the names of the objects that wait for it
     */
    record Cause(String cause, boolean failed, List<String> waiting) {

        private static Cause of(dev.verdigris.core.readiness.Cause cause) {
            return new Cause(
                    cause.text(),
                    cause.isFailed(),
                    cause.waiting().stream()
                            .map(object -> object.name().toString())
                            .toList());
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
     */
    record Judged(
            String name, ItemKind kind, Verdict verdict, String state, String reason, Optional<Estimate> remaining) {

        private static Judged of(Assessment.Judged judged) {
            return new Judged(
                    judged.object().name().toString(),
                    judged.object().kind(),
                    Verdict.of(judged.state()),
                    Kebab.of(judged.state().getClass()),
                    judged.text(),
                    judged.remaining());
        }

        private boolean isReady() {
            return verdict == Verdict.READY;
        }
    }
}
