package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.StatementKind;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Statements that the server does not answer within their limit. */
@ExtendWith(SandboxExtension.class)
class NoAnswerTest {

    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final String HELD_CATALOG = "SELECT mz_sandbox.hold_statements('mz_sink_statuses')";

    private final List<ProgressEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @Test
    void aReadingWithoutAnswerEndsTheVerbAtItsLimit(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = limited(world, LIMIT)) {
            Report report = held(world, HELD_CATALOG, verdigris::status);
            assertThat(report.outcome()).isEqualTo(Outcome.UNREACHABLE);
            assertThat(report.state()).isEqualTo(EnvironmentState.UNKNOWN);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.NO_ANSWER);
                assertThat(problem.what())
                        .isEqualTo("the server did not answer the catalog query within 4 s; it changes nothing");
            });
            List<ProgressEvent.Unanswered> signs = signs();
            assertThat(signs).extracting(ProgressEvent.Unanswered::statement).containsOnly(StatementKind.CATALOG);
            assertThat(signs).extracting(sign -> sign.waited().toSeconds()).startsWith(2L, 3L);
            assertThat(signs.getFirst().left())
                    .hasValueSatisfying(left -> assertThat(left).isLessThan(LIMIT));
        }
    }

    @Test
    void aSwapWithoutAnswerIsCancelledAndNothingChanges(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = limited(world, LIMIT)) {
            Deployments.stage(world);
            Report report = held(
                    world,
                    "SELECT mz_sandbox.hold_statements('SWAP WITH')",
                    () -> verdigris.promote(Deployments.PROMOTE));
            assertThat(report.outcome()).isEqualTo(Outcome.UNREACHABLE);
            assertThat(report.state()).isEqualTo(EnvironmentState.STAGED);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.NO_ANSWER);
                assertThat(problem.what())
                        .startsWith("the server did not answer the statement to swap ")
                        .endsWith(" within 4 s, and has cancelled it; it took effect as a whole or not at all");
                assertThat(problem.fix().firstCommand())
                        .contains(Fix.command(Verb.STATUS, world.environment().name()));
                assertThat(problem.fix())
                        .isInstanceOfSatisfying(
                                Fix.Steps.class,
                                steps -> assertThat(steps.steps())
                                        .anyMatch(step -> step instanceof Fix.Advice advice
                                                && advice.text().contains("a statement of another session"))
                                        .anyMatch(step -> step instanceof Fix.Edit edit
                                                && edit.place() == Place.Limit.STATEMENT));
            });
            assertThat(report.steps()).extracting(StepReport::status).contains(StepReport.Status.FAILED);
            assertThat(signs()).extracting(ProgressEvent.Unanswered::statement).containsOnly(StatementKind.SWAP);
            assertThat(world.liveVersions()).containsOnly("1");
            assertThat(verdigris.promote(Deployments.PROMOTE).orThrow().state()).isEqualTo(EnvironmentState.PROMOTED);
        }
    }

    @Test
    void aLookBeforeASwapWithoutAnswerSendsNoSwap(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = limited(world, LIMIT)) {
            Deployments.stage(world);
            Report report = held(
                    world,
                    "SELECT mz_sandbox.hold_statements('WHERE v.schema_id = ')",
                    () -> verdigris.promote(Deployments.PROMOTE));
            assertThat(report.outcome()).isEqualTo(Outcome.UNREACHABLE);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.NO_ANSWER);
                assertThat(problem.what())
                        .isEqualTo("the server did not answer the catalog query within 4 s; it changes nothing");
            });
            assertThat(signs()).extracting(ProgressEvent.Unanswered::statement).containsOnly(StatementKind.CATALOG);
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void aReadingLastsNoLongerThanTheWaitThatNeedsIt(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = limited(world, Duration.ofMinutes(10))) {
            Deployments.stage(world);
            Report report = held(world, HELD_CATALOG, () -> verdigris.await(AwaitRequest.DEFAULT.withTimeout(LIMIT)));
            assertThat(report.outcome()).isEqualTo(Outcome.NOT_READY);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.NOT_READY);
                assertThat(problem.what()).contains("did not answer the catalog query within", "is not known");
            });
        }
    }

    @Test
    void theLastObservationCountsIfTheNextIsCutOff(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            Deployments.stage(world);
            world.system(
                    "SELECT mz_sandbox.hold_hydration('*')",
                    "SELECT mz_sandbox.rehydrate('"
                            + world.cluster(0).withSuffix("_g").value() + "')");
            try (Verdigris verdigris = Verdigris.configure(world.settings(), world.environment())
                    .options(EngineOptions.DEFAULT.withSubscribing(false))
                    .listener(event -> {
                        events.add(event);
                        if (event instanceof ProgressEvent.Judged) {
                            world.system(HELD_CATALOG);
                        }
                    })
                    .load()) {
                Report report = verdigris.await(AwaitRequest.DEFAULT.withTimeout(Duration.ofSeconds(6)));
                assertThat(report.outcome()).isEqualTo(Outcome.NOT_READY);
                assertThat(report.readiness()).isPresent();
                assertThat(events)
                        .contains(new ProgressEvent.Remark("the server did not answer the last reading in time"));
            } finally {
                world.system("SELECT mz_sandbox.release_statements()", "SELECT mz_sandbox.release_hydration('*')");
            }
        }
    }

    private Verdigris limited(World world, Duration limit) {
        return Verdigris.configure(world.settings(), world.environment())
                .options(EngineOptions.DEFAULT.withStatementTimeout(limit).withParallelism(1))
                .listener(events::add)
                .load();
    }

    private static Report held(World world, String hold, Supplier<Report> verb) {
        world.system(hold);
        try {
            return verb.get();
        } finally {
            world.system("SELECT mz_sandbox.release_statements()");
        }
    }

    private List<ProgressEvent.Unanswered> signs() {
        return events.stream()
                .filter(ProgressEvent.Unanswered.class::isInstance)
                .map(ProgressEvent.Unanswered.class::cast)
                .toList();
    }
}
