package dev.verdigris.cli.report.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.verdigris.cli.report.story.RunStory.Reading;

/** Leaves out readings of a long wait in which nothing has changed. */
final class Thinning {

    private static final int MOST = 300;

    private Thinning() {}

    /** The first and the last reading, every change, and as many others as there is room for. */
    static List<Reading> of(List<Reading> readings) {
        if (readings.size() <= MOST) {
            return List.copyOf(readings);
        }
        int last = readings.size() - 1;
        int changes = (int) IntStream.rangeClosed(1, last)
                .filter(i -> changes(readings, i))
                .count();
        int room = MOST - 2 - changes;
        int distance = room <= 0 ? readings.size() : readings.size() / room + 1;
        List<Reading> kept = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
            boolean stays = i == 0 || i == last || changes(readings, i) || i % distance == 0;
            if (stays) {
                kept.add(readings.get(i));
            }
        }
        return kept;
    }

    private static boolean changes(List<Reading> readings, int i) {
        return i > 0
                && (readings.get(i).ready() != readings.get(i - 1).ready()
                        || readings.get(i).total() != readings.get(i - 1).total());
    }
}
