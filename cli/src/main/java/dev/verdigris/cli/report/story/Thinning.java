package dev.verdigris.cli.report.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.verdigris.cli.report.story.RunStory.Reading;

/** Leaves out readings of a long wait, so that never more than {@link #MOST} are kept. */
final class Thinning {

    static final int MOST = 300;

    /** Of each part of the wait three readings stay at most, besides the first one of all. */
    private static final int PARTS = 60;

    private Thinning() {}

    /**
     * The first and the last reading, every change, and as many others as there is room for. If there is no room for
     * every change, the highest, the lowest and the last reading of each part of the wait.
     */
    static List<Reading> of(List<Reading> readings) {
        if (readings.size() <= MOST) {
            return List.copyOf(readings);
        }
        int last = readings.size() - 1;
        int changes = (int)
                IntStream.rangeClosed(1, last).filter(i -> changes(readings, i)).count();
        int room = MOST - 2 - changes;
        return room > 0 ? withChanges(readings, readings.size() / room + 1) : extremes(readings);
    }

    private static List<Reading> withChanges(List<Reading> readings, int distance) {
        int last = readings.size() - 1;
        return IntStream.rangeClosed(0, last)
                .filter(i -> i == 0 || i == last || changes(readings, i) || i % distance == 0)
                .mapToObj(readings::get)
                .toList();
    }

    private static boolean changes(List<Reading> readings, int i) {
        return i > 0
                && (readings.get(i).ready() != readings.get(i - 1).ready()
                        || readings.get(i).total() != readings.get(i - 1).total());
    }

    /** The same again if it is done again, so that an early part of the wait stays as exact as a late one. */
    private static List<Reading> extremes(List<Reading> readings) {
        Map<Integer, List<Integer>> parts = IntStream.range(0, readings.size())
                .boxed()
                .collect(Collectors.groupingBy(i -> part(readings, i), TreeMap::new, Collectors.toList()));
        Set<Integer> kept = new LinkedHashSet<>(List.of(0));
        for (List<Integer> part : parts.values()) {
            Comparator<Integer> ready =
                    Comparator.comparingInt(i -> readings.get(i).ready());
            List<Integer> three = new ArrayList<>(List.of(
                    part.stream().min(ready).orElseThrow(),
                    part.stream().max(ready).orElseThrow(),
                    part.getLast()));
            three.sort(Comparator.naturalOrder());
            kept.addAll(three);
        }
        return kept.stream().map(readings::get).toList();
    }

    private static int part(List<Reading> readings, int i) {
        Duration whole =
                Duration.between(readings.getFirst().at(), readings.getLast().at());
        Duration until =
                Duration.between(readings.getFirst().at(), readings.get(i).at());
        return (int) Math.min(PARTS - 1, until.toMillis() * PARTS / Math.max(1, whole.toMillis()));
    }
}
