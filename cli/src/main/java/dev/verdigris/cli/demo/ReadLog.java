package dev.verdigris.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.verdigris.cli.demo.DemoResult.Reads;
import org.jspecify.annotations.Nullable;

/** Collects what all readers see. Others can wait until there are enough reads. */
final class ReadLog {

    /** Latencies are counted in buckets of this width, up to one second. */
    private static final long BUCKET_MICROS = 100;

    private final SortedMap<String, Long> byVersion = new TreeMap<>();
    private final long[] buckets = new long[10_001];
    private long count;
    private long failed;
    private long mixed;
    private long slowestNanos;
    private @Nullable String firstFault;

    /**
     * Adds a read that was answered.
     *
     * @param rows both versions and both sums; exactly one row in a good read
     */
    synchronized void answered(List<List<@Nullable String>> rows, long nanos) {
        add(nanos);
        if (rows.size() != 1) {
            mixed++;
            fault("a read returned " + rows.size() + " rows");
        } else if (!agrees(rows.getFirst())) {
            mixed++;
            fault("a read saw " + rows.getFirst());
        } else {
            byVersion.merge(String.valueOf(rows.getFirst().getFirst()), 1L, Long::sum);
        }
    }

    /** Whether both versions are equal and both sums are equal. */
    private static boolean agrees(List<@Nullable String> row) {
        return row.size() == 4
                && row.get(0) != null
                && Objects.equals(row.get(0), row.get(1))
                && Objects.equals(number(row.get(2)), number(row.get(3)));
    }

    private static @Nullable String number(@Nullable String text) {
        return text == null || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
    }

    /** Adds a read that was not answered. */
    synchronized void failed(RuntimeException failure, long nanos) {
        add(nanos);
        failed++;
        fault("a read failed: " + failure.getMessage());
    }

    private synchronized void add(long nanos) {
        count++;
        slowestNanos = Math.max(slowestNanos, nanos);
        buckets[(int) Math.min(buckets.length - 1L, nanos / 1_000 / BUCKET_MICROS)]++;
        notifyAll();
    }

    private synchronized void fault(String words) {
        if (firstFault == null) {
            firstFault = words;
        }
    }

    /** The number of reads so far. */
    synchronized long count() {
        return count;
    }

    /**
     * Waits until there are {@code wanted} reads in total.
     *
     * @return whether there were that many within {@code limit}
     * @throws InterruptedException if the run must end
     */
    synchronized boolean await(long wanted, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (count < wanted && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
        return count >= wanted;
    }

    /** The counts of all reads so far. */
    synchronized Reads reads() {
        Duration slowest = Duration.ofNanos(slowestNanos);
        return new Reads(count, failed, mixed, byVersion, median(), slowest, Optional.ofNullable(firstFault));
    }

    private synchronized Duration median() {
        long seen = 0;
        for (int bucket = 0; bucket < buckets.length && count > 0; bucket++) {
            seen += buckets[bucket];
            if (seen * 2 >= count) {
                return Duration.ofNanos((bucket + 1) * BUCKET_MICROS * 1_000);
            }
        }
        return Duration.ZERO;
    }
}
