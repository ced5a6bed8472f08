package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * Counts the attempts at a transition that the server refused because other sessions changed the catalog. Nothing of
 * such a transition took effect, so it may be tried again after a pause.
 */
final class TransitionRetries {

    private final Context context;
    private Optional<Instant> first = Optional.empty();
    private int refused;

    TransitionRetries(Context context) {
        this.context = context;
    }

    /** Pauses before the next attempt. After too many attempts it returns the problem without a pause. */
    Optional<Problem> pause(Step step) {
        refused++;
        Instant start = first.orElseGet(() -> context.clock().instant());
        first = Optional.of(start);
        if (!context.options().swapRetries().allows(refused, context.since(start))) {
            return Optional.of(new Problem(
                    ProblemCode.CATALOG_BUSY,
                    "the server refused " + refused + " times to " + step.summary()
                            + ", because other sessions changed the catalog",
                    "environment " + context.environment().name(),
                    Fix.advice("run the verb again when the other sessions no longer change the catalog")));
        }
        Duration pause = context.options().swapRetries().after(refused, context.random());
        context.listener().on(new ProgressEvent.Retrying(refused, pause, "another session changed the catalog"));
        context.pause().of(pause);
        return Optional.empty();
    }
}
