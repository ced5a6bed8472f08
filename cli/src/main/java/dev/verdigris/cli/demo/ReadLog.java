package dev.verdigris.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.verdigris.cli.demo.DemoResult.Reads;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.progress.CancelledException;
import org.jspecify.annotations.Nullable;

/** Counts the results of all readers, and waits for reads. */
final class ReadLog {

    /** Latencies are counted in buckets of this width, up to one second. */
    private static final long BUCKET_MICROS = 100;

    private final SortedMap<String, Long> byVersion = new TreeMap<>();
    private final long[] buckets = new long[10_001];
    private long count;
    private long failed;
    private long mixed;
    private long slowestNanos;
    private long lastRead;
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
            fault("a read returned " + Count.of(rows.size(), "row"));
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
        lastRead = System.nanoTime();
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
     * Waits until there are {@code wanted} reads in total, however slow they are.
     *
     * @throws StoppedException if no read ends within {@code patience}
     * @throws CancelledException if the thread is interrupted
     */
    synchronized void await(long wanted, Duration patience) {
        lastRead = System.nanoTime();
        try {
            while (count < wanted) {
                long left = patience.toNanos() - (System.nanoTime() - lastRead);
                if (left <= 0) {
                    String what = "the readers got no answer within " + DurationText.of(patience) + ", after " + count
                            + " of " + Count.of(wanted, "read");
                    Fix fix = Fix.advice("find out why the server does not answer");
                    throw new StoppedException(new Problem(ProblemCode.SERVER_REFUSED, what, "", fix));
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the demo was interrupted", e);
        }
    }

    /** The counts of all reads so far. */
    synchronized Reads reads() {
        long slowest = slowestNanos / 1_000;
        return new Reads(count, failed, mixed, medianMicros(), slowest, byVersion, Optional.ofNullable(firstFault));
    }

    private synchronized long medianMicros() {
        long seen = 0;
        for (int bucket = 0; bucket < buckets.length && count > 0; bucket++) {
            seen += buckets[bucket];
            if (seen * 2 >= count) {
                return (bucket + 1) * BUCKET_MICROS;
            }
        }
        return 0;
    }
}
