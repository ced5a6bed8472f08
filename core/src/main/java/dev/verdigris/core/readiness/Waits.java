package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/**
 * How long objects have hydrated already, and how long that may still take. An object hydrates from the moment on when
 * all can be read that it reads; the server does not say when that was, so the time counts from the first reading of this
 * wait that saw it.
 */
final class Waits {

    private final Map<ItemId, Duration> own = new HashMap<>();
    private final Map<ItemId, ObjectFacts> known = new HashMap<>();

    Waits(Optional<Assessment> previous, Instant at) {
        previous.ifPresent(before -> {
            Duration passed = Duration.between(before.at(), at);
            for (Assessment.Judged judged : before.objects()) {
                if (judged.state() instanceof ObjectState.Hydrating hydrating) {
                    hydrating.own().ifPresent(time -> own.put(judged.object().id(), time.plus(passed)));
                }
            }
        });
    }

    /** Keeps the facts about an object for those that read it, which come after it. */
    void keep(ObjectFacts facts) {
        known.put(facts.object().id(), facts);
    }

    /** The state of an object that is hydrating. */
    ObjectState.Hydrating hydrating(ObjectFacts facts) {
        ExpectedObject object = facts.object();
        List<ObjectFacts> inputs = object.inputs().stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .toList();
        return new ObjectState.Hydrating(
                inputs.stream().allMatch(ObjectFacts::canBeRead)
                        ? Optional.of(own.getOrDefault(object.id(), Duration.ZERO))
                        : Optional.empty(),
                facts.liveTime(),
                inputs.stream()
                        .flatMap(input -> input.liveTime().stream())
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO));
    }

    /**
     * Adds the estimates, and what each object waits for. An object begins when the objects are ready that it waits
     * for.
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
            Optional<Estimate> own =
                    each.state() instanceof ObjectState.Hydrating hydrating ? hydrating.remaining() : Optional.empty();
            Assessment.Judged known = new Assessment.Judged(
                    each.object(),
                    each.state(),
                    longest(inputs).flatMap(first -> own.map(first::then)),
                    inputs.stream().map(input -> input.object().name()).toList(),
                    each.figures());
            open.put(each.object().id(), known);
            estimated.add(known);
        }
        return estimated;
    }

    /** The longest of the estimates; nothing if there are none, and empty if one of them is not known. */
    static Optional<Estimate> longest(List<Assessment.Judged> open) {
        return open.stream()
                .map(Assessment.Judged::remaining)
                .reduce(Optional.of(Estimate.NOTHING), (one, other) -> one.flatMap(first -> other.map(first::with)));
    }
}
