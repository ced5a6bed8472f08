package dev.verdigris.engine;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Checks of the live side: by themselves, and after a promotion. */
@ExtendWith(SandboxExtension.class)
class LiveChecksTest extends WithChecks {

    @Test
    void aLiveCheckGatesNothingAndWarnsAfterThePromotion(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            writeText("live.sql", "-- when: live\nSELECT id FROM " + world.view(0) + " WHERE version = 2");
            assertThat(verdigris.check(live()).orThrow().steps()).hasSize(1);
            assertThat(recorded(verdigris.status())).isEmpty();

            Report promoted = verdigris.promote(promote()).orThrow();
            assertThat(world.liveVersions()).containsExactly("2");
            assertThat(checks(promoted))
                    .extracting(CheckResult::side, CheckResult::outcome)
                    .containsExactly(tuple(CheckedSide.LIVE, CheckOutcome.FAILED));
            assertThat(promoted.warnings()).extracting(Problem::code).contains(ProblemCode.CHECK_FAILED);
            assertThat(promoted.next())
                    .contains(Fix.command(Verb.ROLLBACK, world.environment().name()));

            Report again = verdigris.check(live());
            refuses(again, ProblemCode.CHECK_FAILED);
            assertThat(again.outcome()).isEqualTo(Outcome.REFUSED);
        }
    }

    @Test
    void aCheckOfBothSidesRunsBeforeAndAfterTheSwapOfADeploy(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = release(world).load()) {
            world.writeModels(2);
            writeText(
                    "rows.sql", "-- check: row_count\n-- of: " + world.view(0) + "\n-- tolerance: 0 %\n-- when: both");
            Report report = verdigris
                    .deploy(DeployRequest.of(BuildRequest.of(world.models())).withCheck(check()))
                    .orThrow();
            assertThat(checks(report))
                    .extracting(CheckResult::side, CheckResult::outcome)
                    .containsExactly(
                            tuple(CheckedSide.STAGED, CheckOutcome.PASSED),
                            tuple(CheckedSide.LIVE, CheckOutcome.PASSED));
            assertThat(report.next()).map(Fix.Command::verb).contains(Verb.CLEANUP);
        }
    }

    @Test
    void aLiveCheckThatTheServerRefusesIsAWarningAfterThePromotion(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            writeText("live.sql", "-- when: live\nSELECT no_such_column FROM " + world.view(0));
            Report promoted = verdigris.promote(promote()).orThrow();
            assertThat(promoted.warnings()).extracting(Problem::code).contains(ProblemCode.SERVER_REFUSED);
        }
    }

    @Test
    void aNameThatIsWrongInALiveCheckStopsADeployBeforeItBegins(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = release(world).load()) {
            world.writeModels(2);
            writeText(
                    "live.sql",
                    "-- when: live\nSELECT 1 FROM "
                            + world.schema(0).object("nope").sql());
            refuses(
                    verdigris.deploy(
                            DeployRequest.of(BuildRequest.of(world.models())).withCheck(check())),
                    ProblemCode.BAD_MODEL);
            assertThat(world.liveVersions()).containsExactly("1");
        }
    }

    private CheckRequest live() {
        return check().withSide(CheckedSide.LIVE);
    }

    private static List<CheckResult> checks(Report report) {
        return report.steps().stream()
                .map(step -> step.check())
                .flatMap(Optional::stream)
                .toList();
    }
}
