package dev.verdigris.core.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.verdigris.core.name.ObjectName;

/**
 * Models in an order in which each comes after all that it reads.
 *
 * @param order the models, each behind those that it reads; those of circles, and those behind circles, stand at the end
 * @param cycles the circles in which models read one another, each as the path from one model back to the same one. A
 *     circle is told once; another that shares a model with it may show only after the first is mended
 */
record ReadingOrder(List<ObjectName> order, List<List<ObjectName>> cycles) {

    /**
     * Orders models.
     *
     * @param reads for each model the models that it reads
     */
    static ReadingOrder of(Map<ObjectName, SortedSet<ObjectName>> reads) {
        SortedMap<ObjectName, SortedSet<ObjectName>> left = new TreeMap<>();
        reads.forEach((model, read) -> left.put(model, new TreeSet<>(read)));
        List<ObjectName> order = new ArrayList<>();
        List<List<ObjectName>> cycles = new ArrayList<>();
        peel(left, order);
        while (!left.isEmpty()) {
            List<ObjectName> circle = circle(left);
            circle.forEach(left::remove);
            order.addAll(circle);
            cycles.add(closed(circle));
            peel(left, order);
        }
        return new ReadingOrder(order, cycles);
    }

    /** Moves, over and over, the models that read none of those that are left. */
    private static void peel(SortedMap<ObjectName, SortedSet<ObjectName>> left, List<ObjectName> order) {
        Set<ObjectName> ready = new LinkedHashSet<>();
        do {
            ready.clear();
            left.forEach((model, reads) -> {
                reads.retainAll(left.keySet());
                if (reads.isEmpty()) {
                    ready.add(model);
                }
            });
            left.keySet().removeAll(ready);
            order.addAll(ready);
        } while (!ready.isEmpty());
    }

    /** Follows what is read until a model comes up again; every model that is left reads another that is left. */
    private static List<ObjectName> circle(SortedMap<ObjectName, SortedSet<ObjectName>> left) {
        Set<ObjectName> seen = new LinkedHashSet<>();
        ObjectName at = left.firstKey();
        while (seen.add(at)) {
            at = left.getOrDefault(at, new TreeSet<>()).first();
        }
        List<ObjectName> path = new ArrayList<>(seen);
        return path.subList(path.indexOf(at), path.size());
    }

    /** The same circle beginning and ending with its smallest model, so that it is always told the same way. */
    private static List<ObjectName> closed(List<ObjectName> circle) {
        ObjectName smallest = circle.stream().min(Comparator.naturalOrder()).orElseThrow();
        int at = circle.indexOf(smallest);
        List<ObjectName> cycle = new ArrayList<>(circle.subList(at, circle.size()));
        cycle.addAll(circle.subList(0, at));
        cycle.add(smallest);
        return List.copyOf(cycle);
    }
}
