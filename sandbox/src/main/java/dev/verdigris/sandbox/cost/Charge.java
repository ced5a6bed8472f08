package dev.verdigris.sandbox.cost;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.CancelToken;
import dev.verdigris.sandbox.request.Waiting;

/**
 * Delays statements by what they cost.
 *
 * @param unit the time of one unit; zero charges nothing
 */
public record Charge(Duration unit) {

    /**
     * Waits for as long as a real server would take.
     *
     * @param units the cost of the statement
     * @param limit the longest time that the statement may take; zero for any time
     * @param cancel ends the wait when the client cancels
     * @param beforeWaiting runs once if there is something to wait for
     * @throws SqlError 57014 if the limit has passed or the client cancels
     */
    public void pay(double units, Duration limit, CancelToken cancel, Runnable beforeWaiting) {
        long delay = Math.round(unit.toNanos() * units);
        if (delay == 0) {
            return;
        }
        beforeWaiting.run();
        boolean tooLong = !limit.isZero() && delay > limit.toNanos();
        Waiting.await(after(tooLong ? limit.toNanos() : delay), cancel);
        if (tooLong) {
            throw SqlError.of("57014", "canceling statement due to statement timeout");
        }
    }

    private static CompletableFuture<Void> after(long nanos) {
        return new CompletableFuture<Void>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
    }
}
