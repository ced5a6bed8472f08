package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/**
 * How long objects have hydrated already, and how long that may still take. The server does not say when a hydration
 * began, so the time counts from the first look of this wait that saw it.
 */
final class Waits {

    private final Map<ItemId, Duration> seen = new HashMap<>();

    Waits(Optional<Assessment> previous, Instant at) {
        previous.ifPresent(before -> {
            Duration passed = Duration.between(before.at(), at);
            for (Assessment.Judged judged : before.objects()) {
                if (judged.state() instanceof ObjectState.Hydrating hydrating) {
                    seen.put(judged.object().id(), hydrating.seen().plus(passed));
                }
            }
        });
    }

    /** The state of an object that is hydrating. */
    ObjectState.Hydrating hydrating(ItemId object, Optional<Duration> live) {
        return new ObjectState.Hydrating(seen.getOrDefault(object, Duration.ZERO), live);
    }

    /**
     * Adds the estimates, and what each object waits for. An object needs about as long as its live counterpart, and begins when the objects are ready
     * that it waits for.
     *
     * @param judged the objects, each after those that it waits for
     */
    static List<Assessment.Judged> estimated(List<Assessment.Judged> judged) {
        Map<ItemId, Assessment.Judged> open = new HashMap<>();
        List<Assessment.Judged> estimated = new ArrayList<>();
        for (Assessment.Judged each : judged) {
            if (each.state().isReady()) {
                estimated.add(each);
                continue;
            }
            List<Assessment.Judged> inputs = each.object().inputs().stream()
                    .filter(open::containsKey)
                    .map(open::get)
                    .toList();
            Assessment.Judged known = new Assessment.Judged(
                    each.object(),
                    each.state(),
                    longest(inputs)
                            .flatMap(
                                    first -> own(each.state(), inputs.isEmpty()).map(first::plus)),
                    inputs.stream().map(input -> input.object().name()).toList());
            open.put(each.object().id(), known);
            estimated.add(known);
        }
        return estimated;
    }

    private static Optional<Duration> own(ObjectState state, boolean started) {
        return state instanceof ObjectState.Hydrating hydrating
                ? hydrating
                        .live()
                        .map(took -> started ? took.minus(hydrating.seen()) : took)
                        .filter(Duration::isPositive)
                : Optional.empty();
    }

    /** The longest of the estimates; zero if there are none, and empty if one of them is not known. */
    static Optional<Duration> longest(List<Assessment.Judged> open) {
        return open.stream()
                .map(Assessment.Judged::remaining)
                .reduce(
                        Optional.of(Duration.ZERO),
                        (one, other) -> one.flatMap(
                                first -> other.map(second -> first.compareTo(second) < 0 ? second : first)));
    }
}
