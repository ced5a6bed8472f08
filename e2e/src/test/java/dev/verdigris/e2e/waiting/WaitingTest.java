package dev.verdigris.e2e.waiting;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.verdigris.core.readiness.Estimate;
import dev.verdigris.core.report.Report;
import dev.verdigris.e2e.dbt.DbtAwait;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import dev.verdigris.sandbox.StatementLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Waits for a side that is released at a random moment: with SUBSCRIBE, by polling, and with the macro of dbt if it is
 * there. Each of them says ready only after the release. The property {@code waiting.file} names a file for tables of
 * many rounds; without it there is one round, without dbt.
 */
final class WaitingTest {

    private static final String FILE = System.getProperty("waiting.file", "");
    private static final int ROUNDS = FILE.isEmpty() ? 1 : Integer.getInteger("waiting.rounds", 11);
    private static final int LIMIT_MINUTES = 10;

    /** What a read of one indexed relation took on the server that was measured. */
    private static final double SECONDS_PER_UNIT = 0.018;

    /** How long the side is held to count what waiting costs. */
    private static final Duration MINUTE = Duration.ofSeconds(FILE.isEmpty() ? 3 : 60);

    private static final Duration POLL = EngineOptions.DEFAULT.pollInterval();
    private static final Duration POLL_OF_DBT = Duration.ofSeconds(15);

    private final Random random = new Random(7);

    @TempDir
    Path folder;

    /**
     * One wait.
     *
     * @param late how long after the truth it was seen, in milliseconds
     * @param statements how many statements it sent between its first look and the release
     * @param units what they cost
     */
    private record Wait(double late, int statements, double units) {}

    /** Waits until the side is ready. Tells when it has begun to look. */
    @FunctionalInterface
    private interface Waiter {
        /** Returns the moment at which it saw that all is ready, as {@link System#nanoTime}. */
        long seen(Runnable looking) throws Exception;
    }

