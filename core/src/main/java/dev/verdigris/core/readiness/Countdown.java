package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/**
 * Reduces estimates as time passes. The hydration time of the live counterpart is an estimate for the whole hydration
 * of an object. If the object already waited at the previous assessment, the time since then is subtracted.
 */
final class Countdown {

    private final Map<ItemId, Duration> left = new HashMap<>();

    Countdown(Optional<Assessment> previous, Instant at) {
        previous.ifPresent(before -> {
            Duration passed = Duration.between(before.at(), at);
            for (Assessment.Judged judged : before.objects()) {
                if (judged.verdict() instanceof Verdict.Waiting waiting) {
                    waiting.remaining()
                            .ifPresent(
                                    remaining -> left.put(judged.object().id(), notNegative(remaining.minus(passed))));
                }
            }
        });
    }

    Verdict apply(ItemId object, Verdict verdict) {
        if (verdict instanceof Verdict.Waiting waiting && waiting.remaining().isPresent()) {
            Duration whole = waiting.remaining().get();
            Duration remaining = left.getOrDefault(object, whole);
            return new Verdict.Waiting(
                    waiting.reason(), Optional.of(remaining.compareTo(whole) < 0 ? remaining : whole));
        }
        return verdict;
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
