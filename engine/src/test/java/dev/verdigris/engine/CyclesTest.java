package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.ForeignDdl;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.SinkConsumer;
import dev.verdigris.engine.fixture.VersionReaders;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promotes and rolls back many times under readers and a sink, while another session sends unrelated DDL all the time.
 * The profile {@code proofs} does it 200 times.
 */
@ExtendWith(SandboxExtension.class)
class CyclesTest {

    private static final int CYCLES = Boolean.getBoolean("verdigris.proofs") ? 200 : 5;
    private static final int READERS = 3;
    private static final double CHANGES_PER_SECOND = 2;

    /** A busy machine needs longer for a swap, so more swaps are refused. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path directory;

    @Test
    void manyCyclesUnderForeignDdlLoseNothing(Sandbox sandbox) throws Exception {
        try (World world = World.create(sandbox, Names.plain(), 2, directory)) {
            world.createSink(0);
            Deployments.stage(world);
            VersionReaders readers = new VersionReaders(world, READERS);
            SinkConsumer sink = new SinkConsumer(world, world.names().of("sink0"));
            AtomicInteger retries = new AtomicInteger();
            long start = System.nanoTime();
            long changes;
            try (readers;
                    sink) {
                changes = cycles(world, retries);
            }
            System.out.printf(
                    "%d cycles in %d s: %d reads, %d failed, %d mixed; %d orders, %d lost, %d repeated, %d out of order;"
                            + " %d foreign statements, %d swaps tried again%n",
                    CYCLES,
                    Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                    readers.reads(),
                    readers.failures().size(),
                    readers.mixed(),
                    sink.orders(),
                    sink.lost(),
                    sink.repeated(),
                    sink.disordered(),
                    changes,
                    retries.get());
            assertThat(readers.failures()).isEmpty();
            assertThat(readers.reads()).isGreaterThan(10 * CYCLES);
            assertThat(readers.mixed()).isZero();
            assertThat(readers.versions()).containsExactlyInAnyOrder("1", "2");
            assertThat(sink.orders()).isPositive();
            assertThat(sink.lost()).isZero();
            assertThat(sink.repeated()).isZero();
            assertThat(sink.retracted()).isZero();
            assertThat(sink.disordered()).isZero();
            // They come by the clock, so a fast machine has fewer of them in its cycles.
            assertThat(changes).as("foreign statements").isPositive();
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    /** Returns the number of foreign statements meanwhile. */
    private static long cycles(World world, AtomicInteger retries) {
        try (ForeignDdl ddl = ForeignDdl.begin(world, CHANGES_PER_SECOND);
                Verdigris verdigris = Verdigris.configure(world.settings(), world.environment())
                        .options(EngineOptions.DEFAULT.withSwapTimeout(PATIENCE))
                        .listener(event -> retries.addAndGet(event instanceof ProgressEvent.Retrying ? 1 : 0))
                        .load()) {
            for (int cycle = 1; cycle <= CYCLES; cycle++) {
                succeeds(Consenting.promote(verdigris, Deployments.PROMOTE, ProblemCode.values()), cycle);
                succeeds(verdigris.rollback(RollbackRequest.DEFAULT), cycle);
            }
            return ddl.statements();
        }
    }

    private static void succeeds(Report report, int cycle) {
        assertThat(report.problems()).as(report.verb() + " of cycle " + cycle).isEmpty();
    }
}
