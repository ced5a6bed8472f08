package dev.verdigris.cli.demo;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts of all reads.
 *
 * @param reads the number of reads, answered or failed
 * @param failed reads that got an error or lost their connection
 * @param mixed reads that saw different versions in the two schemas, or different sums
 * @param byVersion good reads by version
 * @param median the median time of a read
 * @param slowest the longest time of one read
 * @param firstFault the first failed or mixed read, in words
 */
record ReadTally(
        long reads,
        long failed,
        long mixed,
        SortedMap<String, Long> byVersion,
        Duration median,
        Duration slowest,
        Optional<String> firstFault) {

    public ReadTally {
        byVersion = Collections.unmodifiableSortedMap(new TreeMap<>(byVersion));
    }

    /** Whether every read saw exactly one version. */
    boolean isClean() {
        return failed == 0 && mixed == 0;
    }

    static ReadTally nothing() {
        return new ReadTally(0, 0, 0, new TreeMap<>(Map.of()), Duration.ZERO, Duration.ZERO, Optional.empty());
    }
}
