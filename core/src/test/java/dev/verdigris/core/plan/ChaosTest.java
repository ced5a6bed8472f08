package dev.verdigris.core.plan;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.ChaoticWorld;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.PlannedRelations;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Planners have a result for every catalog, however unusual, and their plans can be run. */
class ChaosTest {

    private static Stream<PlanResult> allVerbs(
            CatalogSnapshot catalog, Environment environment, ProblemCode... accept) {
        DeploymentView view = DeploymentView.of(catalog, environment);
        Request.Init init = Flow.init();
        return Stream.of(
                InitPlanner.plan(
                        view,
                        new Request.Init(
                                init.fresh(), true, true, Optional.of("50cc"), Optional.of(1), Set.of(accept))),
                PromotePlanner.plan(view, Flow.promote(accept)),
                RollbackPlanner.plan(view, Flow.rollback(accept)),
                DropPlanner.cleanup(view, Flow.drop(accept)),
                DropPlanner.abort(view, Flow.drop(accept)),
                Flow.build(view).plan(view),
                Flow.build(view).completion(view, Set.of()));
    }

    @Property(tries = 1000)
    void everyCatalogGivesAPlayablePlanOrSortedProblems(@ForAll long seed) {
        ChaoticWorld chaos = new ChaoticWorld(seed);
        CatalogSnapshot catalog = chaos.snapshot();
        ProblemCode[] accept = new Random(seed).nextBoolean()
                ? new ProblemCode[0]
                : EnumSet.allOf(ProblemCode.class).toArray(ProblemCode[]::new);
        allVerbs(catalog, chaos.environment(), accept).forEach(result -> {
            switch (result) {
                case PlanResult.Planned planned ->
                    assertThatCode(() -> Flow.play(catalog, planned.plan())).doesNotThrowAnyException();
                case PlanResult.Rejected rejected -> {
                    List<Problem> problems = rejected.problems();
                    assertThat(problems).isSorted().doesNotHaveDuplicates();
                }
            }
        });
        StatusSummary.of(DeploymentView.of(catalog, chaos.environment()));
        VerbGuardrails build = Flow.build(DeploymentView.of(catalog, chaos.environment()))
                .before(DeploymentView.of(catalog, chaos.environment()));
        build.built(DeploymentView.of(catalog, chaos.environment()), PlannedRelations.NONE);
        assertThat(build.evaluations())
                .extracting(Evaluation::guardrail)
                .containsExactlyElementsOf(Arrays.stream(Guardrail.values())
                        .filter(guardrail -> guardrail.isAskedBy(Verb.BUILD))
                        .toList());
    }

    @Property(tries = 1000)
    void noPlanDropsDataOrASinkWithoutConsent(@ForAll long seed) {
        ChaoticWorld chaos = new ChaoticWorld(seed);
        CatalogSnapshot catalog = chaos.snapshot();
        allVerbs(catalog, chaos.environment())
                .filter(PlanResult.Planned.class::isInstance)
                .flatMap(result -> ((PlanResult.Planned) result).plan().steps().stream())
                .map(PlannedStep::step)
                .filter(Step.DropItem.class::isInstance)
                .map(Step.DropItem.class::cast)
                .forEach(drop -> assertThat(drop.kind().holdsData() || drop.kind() == ItemKind.SINK)
                        .isFalse());
    }
}
