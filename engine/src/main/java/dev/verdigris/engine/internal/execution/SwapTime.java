package dev.verdigris.engine.internal.execution;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import dev.verdigris.core.step.Step;

/**
 * When the server answered the swap of a run. The entry in the record gets this time when it is written, because no plan
 * can know it. It is the time of the machine: the server sends its own with no answer to a swap. If the answer was lost,
 * nothing shows the time, and the entry has none.
 */
final class SwapTime {

    private final InstantSource clock;
    private volatile Optional<Instant> answered = Optional.empty();

    SwapTime(InstantSource clock) {
        this.clock = clock;
    }

    /** Receives each step that the server has done. */
    void done(Step step) {
        if (step instanceof Step.Swap) {
            answered = Optional.of(clock.instant());
        }
    }

    /** The step as it is sent: with the time, if it writes an entry about the swap. */
    Step in(Step step) {
        return step instanceof Step.UpdateRecord update
                ? answered.<Step>map(at -> new Step.UpdateRecord(
                                update.stateView(),
                                update.entry(),
                                update.record().swappedAt(update.entry(), at)))
                        .orElse(step)
                : step;
    }
}
