package dev.verdigris.engine;

import java.nio.file.Path;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.WaitStep;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.Deployments.PROMOTE;
import static dev.verdigris.engine.fixture.OnceBefore.before;
import static org.assertj.core.api.Assertions.assertThat;

/** A sink is re-pointed, and then it does not run, or does not move. */
@ExtendWith(SandboxExtension.class)
class SinkWatchTest {

    @TempDir
    Path directory;

    @Test
    void aSinkThatStopsAfterTheSwapIsToldUntilItRuns(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory)) {
            String sink = world.createSink(0);
            Deployments.stage(world);
            try (Verdigris verdigris = world.verdigris()
                    .observer(before(WaitStep.AwaitSinks.class, step -> stall(world, sink)))
                    .load()) {
                isToldAsStalled(
                        verdigris.promote(PROMOTE),
                        "record-consents",
                        "swap",
                        "record-promotion",
                        "repoint-sink",
                        "await-sinks");
                assertThat(world.liveVersions()).containsOnly("2");
                isToldAsStalled(verdigris.promote(PROMOTE), "await-sinks");

                world.system("SELECT mz_sandbox.resume(" + Literal.of(sink).sql() + ")");
                world.until(status(world), "running");
                Report healed = verdigris.promote(PROMOTE);
                assertThat(healed.outcome()).isEqualTo(Outcome.DONE);
                assertThat(healed.steps()).isEmpty();
            }
        }
    }

    @Test
    void aSinkThatRunsWithoutMovingIsTold(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            String sink = world.createSink(0);
            Deployments.stage(world);
            try (Verdigris verdigris = world.verdigris()
                    .observer(before(
                            WaitStep.AwaitSinks.class,
                            step -> world.system("SELECT mz_sandbox.set_lag("
                                    + Literal.of(sink).sql() + ", interval '1 hour')")))
                    .load()) {
                assertThat(verdigris.promote(PROMOTE).problems())
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo(ProblemCode.SINK_UNCONFIRMED);
                            assertThat(problem.what()).contains("its write frontier has not passed the moment");
                            assertThat(problem.fix().firstCommand())
                                    .as("the next run finds nothing to do")
                                    .isEmpty();
                            assertThat(problem.fix()).isInstanceOfSatisfying(Fix.Choice.class, choice -> {
                                Fix.Sql asks = (Fix.Sql)
                                        choice.alternatives().get(0).fix().orElseThrow();
                                assertThat(world.one(asks.statements().get(0).sql()))
                                        .isEqualTo("running");
                            });
                        });
                assertThat(verdigris.promote(PROMOTE).steps()).isEmpty();
                world.system("SELECT mz_sandbox.clear_lag(" + Literal.of(sink).sql() + ")");
                Report back = verdigris.rollback(RollbackRequest.DEFAULT);
                assertThat(back.problems()).isEmpty();
                assertThat(back.steps()).extracting(StepReport::kind).endsWith("repoint-sink", "await-sinks");
            }
        }
    }

    @Test
    void onlyAnObjectThatIsDefinedOtherwiseCanLackRowsInTheTopic(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = world.verdigris()
                        .deployer(Deployer.NONE.withTakeOver(true))
                        .load()) {
            world.createSink(0);
            PromoteRequest dry = PROMOTE.withDryRun(true);
            Deployments.begin(verdigris, world, 1);
            assertThat(verdigris.promote(dry).warnings())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.READINESS_SKIPPED);

            world.writeModels(2);
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
            assertThat(verdigris.plan(PROMOTE.withCountKeys(true)).notes())
                    .anyMatch(note -> note.endsWith(": 3 keys differ between the two versions."));
            assertThat(verdigris.plan(PROMOTE).notes()).noneMatch(note -> note.contains("keys differ"));
            assertThat(verdigris.promote(dry).warnings()).anySatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.SINK_NO_SNAPSHOT);
                assertThat(problem.fix())
                        .isInstanceOfSatisfying(
                                Fix.Choice.class,
                                choice -> assertThat(
                                                choice.alternatives().getLast().fix())
                                        .get()
                                        .isInstanceOfSatisfying(
                                                Fix.Command.class,
                                                count -> assertThat(count.options())
                                                        .containsExactly(CommandOption.Switch.COUNT_KEYS)));
            });
            world.sql("ALTER CLUSTER " + world.cluster(0).withSuffix("_g").sql() + " SET (REPLICATION FACTOR 0)");
            assertThat(verdigris.plan(PROMOTE.withCountKeys(true)).notes())
                    .anyMatch(note -> note.contains("its keys were not counted, because the new object runs on no"));
        }
    }

    private static void isToldAsStalled(Report report, String... steps) {
        assertThat(report.outcome()).isEqualTo(Outcome.FOLLOW_UP);
        assertThat(report.state()).isEqualTo(EnvironmentState.PROMOTED);
        assertThat(report.steps()).extracting(StepReport::kind).containsExactly(steps);
        assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.SINK_UNCONFIRMED);
        assertThat(report.problems().get(0).what()).endsWith("it is stalled: the schema does not fit");
    }

    private static void stall(World world, String sink) {
        world.system("SELECT mz_sandbox.stall(" + Literal.of(sink).sql() + ", 'the schema does not fit')");
        world.until(status(world), "stalled");
    }

    private static String status(World world) {
        return "SELECT status FROM mz_internal.mz_sink_statuses WHERE name = "
                + Literal.of(world.names().of("sink0")).sql();
    }
}
