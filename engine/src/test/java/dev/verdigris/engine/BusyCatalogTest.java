package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.ForeignDdl;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.StatementLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A swap while another session creates and drops a view elsewhere, all the time. */
@ExtendWith(SandboxExtension.class)
class BusyCatalogTest {

    /** Two statements of a swap take this time each, so a change every 200 ms hits each attempt. */
    private static final String SLOW_SWAPS = "SELECT mz_sandbox.delay_statements('SWAP WITH', INTERVAL '150 ms')";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<ProgressEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @Test
    void aSwapGetsThroughSomeChanges(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            Report report = promoteDuring(world, 1.4, EngineOptions.DEFAULT.withSwapTimeout(PATIENCE));
            assertThat(report.problems()).isEmpty();
            assertThat(report.state()).isEqualTo(EnvironmentState.PROMOTED);
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aSwapThatCannotGetThroughNamesTheOtherRole(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            Report report = promoteDuring(world, 5, EngineOptions.DEFAULT.withSwapTimeout(Duration.ofSeconds(8)));
            assertThat(report.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(report.state()).isEqualTo(EnvironmentState.STAGED);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.CATALOG_BUSY);
                assertThat(problem.what())
                        .contains("attempts within", "role \"" + ForeignDdl.role(world) + "\" ran")
                        .containsPattern("create view \\d+ times");
            });
            assertThat(world.liveVersions()).containsOnly("1");
            List<ProgressEvent.Retrying> attempts = events.stream()
                    .filter(ProgressEvent.Retrying.class::isInstance)
                    .map(ProgressEvent.Retrying.class::cast)
                    .toList();
            assertThat(attempts).hasSizeGreaterThan(3);
            assertThat(attempts.getLast().reason()).contains(ForeignDdl.role(world));
            assertThat(attempts)
                    .extracting(ProgressEvent.Retrying::pause)
                    .allSatisfy(pause -> assertThat(pause).isLessThan(Duration.ofSeconds(1)));
            assertThat(logged(sandbox, "mz_audit_events"))
                    .as("one look in 5 s at most")
                    .isBetween(1L, 3L);
            assertThat(logged(sandbox, "mz_source_statuses"))
                    .as("whole readings: the first, and one after each eight small ones")
                    .isLessThanOrEqualTo(2 + attempts.size() / 8);
        }
    }

    @Test
    void theAttemptsAtASwapEndWithTheLimitOfTheVerb(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            Duration limit = Duration.ofSeconds(6);
            Report report = promoteDuring(world, 5, EngineOptions.DEFAULT.withVerbTimeout(limit));
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.TIME_OVER);
            assertThat(report.timings().getLast().took()).isLessThan(limit.plusSeconds(2));
            assertThat(report.state()).isEqualTo(EnvironmentState.STAGED);
        }
    }

    private Report promoteDuring(World world, double changesPerSecond, EngineOptions options) {
        Deployments.stage(world);
        world.system(SLOW_SWAPS);
        try (ForeignDdl ddl = ForeignDdl.begin(world, changesPerSecond);
                Verdigris verdigris = Verdigris.configure(world.settings(), world.environment())
                        .options(options)
                        .listener(events::add)
                        .load()) {
            world.sandbox().statementLog().clear();
            Report report = verdigris.promote(Deployments.PROMOTE);
            ddl.stop();
            return report;
        } finally {
            world.system("SELECT mz_sandbox.release_statements()");
        }
    }

    private static long logged(Sandbox sandbox, String text) {
        return sandbox.statementLog().entries().stream()
                .map(StatementLog.Entry::sql)
                .filter(sql -> sql.contains(text))
                .count();
    }
}
