package dev.verdigris.core.plan;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.ChaoticWorld;
import dev.verdigris.core.fixture.Consenting;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.PlannedRelations;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Planners have a result for every catalog, however unusual, and their plans can be run. */
class ChaosTest {

    private static Stream<PlanResult> allVerbs(
            CatalogSnapshot catalog, Environment environment, Set<ProblemCode> accept) {
        DeploymentView view = DeploymentView.of(catalog, environment);
        PlanInput.Init init = Flow.init();
        return Stream.of(
                accepting(
                        accept,
                        given -> InitPlanner.plan(
                                view,
                                new PlanInput.Init(
                                        init.run(), true, true, Optional.of("50cc"), Optional.of(1), given))),
                accepting(accept, given -> PromotePlanner.plan(view, Flow.promote(given))),
                accepting(accept, given -> RollbackPlanner.plan(view, Flow.rollback(given))),
                accepting(accept, given -> DropPlanner.cleanup(view, Flow.drop(given))),
                accepting(accept, given -> DropPlanner.abort(view, Flow.drop(given))),
                Flow.build(view).plan(view),
                Flow.build(view).completion(view, Set.of()));
    }

    private static PlanResult accepting(Set<ProblemCode> codes, Function<Consents, PlanResult> plan) {
        return Consenting.planned(plan, codes);
    }

    @Property(tries = 1000)
    void everyCatalogGivesAPlayablePlanOrSortedProblems(@ForAll long seed) {
        hasAResult(seed);
    }

    /** The sink has no readable definition, and the server says that it depends on what cleanup drops. */
    @Example
    void aSinkOfWhichNothingIsKnownKeepsWhatItDependsOn() {
        hasAResult(-2484);
    }

    private static void hasAResult(long seed) {
        ChaoticWorld chaos = new ChaoticWorld(seed);
        CatalogSnapshot catalog = chaos.snapshot();
        Set<ProblemCode> accept = new Random(seed).nextBoolean() ? Set.of() : EnumSet.allOf(ProblemCode.class);
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
        VerbGuardrails build = Flow.beforeBuild(DeploymentView.of(catalog, chaos.environment()));
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
        allVerbs(catalog, chaos.environment(), Set.of())
                .filter(PlanResult.Planned.class::isInstance)
                .flatMap(result -> ((PlanResult.Planned) result).plan().steps().stream())
                .map(PlannedStep::step)
                .filter(Step.DropItem.class::isInstance)
                .map(Step.DropItem.class::cast)
                .forEach(drop -> assertThat(drop.kind().holdsData() || drop.kind() == ItemKind.SINK)
                        .isFalse());
    }
}
