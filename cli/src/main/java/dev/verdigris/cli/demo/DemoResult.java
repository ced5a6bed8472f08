package dev.verdigris.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;

/**
 * The result of a demonstration.
 *
 * @param chapters the chapters, in order
 * @param swaps the swaps, in order
 * @param reads the counts of all reads
 * @param took the time from the first chapter to the last
 * @param outcome how it ended
 * @param problems the reasons, if it did not end well
 */
public record DemoResult(
        List<Chapter> chapters,
        List<Swap> swaps,
        ReadTally reads,
        Duration took,
        Outcome outcome,
        List<Problem> problems) {

    public DemoResult {
        chapters = List.copyOf(chapters);
        swaps = List.copyOf(swaps);
        problems = List.copyOf(problems);
    }

    /**
     * One chapter.
     *
     * @param name in kebab case
     * @param story in words
     * @param took how long it took
     */
    public record Chapter(String name, String story, Duration took) {}

    /**
     * One swap.
     *
     * @param name the verb that made it
     * @param took the time of the swap's transaction
     * @param sinks the time that the sinks took after it; empty without sinks
     */
    public record Swap(String name, Duration took, Optional<Duration> sinks) {}
}
