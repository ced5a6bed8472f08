package dev.verdigris.cli.demo;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the readers saw.
 *
 * @param reads how many reads were answered or failed
 * @param failed how many got an error, or lost their connection
 * @param mixed how many saw one version in one schema and the other in another, or sums that disagree
 * @param byVersion whole reads by the version that they saw
 * @param median the time that half of the reads took at most
 * @param slowest the longest time of one read
 * @param firstFault the first failed or mixed read, in words
 */
public record ReadTally(
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

    /** Whether every reader saw one version or the other, whole, each time. */
    public boolean isClean() {
        return failed == 0 && mixed == 0;
    }

    static ReadTally nothing() {
        return new ReadTally(0, 0, 0, new TreeMap<>(Map.of()), Duration.ZERO, Duration.ZERO, Optional.empty());
    }
}
