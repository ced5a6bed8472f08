package dev.verdigris.cli.demo;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;

/**
 * The result of a demonstration. Its records are also the keys of the JSON.
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
     * @param verb the verb that swapped
     * @param tookMicros the time of the swap's transaction
     * @param sinksMicros the time that the sinks took after it; empty without sinks
     */
    public record Swap(Verb verb, long tookMicros, Optional<Long> sinksMicros) {}

    /**
     * The counts of all reads.
     *
     * @param total the number of reads, answered or failed
     * @param failed reads that got an error or lost their connection
     * @param mixed reads that saw different versions in the two schemas, or different sums
     * @param medianMicros the median time of a read
     * @param slowestMicros the longest time of one read
     * @param byVersion good reads by version
     * @param firstFault the first failed or mixed read, in words
     */
    public record Reads(
            long total,
            long failed,
            long mixed,
            long medianMicros,
            long slowestMicros,
            SortedMap<String, Long> byVersion,
            Optional<String> firstFault) {

        public Reads {
            byVersion = Collections.unmodifiableSortedMap(new TreeMap<>(byVersion));
        }
    }
}
