package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.approval.PlanFileCodec;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.ForeignChange;
import dev.verdigris.engine.fixture.Killed;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.PlanMaker;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.ApprovedPlan;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.ExecRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.verdigris.engine.fixture.PlanMaker.PROMOTE;
import static dev.verdigris.engine.fixture.PlanMaker.asRole;
import static dev.verdigris.engine.fixture.PlanMaker.createRole;
import static dev.verdigris.engine.fixture.PlanMaker.deploy;
import static dev.verdigris.engine.fixture.PlanMaker.objects;
import static dev.verdigris.engine.fixture.PlanMaker.staged;
import static dev.verdigris.engine.fixture.PlanMaker.stale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A promotion does what the approved plan says, or it refuses and names each change and its author. */
@ExtendWith(SandboxExtension.class)
class ApprovedPlanTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("dev.verdigris.engine.fixture.ForeignChange#all")
    void aStalePlanNamesTheChangeAndItsAuthor(ForeignChange changed, Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            ApprovedPlan plan = maker.promotion();
            String role = world.names().of("intruder");
            world.system("ALTER SYSTEM SET enable_cluster_schedule_refresh = true");
            createRole(world, "intruder");
            assertThat(asRole(world, "intruder", changed.statements().apply(world, role)))
                    .isEqualTo(role);
            Report refused = maker.verdigris().promote(PROMOTE.withApproved(plan));
            assertThat(stale(refused))
                    .extracting(Problem::change)
                    .anySatisfy(found -> assertThat(found).hasValueSatisfying(change -> {
                        assertThat(change.object()).isEqualTo(changed.object().apply(world, role));
                        assertThat(change.kind()).isEqualTo(changed.kind());
                        assertThat(change.aspect()).isEqualTo(changed.aspect());
                        assertThat(change.by()).isEqualTo(Optional.of(role).filter(any -> changed.isInTheAuditLog()));
                        assertThat(change.at().isPresent()).isEqualTo(changed.isInTheAuditLog());
                    }));
            assertThat(refused.steps()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void anUnchangedPlanIsCarriedOutOnceAndItsEndAgain(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            ApprovedPlan plan = maker.promotion();
            Report done = maker.verdigris().promote(PROMOTE.withApproved(plan));
            assertThat(done.problems()).isEmpty();
            assertThat(done.guardrails())
                    .filteredOn(each -> each.guardrail() == Guardrail.APPROVED_PLAN)
                    .singleElement()
                    .satisfies(each -> assertThat(each.wasAsked()).isTrue());
            assertThat(done.steps().stream().map(step -> step.summary()).toList())
                    .containsExactlyElementsOf(plan.plan().steps().stream()
                            .map(PlanFile.Step::summary)
                            .filter(summary -> done.steps().stream()
                                    .anyMatch(step -> step.summary().equals(summary)))
                            .toList());
            assertThat(world.liveVersions()).containsOnly("2");
            Report again = maker.verdigris().promote(PROMOTE.withApproved(plan));
            assertThat(again.problems()).isEmpty();
            assertThat(again.steps()).isEmpty();
        }
    }

    /** Killed before the swap, and between the swap and the sink. */
    @Test
    void aKilledRunIsRepeatedWithTheSamePlan(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            PromoteRequest request = PROMOTE.withApproved(maker.promotion());
            for (Class<? extends Step> step : List.of(Step.Swap.class, Step.RepointSink.class)) {
                try (Verdigris dying = world.verdigris()
                        .models(world.models())
                        .observer(Killed.before(step))
                        .load()) {
                    assertThatThrownBy(() -> dying.promote(request)).isInstanceOf(Killed.class);
                }
            }
            assertThat(world.liveVersions()).containsOnly("2");
            Report end = maker.verdigris().promote(request);
            assertThat(end.problems()).isEmpty();
            assertThat(end.steps())
                    .extracting(StepReport::kind)
                    .contains("repoint-sink")
                    .doesNotContain("swap");
        }
    }

    /** What the user accepts and chooses in the run counts only if the plan has it. */
    @Test
    void aWishThatThePlanDoesNotHaveIsRefused(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            ApprovedPlan plan = maker.promotion();
            Report consenting = maker.verdigris()
                    .promote(PROMOTE.withApproved(plan)
                            .withAccept(Consents.to(ProblemCode.NOT_CHECKED, "nobody has approved this")));
            assertThat(objects(consenting)).containsExactly("CREATED consent to VG-NOT-CHECKED");
            Report choosing = maker.verdigris()
                    .promote(PROMOTE.withSinks(SinkWays.of(Map.of(ForeignChange.sink(world), new SinkWay.Refuse())))
                            .withApproved(plan));
            assertThat(objects(choosing)).containsExactly("ALTERED sink " + ForeignChange.sink(world));
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void otherPairsAndAnotherEnvironmentAreRefused(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            PlanFile plan = maker.promotion().plan();
            PlanFile.Wish wish = plan.wish();
            PlanFile fewer = with(
                    plan,
                    new PlanFile.Wish(
                            wish.pairs().subList(0, 1), wish.consents(), wish.sinks(), wish.files(), wish.gates()));
            assertThat(objects(maker.verdigris().promote(PROMOTE.withApproved(new ApprovedPlan(fewer, "plan.json")))))
                    .containsExactly("CREATED cluster " + world.cluster(0));
            PlanFile other = new PlanFile(
                    plan.verb(),
                    Identifier.of("another"),
                    plan.origin(),
                    wish,
                    plan.models(),
                    plan.contracts(),
                    plan.steps(),
                    plan.answers(),
                    plan.cost(),
                    plan.world());
            assertThat(maker.verdigris()
                            .promote(PROMOTE.withApproved(new ApprovedPlan(other, "plan.json")))
                            .problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.PLAN_OTHER_ENVIRONMENT);
        }
    }

    private static PlanFile with(PlanFile plan, PlanFile.Wish wish) {
        return new PlanFile(
                plan.verb(),
                plan.environment(),
                plan.origin(),
                wish,
                plan.models(),
                plan.contracts(),
                plan.steps(),
                plan.answers(),
                plan.cost(),
                plan.world());
    }

    /** Before the first statement of a deployment, all of them at once. */
    @Test
    void editedAddedAndRemovedFilesAreNamed(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 2, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.writeModels(2);
            ApprovedPlan plan = maker.deployment(world);
            assertThat(plan.plan().models())
                    .hasSize(2)
                    .allSatisfy(model -> assertThat(model.change()).isEqualTo(PlanFile.Model.Change.CHANGED));
            world.writeModel(0, 3);
            world.write(0, "more", "CREATE VIEW " + world.schema(0).sql() + ".more AS SELECT 1 AS one");
            world.remove(1, world.names().of("v"));
            List<String> before = world.inventory();
            Report refused = maker.verdigris().deploy(deploy(world).withApproved(plan));
            assertThat(objects(refused))
                    .hasSize(3)
                    .anyMatch(object -> object.startsWith("ALTERED model file"))
                    .anyMatch(object -> object.startsWith("CREATED model file") && object.endsWith("more.sql"))
                    .anyMatch(object -> object.startsWith("DROPPED model file"));
            assertThat(world.inventory()).isEqualTo(before);
        }
    }

    /** A plan of files promises nothing about what somebody else has built. */
    @Test
    void whatWasNotBuiltFromTheFilesOfThePlanDoesNotGoLive(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.writeModels(2);
            ApprovedPlan plan = maker.deployment(world);
            assertThat(maker.verdigris().init(InitRequest.DEFAULT).problems()).isEmpty();
            String cluster = world.cluster(0).withSuffix("_g").sql();
            world.sql(
                    "CREATE MATERIALIZED VIEW " + world.suffixedView(0) + " IN CLUSTER " + cluster
                            + " AS SELECT id, amount, 3 AS version FROM " + world.orders(),
                    "CREATE INDEX IN CLUSTER " + cluster + " ON " + world.suffixedView(0) + " (id)");

            Report byHand = maker.verdigris().promote(PROMOTE.withApproved(plan));
            assertThat(objects(byHand))
                    .containsExactly("REPLACED environment " + world.names().of("env"));

            Report byAnother = maker.verdigris()
                    .deploy(DeployRequest.DEFAULT
                            .withExec(ExecRequest.of(List.of("true")).withDirectory(directory))
                            .withPromote(PROMOTE)
                            .withApproved(plan));
            assertThat(objects(byAnother))
                    .containsExactly("REPLACED environment " + world.names().of("env"));
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    /** So a pull request shows only what a new plan changes. */
    @Test
    void twoPlansOfOneReleaseDifferInTheirTimeOnly(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.createSink(0);
            world.writeModels(2);
            PlanFile one = maker.deployment(world).plan();
            PlanFile other = maker.deployment(world).plan();
            assertThat(other.steps()).isEqualTo(one.steps());
            assertThat(PlanFileCodec.text(other).lines().filter(line -> !line.contains("\"digest\": ")))
                    .containsExactlyElementsOf(PlanFileCodec.text(one)
                            .replace(
                                    one.origin().at().toString(),
                                    other.origin().at().toString())
                            .lines()
                            .filter(line -> !line.contains("\"digest\": "))
                            .toList());
        }
    }

    /** A plan before init promises the same for the promotion as one of a built side. */
    @Test
    void aPlanOfTheWholeDeploymentIsCarriedOut(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.createSink(0);
            world.writeModels(2);
            ApprovedPlan plan = maker.deployment(world);
            assertThat(plan.plan().cost().replicas()).isEqualTo(1);
            assertThat(plan.plan().cost().creditsPerHour()).isPresent();
            assertThat(maker.verdigris().init(InitRequest.DEFAULT).problems()).isEmpty();
            Report done = maker.verdigris().deploy(deploy(world).withApproved(plan));
            assertThat(done.problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }
}
