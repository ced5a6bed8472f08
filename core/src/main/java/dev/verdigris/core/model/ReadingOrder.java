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
 * Models in an order in which each comes after the models that it reads.
 *
 * @param order the models, each after those that it reads; in a circle, one model comes too early
 * @param cycles the circles, each as the path from one model back to the same one. Each circle is reported once. A
 *     second circle that shares a model with the first may appear only after the first is fixed
 */
record ReadingOrder(List<ObjectName> order, List<List<ObjectName>> cycles) {

    /**
     * Orders models.
     *
     * @param reads for each model the models that it reads; all of them are keys too
     */
    static ReadingOrder of(SortedMap<ObjectName, SortedSet<ObjectName>> reads) {
        return new Sorting(reads).run();
    }

    /** One run. It places a model as soon as all models that it reads are placed. */
    private static final class Sorting {

        private final SortedMap<ObjectName, SortedSet<ObjectName>> reads;
        private final SortedMap<ObjectName, SortedSet<ObjectName>> readers = new TreeMap<>();

        /** For each model that is not placed yet, the number of models that it reads and that are not placed yet. */
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

        /** Follows the reads until a model appears again. Each remaining model reads another remaining one. */
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

        /** The circle, beginning and ending with its smallest model, so that the report is always the same. */
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
