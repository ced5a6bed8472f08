package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * The wait for another run that is at work, or that is about to write a record. The server shows the session of a run
 * for a moment after its end.
 */
final class Patience {

    /** The pause between two looks at what the other run does. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private Patience() {}

    /**
     * Looks again for as long as another run is at work, and at most for a limited time. Returns the last look.
     *
     * @param look looks; it receives whether the wait is over
     * @param isBusy whether another run is at work, as the look shows it
     */
    static <T> T with(Context context, Duration limit, Function<Boolean, T> look, Predicate<T> isBusy) {
        Instant start = context.clock().instant();
        while (true) {
            Duration left = limit.minus(context.since(start));
            T seen = look.apply(!left.isPositive());
            if (!left.isPositive() || !isBusy.test(seen) || !context.hasTimeFor(LOOK)) {
                return seen;
            }
            context.listener().on(new ProgressEvent.Waiting("another run that is at work", left));
            context.pause().of(LOOK.compareTo(left) < 0 ? LOOK : left);
        }
    }
}
