package dev.verdigris.cli.report.document;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The number of ready objects over time. It keeps its value until the next point.
 *
 * @param points its points in the order of time, at least one
 */
public record ReadinessCurve(List<Point> points) {

    public ReadinessCurve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a curve needs a point");
        }
    }

    /**
     * One point.
     *
     * @param at its time
     * @param ready how many objects were ready
     * @param total how many objects there were
     */
    public record Point(Instant at, int ready, int total) {}

    /** The time of the first point. */
    public Instant begin() {
        return points.getFirst().at();
    }

    /** The time of the last point. */
    public Instant end() {
        return points.getLast().at();
    }

    /** The largest number of objects, at least 1. */
    public int most() {
        return points.stream()
                .mapToInt(point -> Math.max(point.ready(), point.total()))
                .reduce(1, Math::max);
    }

    /** The position of a time between the beginning (0) and the end (1). */
    public double position(Instant at) {
        Duration whole = Duration.between(begin(), end());
        return whole.isZero() ? 0 : (double) Duration.between(begin(), at).toMillis() / Math.max(1, whole.toMillis());
    }

    /** What it shows, in one sentence. */
    public String sentence() {
        Point first = points.getFirst();
        Point last = points.getLast();
        return "Ready objects over time: " + first.ready() + " of " + first.total() + " at first, " + last.ready()
                + " of " + last.total() + " at the end.";
    }
}
