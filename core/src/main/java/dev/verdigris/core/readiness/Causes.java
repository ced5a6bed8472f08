package dev.verdigris.core.readiness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/** Finds what holds up the readiness. An object that waits for another one is a victim and no cause. */
final class Causes {

    private final Map<ItemId, Assessment.Judged> open = new LinkedHashMap<>();
    private final Map<ItemId, Set<Cause.Of>> roots = new LinkedHashMap<>();

    private Causes(List<Assessment.Judged> judged) {
        judged.stream()
                .filter(each -> !each.state().isReady())
                .forEach(each -> open.put(each.object().id(), each));
    }

    /** The causes: first those that need a person, then those for which most objects wait. */
    static List<Cause> of(List<Assessment.Judged> judged) {
        return new Causes(judged).causes();
    }

    private List<Cause> causes() {
        Map<Cause.Of, List<ExpectedObject>> waiting = new LinkedHashMap<>();
        for (Assessment.Judged each : open.values()) {
            for (Cause.Of root : roots(each)) {
                List<ExpectedObject> victims = waiting.computeIfAbsent(root, any -> new ArrayList<>());
                if (!root.equals(new Cause.Of.OfObject(each))) {
                    victims.add(each.object());
                }
            }
        }
        return waiting.entrySet().stream()
                .map(each -> new Cause(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Cause::isFailed)
                        .thenComparing(cause -> cause.waiting().size())
                        .reversed())
                .toList();
    }

    /** What an object waits for in the end: itself if it waits for no other. */
    private Set<Cause.Of> roots(Assessment.Judged judged) {
        Set<Cause.Of> known = roots.get(judged.object().id());
        if (known != null) {
            return known;
        }
        Set<Cause.Of> found = new LinkedHashSet<>();
        // The server allows no cycle. This entry would end one.
        roots.put(judged.object().id(), found);
        if (judged.state() instanceof ObjectState.OnCluster on) {
            found.add(new Cause.Of.OfCluster(on.trouble()));
        }
        judged.object().inputs().stream()
                .map(open::get)
                .filter(Objects::nonNull)
                .forEach(input -> found.addAll(roots(input)));
        if (found.isEmpty() || judged.state() instanceof ObjectState.Failed) {
            found.add(new Cause.Of.OfObject(judged));
        }
        return found;
    }
}
