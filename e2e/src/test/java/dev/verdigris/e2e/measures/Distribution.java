package dev.verdigris.e2e.measures;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Numbers in order, for medians and percentiles. */
final class Distribution {

    private final int[] sorted;

    Distribution(IntStream numbers) {
        this.sorted = numbers.toArray();
        Arrays.sort(sorted);
    }

    /** The smallest number that at least this percentage of the numbers does not exceed; 0 if there are none. */
    int percentile(int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (sorted.length * percent + 99) / 100;
        return sorted[Math.max(rank, 1) - 1];
    }

    int max() {
        return percentile(100);
    }

    @Override
    public String toString() {
        return percentile(50) + " / " + percentile(95) + " / " + max();
    }
}
