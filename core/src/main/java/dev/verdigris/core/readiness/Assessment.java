package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on the staged side at one moment.
 *
 * @param at the server's clock
 * @param objects every expected object with its verdict, by name
 * @param readySince the time since which everything has been ready without a break; empty if an object is not ready
 * @param overall the verdict over all objects, which includes the policy's {@code stableFor}
 */
public record Assessment(Instant at, List<Judged> objects, Optional<Instant> readySince, Verdict overall) {

    public Assessment {
        objects = List.copyOf(objects);
    }

    /**
     * One object's verdict.
     *
     * @param object the object
     * @param verdict its verdict
     */
    public record Judged(ExpectedObject object, Verdict verdict) {}

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
        return objects.stream()
                .filter(judged -> judged.verdict() instanceof Verdict.Ready)
                .count();
    }

    /** The longest of the estimates; empty if a waiting object has none. */
    public Optional<Duration> remaining() {
        Duration longest = Duration.ZERO;
        for (Judged judged : objects) {
            if (judged.verdict() instanceof Verdict.Waiting waiting) {
                if (waiting.remaining().isEmpty()) {
                    return Optional.empty();
                }
                Duration each = waiting.remaining().get();
                longest = each.compareTo(longest) > 0 ? each : longest;
            }
        }
        return Optional.of(longest);
    }
}
