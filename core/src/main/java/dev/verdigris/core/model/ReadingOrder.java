package dev.verdigris.core.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.verdigris.core.name.ObjectName;

/**
 * Models in an order in which each comes after all that it reads.
 *
 * @param order the models, each behind those that it reads; where they read one another in a circle, one of the circle
 *     comes too early
 * @param cycles the circles, each as the path from one model back to the same one. A circle is told once; another that
 *     shares a model with it may show only after the first is fixed
 */
record ReadingOrder(List<ObjectName> order, List<List<ObjectName>> cycles) {

    /**
     * Orders models.
     *
     * @param reads for each model the models that it reads, all of which are keys too
     */
    static ReadingOrder of(SortedMap<ObjectName, SortedSet<ObjectName>> reads) {
        return new Sorting(reads).run();
    }

    /** One run: models are placed as soon as all that they read is placed. */
    private static final class Sorting {

        private final SortedMap<ObjectName, SortedSet<ObjectName>> reads;
        private final SortedMap<ObjectName, SortedSet<ObjectName>> readers = new TreeMap<>();

        /** For each model that is not placed yet, how many of those that it reads are not placed either. */
        private final SortedMap<ObjectName, Integer> waitingFor = new TreeMap<>();

        private final Deque<ObjectName> ready = new ArrayDeque<>();
        private final List<ObjectName> order = new ArrayList<>();
        private final List<List<ObjectName>> cycles = new ArrayList<>();

        Sorting(SortedMap<ObjectName, SortedSet<ObjectName>> reads) {
            this.reads = reads;
            reads.forEach((model, read) -> {
                waitingFor.put(model, read.size());
                read.forEach(one ->
                        readers.computeIfAbsent(one, name -> new TreeSet<>()).add(model));
                if (read.isEmpty()) {
                    ready.add(model);
                }
            });
        }

        ReadingOrder run() {
            placeReady();
            while (!waitingFor.isEmpty()) {
                List<ObjectName> circle = circle();
                cycles.add(closed(circle));
                circle.forEach(this::place);
                placeReady();
            }
            return new ReadingOrder(order, cycles);
        }

        private void placeReady() {
            while (!ready.isEmpty()) {
                place(ready.remove());
            }
        }

        private void place(ObjectName model) {
            if (waitingFor.remove(model) == null) {
                return;
            }
            order.add(model);
            for (ObjectName reader : readers.getOrDefault(model, new TreeSet<>())) {
                Integer left = waitingFor.computeIfPresent(reader, (name, count) -> count - 1);
                if (left != null && left == 0) {
                    ready.add(reader);
                }
            }
        }

        /** Follows what is read until a model comes up again; all that is left reads something that is left. */
        private List<ObjectName> circle() {
            Set<ObjectName> seen = new LinkedHashSet<>();
            ObjectName at = waitingFor.firstKey();
            while (seen.add(at)) {
                at = reads.getOrDefault(at, new TreeSet<>()).stream()
                        .filter(waitingFor::containsKey)
                        .findFirst()
                        .orElseThrow();
            }
            List<ObjectName> path = new ArrayList<>(seen);
            return path.subList(path.indexOf(at), path.size());
        }

        /** The circle beginning and ending with its smallest model, so that it is always told the same way. */
        private static List<ObjectName> closed(List<ObjectName> circle) {
            ObjectName smallest = circle.stream().min(Comparator.naturalOrder()).orElseThrow();
            int at = circle.indexOf(smallest);
            List<ObjectName> cycle = new ArrayList<>(circle.subList(at, circle.size()));
            cycle.addAll(circle.subList(0, at));
            cycle.add(smallest);
            return List.copyOf(cycle);
        }
    }
}
