package dev.verdigris.core.plan;

import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.plan.question.BuildQuestions;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWays;
import org.junit.jupiter.api.Test;

import static dev.verdigris.core.plan.EvaluationsTest.PROD;
import static dev.verdigris.core.plan.EvaluationsTest.shown;
import static dev.verdigris.core.plan.EvaluationsTest.view;
import static org.assertj.core.api.Assertions.assertThat;

/** The guardrails of the verbs that act on the objects of the staged side, before the first statement and at the end. */
class BuildEvaluationsTest {

    private final CatalogSnapshot start = new World("me")
            .schema("public")
            .cluster("prod")
            .view("public.mv", "prod")
            .snapshot();
    private final CatalogSnapshot begun = Flow.play(start, Flow.planned(InitPlanner.plan(view(start), Flow.init())));
    private final CatalogSnapshot staged = Flow.build(begun, PROD);
    private final CatalogSnapshot promoted =
            Flow.play(staged, Flow.planned(PromotePlanner.plan(view(staged), Flow.promote())));

    private static VerbGuardrails before(Verb verb, CatalogSnapshot catalog) {
        DeploymentId own = view(catalog).record().orElseThrow().deploymentId();
        return new BuildQuestions(verb, Deployer.of(own), List.of()).before(view(catalog));
    }

    @Test
    void grantsAsksTheRestAfterItsLastStatement() {
        assertThat(shown(OtherBuilder.ofGrants(Deployer.NONE).end(view(staged)).guardrails()))
                .isEqualTo("""
                passed: environment databases state-view held-pairs own-deployment phase pairs-complete rights
                it is asked after the last statement: contents own-clusters rolled-back staged-objects counterparts \
                live-references renames replacements external-dependents access owners sinks
                """);
        assertThat(shown(OtherBuilder.ofGrants(Deployer.NONE)
                        .proof(view(staged), problem -> false, SinkWays.NONE)
                        .evaluations()))
                .isEqualTo("""
                passed: environment databases state-view held-pairs own-deployment phase contents own-clusters \
                pairs-complete rolled-back staged-objects counterparts live-references renames replacements \
                external-dependents access owners sinks rights
                """);
    }

    @Test
    void buildAsksTheRestAfterItsLastStatement() {
        VerbGuardrails guards = before(Verb.BUILD, begun);
        assertThat(shown(guards.evaluations())).isEqualTo("""
                passed: environment databases state-view held-pairs lock own-deployment phase pairs-complete
                it is asked after the last statement: contents own-clusters rolled-back staged-objects counterparts \
                live-references renames replacements external-dependents access owners sinks unused rights
                """);
        assertThat(shown(Flow.build(view(staged))
                        .proof(view(staged), problem -> false, SinkWays.NONE)
                        .evaluations()))
                .isEqualTo("""
                passed: environment databases state-view held-pairs lock own-deployment phase contents own-clusters \
                pairs-complete rolled-back staged-objects counterparts live-references renames replacements \
                external-dependents access owners sinks unused rights
                """);
    }

    @Test
    void buildIsRefusedAfterThePromotion() {
        assertThat(shown(before(Verb.BUILD, promoted).evaluations())).isEqualTo("""
                passed: environment databases state-view held-pairs
                not-reached: lock own-deployment contents own-clusters pairs-complete rolled-back staged-objects \
                counterparts live-references renames replacements external-dependents access owners sinks unused \
                rights
                refused: phase
                """);
    }
}
