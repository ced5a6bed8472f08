package dev.verdigris.cli.demo;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;

/**
 * The result of a demonstration.
 *
 * @param chapters the chapters, in order
 * @param swaps the swaps, in order
 * @param reads the counts of all reads
 * @param took the time from the first chapter to the last
 * @param problems the reasons for a failure; empty after a success
 */
public record DemoResult(List<Chapter> chapters, List<Swap> swaps, Reads reads, Duration took, List<Problem> problems) {

    public DemoResult {
        chapters = List.copyOf(chapters);
        swaps = List.copyOf(swaps);
        problems = List.copyOf(problems);
    }

    /** The outcome. */
    public Outcome outcome() {
        return Problem.outcomeOf(problems);
    }

    /**
     * One chapter.
     *
     * @param name in kebab case
     * @param story the result of the chapter, in words
     * @param took its duration
     */
    public record Chapter(String name, String story, Duration took) {}

    /**
     * One swap.
     *
     * @param name the verb that swapped
     * @param took the time of the swap's transaction
     * @param sinks the time that the sinks took after it; empty without sinks
     */
    public record Swap(String name, Duration took, Optional<Duration> sinks) {}

    /**
     * The counts of all reads.
     *
     * @param total the number of reads, answered or failed
     * @param failed reads that got an error or lost their connection
     * @param mixed reads that saw different versions in the two schemas, or different sums
     * @param byVersion good reads by version
     * @param median the median time of a read
     * @param slowest the longest time of one read
     * @param firstFault the first failed or mixed read, in words
     */
    public record Reads(
            long total,
            long failed,
            long mixed,
            SortedMap<String, Long> byVersion,
            Duration median,
            Duration slowest,
            Optional<String> firstFault) {

        public Reads {
            byVersion = Collections.unmodifiableSortedMap(new TreeMap<>(byVersion));
        }

        /** Whether every read saw exactly one version. */
        public boolean isClean() {
            return failed == 0 && mixed == 0;
        }
    }
}