    @Test
    void readinessIsSeenAfterItIsTrue() throws Exception {
        List<String> table = new ArrayList<>(List.of(
                "| wait | rounds | seen after, ms: median | worst | statements a minute | seconds of the server a minute |",
                "|---|---|---|---|---|---|"));
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
                Yard yard = Yard.open(sandbox, List.of("shop", "serving"), 3)) {
            table.add(row("SUBSCRIBE", yard, subscribing(yard, true), POLL));
            table.add(row("polling, each " + POLL.toSeconds() + " s", yard, subscribing(yard, false), POLL));
            Optional<DbtAwait> dbt = FILE.isEmpty() ? Optional.empty() : DbtAwait.find(folder, sandbox);
            if (dbt.isPresent()) {
                Waiter macro = looking -> dbt.get().seen(sandbox.statementLog(), looking);
                table.add(row("dbt's macro, each 15 s", yard, macro, POLL_OF_DBT));
            }
        }
        write(table);
    }

    private List<Double> waits(Yard yard, Waiter waiter, Duration poll) throws Exception {
        List<Double> late = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            late.add(wait(yard, waiter, (long) (random.nextDouble() * poll.toNanos()))
                    .late());
        }
        return late;
    }

    /** Holds the side for a time after the first look, and then releases it. */
    private static Wait wait(Yard yard, Waiter waiter, long heldNanos) throws Exception {
        yard.hold();
        AtomicLong seen = new AtomicLong();
        CountDownLatch looking = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                seen.set(waiter.seen(looking::countDown));
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        assertThat(looking.await(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
        yard.forget();
        LockSupport.parkNanos(heldNanos);
        List<StatementLog.Entry> entries = yard.ofOthers();
        assertThat(seen).as("not seen before it is true").hasValue(0);
        long truth = yard.release();
        assertThat(thread.join(Duration.ofMinutes(LIMIT_MINUTES))).isTrue();
        assertThat(seen).as("a wait that failed has seen nothing").doesNotHaveValue(0);
        return new Wait(
                Math.max(0, (seen.get() - truth) / 1e6),
                entries.size(),
                entries.stream().mapToDouble(StatementLog.Entry::units).sum());
    }

    private static Waiter subscribing(Yard yard, boolean subscribing) {
        return looking -> {
            AtomicLong seen = new AtomicLong();
            try (Verdigris verdigris = yard.verdigris(EngineOptions.DEFAULT.withSubscribing(subscribing), event -> {
                if (event instanceof ProgressEvent.Judged judged) {
                    looking.run();
                    if (judged.assessment().isReady()) {
                        seen.compareAndSet(0, System.nanoTime());
                    }
                }
            })) {
                Report report = verdigris.await(AwaitRequest.DEFAULT);
                assertThat(report.problems()).isEmpty();
                return seen.get();
            }
        };
    }

    private String row(String name, Yard yard, Waiter waiter, Duration poll) throws Exception {
        double[] late = waits(yard, waiter, poll).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        Wait minute = wait(yard, waiter, MINUTE.toNanos());
        double minutes = MINUTE.toMillis() / 60_000.0;
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.0f | %.1f |",
                name,
                late.length,
                late[late.length / 2],
                late[late.length - 1],
                minute.statements() / minutes,
                minute.units() * SECONDS_PER_UNIT / minutes);
    }

    /** One look at 500 objects on 10 clusters is one message, also if much has changed. */
    @Test
    void aLookAtManyObjectsIsOneMessage() throws SandboxStartException, SQLException, IOException {
        int clusters = FILE.isEmpty() ? 2 : 10;
        int views = FILE.isEmpty() ? 3 : 25;
        Duration waited = Duration.ofSeconds(FILE.isEmpty() ? 3 : 60);
        List<String> names = IntStream.range(0, clusters).mapToObj(i -> "c" + i).toList();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
                Yard yard = Yard.open(sandbox, names, views)) {
            yard.hold();
            yard.forget();
            AtomicLong readings = new AtomicLong();
            AtomicLong open = new AtomicLong();
            EngineOptions polling = EngineOptions.DEFAULT.withSubscribing(false);
            double cpu;
            try (Verdigris verdigris = yard.verdigris(polling, event -> {
                if (event instanceof ProgressEvent.Judged judged) {
                    readings.incrementAndGet();
                    open.set(judged.assessment().open().size());
                }
            })) {
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                verdigris.await(AwaitRequest.DEFAULT.withTimeout(waited));
                cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before)
                        / (double) waited.toNanos();
            }
            long messages = yard.ofOthers().stream()
                    .filter(entry -> !entry.sql().startsWith("SET "))
                    .map(StatementLog.Entry::message)
                    .distinct()
                    .count();
            assertThat(open).hasValue((long) clusters * views * 2);
            // One look more, without an event, is for the state at the end.
            assertThat(messages).isBetween(readings.get(), readings.get() + 1);
            write(List.of(
                    "| objects | clusters | readings | messages | processor time of the client, of one core |",
                    "|---|---|---|---|---|",
                    String.format(
                            Locale.ROOT,
                            "| %d | %d | %d | %d | %.1f %% |",
                            clusters * views * 2,
                            clusters,
                            readings.get(),
                            messages,
                            cpu * 100)));
        }
    }

    /**
     * The estimate of the first look with one, against the time that it then took. The live version has hydrated all
     * its objects at once, as after a restart, or one after the other.
     */
    @Test
    void anEstimateIsOfTheWholeChain() throws SandboxStartException, SQLException, IOException {
        List<String> table = new ArrayList<>(List.of(
                "| the live version hydrated | the new version takes, of that time | took, s | first estimate, s |",
                "|---|---|---|---|"));
        double[] factors = FILE.isEmpty() ? new double[] {1} : new double[] {0.5, 1, 2};
        double seconds = FILE.isEmpty() ? 1 : 6;
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
                Yard yard = Yard.open(sandbox, List.of("shop"), 3)) {
            yard.restart("shop", 3, seconds);
            yard.untilHydrated();
            for (double factor : factors) {
                table.add(estimated(yard, "all at once", seconds, factor));
            }
            if (!FILE.isEmpty()) {
                yard.chain("shop", 3, seconds);
                yard.untilHydrated();
                for (double factor : factors) {
                    table.add(estimated(yard, "in the order of the chain", seconds, factor));
                }
            }
        }
        write(table);
    }

    private static String estimated(Yard yard, String live, double seconds, double factor) throws SQLException {
        AtomicReference<Estimate> estimate = new AtomicReference<>();
        long[] at = {0};
        try (Verdigris verdigris = yard.verdigris(EngineOptions.DEFAULT, event -> {
            if (event instanceof ProgressEvent.Judged judged && estimate.get() == null) {
                judged.assessment().remaining().ifPresent(estimate::set);
                at[0] = System.nanoTime();
            }
        })) {
            yard.chain("shop" + Yard.SUFFIX, 3, seconds * factor);
            assertThat(verdigris.await(AwaitRequest.DEFAULT).problems()).isEmpty();
        }
        assertThat(estimate.get().most()).as("an estimate, never 0").isPositive();
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.1f | %.1f to %.1f |",
                live,
                factor,
                (System.nanoTime() - at[0]) / 1e9,
                estimate.get().least().toMillis() / 1e3,
                estimate.get().most().toMillis() / 1e3);
    }

    private static void write(List<String> table) throws IOException {
        if (!FILE.isEmpty()) {
            List<String> lines = new ArrayList<>(table);
            lines.add("");
            Files.write(Path.of(FILE), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
