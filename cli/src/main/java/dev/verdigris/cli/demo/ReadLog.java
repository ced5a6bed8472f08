package dev.verdigris.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** Collects what all readers see. Others can wait until there are enough reads. */
final class ReadLog {

    /** Latencies are counted in buckets of this width, up to one second. */
    private static final long BUCKET_MICROS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final SortedMap<String, Long> byVersion = new TreeMap<>();
    private final long[] buckets = new long[10_001];
    private long reads;
    private long failed;
    private long mixed;
    private long slowestNanos;
    private @Nullable String firstFault;

    /**
     * Adds a read that was answered.
     *
     * @param rows both versions and both sums; exactly one row in a good read
     */
    void answered(List<List<@Nullable String>> rows, long nanos) {
        lock.lock();
        try {
            count(nanos);
            if (rows.size() != 1) {
                mixed++;
                fault("a read returned " + rows.size() + " rows");
            } else if (!agrees(rows.getFirst())) {
                mixed++;
                fault("a read saw " + rows.getFirst());
            } else {
                byVersion.merge(String.valueOf(rows.getFirst().getFirst()), 1L, Long::sum);
            }
            more.signalAll();
        } finally {
            lock.unlock();
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
    void failed(RuntimeException failure, long nanos) {
        lock.lock();
        try {
            count(nanos);
            failed++;
            fault("a read failed: " + failure.getMessage());
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void count(long nanos) {
        reads++;
        slowestNanos = Math.max(slowestNanos, nanos);
        buckets[(int) Math.min(buckets.length - 1L, nanos / 1_000 / BUCKET_MICROS)]++;
    }

    private void fault(String words) {
        if (firstFault == null) {
            firstFault = words;
        }
    }

    /** The number of reads so far. */
    long reads() {
        lock.lock();
        try {
            return reads;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there are {@code wanted} reads in total.
     *
     * @return whether there were that many within {@code limit}
     * @throws InterruptedException if the run must end
     */
    boolean await(long wanted, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (reads < wanted && left > 0) {
                left = more.awaitNanos(left);
            }
            return reads >= wanted;
        } finally {
            lock.unlock();
        }
    }

    ReadTally tally() {
        lock.lock();
        try {
            return new ReadTally(
                    reads,
                    failed,
                    mixed,
                    byVersion,
                    median(),
                    Duration.ofNanos(slowestNanos),
                    Optional.ofNullable(firstFault));
        } finally {
            lock.unlock();
        }
    }

    private Duration median() {
        long seen = 0;
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            seen += buckets[bucket];
            if (seen * 2 >= reads) {
                return Duration.ofNanos((bucket + 1) * BUCKET_MICROS * 1_000);
            }
        }
        return Duration.ZERO;
    }
}
