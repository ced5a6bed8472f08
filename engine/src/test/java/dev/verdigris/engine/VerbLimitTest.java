package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.HistoryRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The time limit of a whole verb: its parts share it, and none begins after it. */
@ExtendWith(SandboxExtension.class)
class VerbLimitTest {

    private static final Duration LIMIT = Duration.ofSeconds(6);
    private static final String HELD_CATALOG = "SELECT mz_sandbox.hold_statements('mz_clusters')";

    /** More than one limit with its last reading, and less than two limits. */
    private static final Duration ONCE = LIMIT.plusSeconds(5);

    /** A deployment that is built already, so that a busy machine needs little of the limit for it. */
    private static final DeployRequest STAGED = DeployRequest.DEFAULT.withPromote(Deployments.PROMOTE);

    @TempDir
    Path directory;

    @Test
    void deployAsksAMuteServerOnceAndEndsAtItsStatementLimit(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = load(world, EngineOptions.DEFAULT.withStatementTimeout(LIMIT), event -> false)) {
            List<String> before = world.inventory();
            world.system(HELD_CATALOG);
            Instant start = Instant.now();
            Report report = released(world, verdigris, deploy(world));
            assertThat(Duration.between(start, Instant.now())).isBetween(LIMIT, ONCE);
            assertThat(report.outcome()).isEqualTo(Outcome.UNREACHABLE);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.NO_ANSWER);
                assertThat(problem.what())
                        .isEqualTo("the server did not answer the catalog query within 6 s; it changes nothing");
            });
            assertThat(report.notes())
                    .containsExactly("Deploy stopped in init before the first step. This run has changed nothing.");
            assertThat(report.next())
                    .contains(Fix.command(Verb.STATUS, world.environment().name()));
            assertThat(world.inventory()).isEqualTo(before);
        }
    }

    @Test
    void deployTellsTheLastKnownStateOfAServerThatFallsSilent(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = load(world, EngineOptions.DEFAULT.withStatementTimeout(LIMIT), event -> false)) {
            world.system("SELECT mz_sandbox.hold_statements('mz_sink_statuses')");
            Report report = released(world, verdigris, deploy(world));
            assertThat(report.outcome()).isEqualTo(Outcome.UNREACHABLE);
            assertThat(report.notes())
                    .contains("Deploy stopped in await. The environment was staged after build, and its present state"
                            + " could not be read.");
            assertThat(report.next())
                    .contains(Fix.command(Verb.STATUS, world.environment().name()));
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void aCheckOfDeployHasOnlyTheRestOfTheLimit(Sandbox sandbox) throws IOException {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = load(world, EngineOptions.DEFAULT.withVerbTimeout(LIMIT), event -> false)) {
            Path checks = Files.createDirectory(directory.resolve("checks"));
            Files.writeString(checks.resolve("first.sql"), "SELECT 1 AS id WHERE false");
            Files.writeString(checks.resolve("second.sql"), "SELECT 2 AS id WHERE false");
            Deployments.stage(world);
            world.system("SELECT mz_sandbox.hold_statements('verdigris_check')");
            Instant start = Instant.now();
            Report report = released(world, verdigris, STAGED.withCheck(CheckRequest.of(checks)));
            assertThat(Duration.between(start, Instant.now())).isBetween(LIMIT, ONCE);
            assertThat(report.problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.NO_ANSWER, ProblemCode.TIME_OVER);
            assertThat(report.problems().getFirst().what())
                    .endsWith(", the rest of the time limit of the verb; it changes nothing");
            assertThat(report.problems().getLast().what())
                    .startsWith("the verb reached its time limit before the check ");
            assertThat(report.steps().stream()
                            .flatMap(step -> step.check().stream())
                            .map(result -> result.name() + " " + result.outcome()))
                    .containsExactly("first.sql UNANSWERED", "second.sql UNANSWERED");
            assertThat(report.state()).isEqualTo(EnvironmentState.STAGED);
            assertThat(report.notes()).contains("Deploy stopped in check. The environment is staged.");
            assertThat(report.next()).isPresent();
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void theAwaitOfDeployLastsNoLongerThanTheVerb(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = load(world, EngineOptions.DEFAULT.withVerbTimeout(LIMIT), event -> false)) {
            world.system("SELECT mz_sandbox.hold_hydration('*')");
            try {
                Deployments.stage(world);
                Instant start = Instant.now();
                Report report = verdigris.deploy(STAGED);
                assertThat(Duration.between(start, Instant.now())).isBetween(LIMIT, ONCE);
                assertThat(report.outcome()).isEqualTo(Outcome.NOT_READY);
                assertThat(report.notes()).contains("Deploy stopped in await. The environment is staged.");
            } finally {
                world.system("SELECT mz_sandbox.release_hydration('*')");
            }
        }
    }

    @Test
    void noStepBeginsAfterTheLimitAndTheNextRunContinues(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = load(
                        world,
                        EngineOptions.DEFAULT.withVerbTimeout(LIMIT).withParallelism(1),
                        event -> event instanceof ProgressEvent.StepDone);
                Verdigris unlimited = world.verdigris().load()) {
            Report report = verdigris.deploy(deploy(world));
            assertThat(report.outcome()).isEqualTo(Outcome.NOT_READY);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.TIME_OVER);
                assertThat(problem.what()).startsWith("the verb reached its time limit before it could ");
            });
            assertThat(report.steps())
                    .extracting(StepReport::status)
                    .containsOnlyOnce(StepReport.Status.DONE)
                    .contains(StepReport.Status.NOT_REACHED)
                    .doesNotContain(StepReport.Status.FAILED);
            assertThat(report.next()).isPresent();
            assertThat(unlimited.deploy(deploy(world)).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void noVerbOfDeployBeginsAfterTheLimit(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = load(
                        world,
                        EngineOptions.DEFAULT.withVerbTimeout(LIMIT),
                        event -> event instanceof ProgressEvent.PartEnded ended && ended.verb() == Verb.INIT)) {
            Deployments.stage(world);
            Report report = verdigris.deploy(STAGED);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.TIME_OVER);
                assertThat(problem.what()).isEqualTo("the verb reached its time limit before await began");
            });
            assertThat(report.notes()).contains("Deploy stopped in await. The environment is staged.");
            assertThat(report.next()).isPresent();
        }
    }

    @Test
    void sinksAfterTheLimitArePendingAndPromoteCompletesThem(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = load(
                        world,
                        EngineOptions.DEFAULT.withVerbTimeout(LIMIT),
                        event -> event instanceof ProgressEvent.StepDone done
                                && done.step().step() instanceof Step.Swap)) {
            world.createSink(0);
            Deployments.stage(world);
            Report report = verdigris.promote(Deployments.PROMOTE);
            assertThat(report.outcome()).isEqualTo(Outcome.FOLLOW_UP);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.SINK_PENDING);
                assertThat(problem.what()).endsWith("the verb reached its time limit");
            });
            assertThat(world.liveVersions()).containsOnly("2");
            Report again = verdigris.promote(Deployments.PROMOTE);
            assertThat(again.problems()).isEmpty();
            assertThat(again.steps()).extracting(StepReport::kind).containsExactly("repoint-sink", "await-sinks");
        }
    }

    @Test
    void sinksOfARollbackAfterTheLimitArePending(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris unlimited = world.verdigris().load();
                Verdigris verdigris = load(
                        world,
                        EngineOptions.DEFAULT.withVerbTimeout(LIMIT),
                        event -> event instanceof ProgressEvent.StepDone done
                                && done.step().step() instanceof Step.Swap)) {
            world.createSink(0);
            Deployments.stage(world);
            assertThat(unlimited.promote(Deployments.PROMOTE).problems()).isEmpty();
            Report report = verdigris.rollback(RollbackRequest.DEFAULT);
            assertThat(report.outcome()).isEqualTo(Outcome.FOLLOW_UP);
            assertThat(report.problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.ROLLBACK_UNRECORDED, ProblemCode.SINK_PENDING);
            assertThat(world.liveVersions()).containsOnly("1");
            Report again = unlimited.rollback(RollbackRequest.DEFAULT);
            assertThat(again.problems()).isEmpty();
            assertThat(again.steps())
                    .extracting(StepReport::kind)
                    .containsExactly("record-rollback", "repoint-sink", "await-sinks");
        }
    }

    @Test
    void historyEndsAtTheLimitOfTheVerb(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = load(world, EngineOptions.DEFAULT.withVerbTimeout(LIMIT), event -> false)) {
            world.system("SELECT mz_sandbox.hold_statements('mz_audit_events')");
            Instant start = Instant.now();
            Report report = verdigris.history(HistoryRequest.DEFAULT);
            world.system("SELECT mz_sandbox.release_statements()");
            assertThat(Duration.between(start, Instant.now())).isBetween(LIMIT, ONCE);
            assertThat(report.notes())
                    .anyMatch(note -> note.contains("The audit log could not be read (the time limit of "));
        }
    }

    private static DeployRequest deploy(World world) {
        world.writeModels(2);
        return DeployRequest.of(BuildRequest.of(world.models())).withPromote(Deployments.PROMOTE);
    }

    /** An engine whose listener returns from the chosen events only after the limit. */
    private static Verdigris load(World world, EngineOptions options, Predicate<ProgressEvent> slow) {
        return Verdigris.configure(world.settings(), world.environment())
                .options(options)
                .models(world.models())
                .listener(event -> {
                    if (slow.test(event)) {
                        LockSupport.parkNanos(LIMIT.toNanos());
                    }
                })
                .load();
    }

    private static Report released(World world, Verdigris verdigris, DeployRequest request) {
        try {
            return verdigris.deploy(request);
        } finally {
            world.system("SELECT mz_sandbox.release_statements()");
        }
    }
}
