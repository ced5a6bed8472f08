package dev.verdigris.core.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Consenting;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.PlannedRelations;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.DropOrder;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Follows one deployment through its phases and compares its status at each point. */
class StatusSummaryTest {

    private static final Environment PROD = new Environment(
            Identifier.of("prod"),
            Identifier.of("materialize"),
            List.of(SchemaName.of("materialize", "public")),
            List.of(Identifier.of("prod")),
            Environment.DEFAULT_SUFFIX);

    private static CatalogSnapshot start() {
        return new World("me")
                .schema("public")
                .cluster("prod")
                .schema("sinks")
                .cluster("sinks")
                .view("public.mv", "prod")
                .sink("sinks.out", "sinks", "public.mv")
                .snapshot();
    }

    private static CatalogSnapshot staged() {
        CatalogSnapshot start = start();
        CatalogSnapshot begun =
                Flow.play(start, Flow.planned(InitPlanner.plan(DeploymentView.of(start, PROD), Flow.init())));
        return Flow.build(begun, PROD);
    }

    private static Plan promotion(CatalogSnapshot catalog) {
        return Flow.planned(PromotePlanner.plan(DeploymentView.of(catalog, PROD), Flow.promote()));
    }

    private static void assertStatus(CatalogSnapshot catalog, Verb next, int left) {
        StatusSummary status = StatusSummary.of(DeploymentView.of(catalog, PROD));
        assertThat(status.next()).isEqualTo(Fix.command(next, PROD.name()));
        assertThat(status.left()).hasSize(left);
        assertThat(status.problems()).isEmpty();
        assertThat(status.guardrails())
                .extracting(Evaluation::guardrail)
                .containsExactlyElementsOf(Arrays.stream(Guardrail.values())
                        .filter(guardrail -> guardrail.isAskedBy(Verb.STATUS))
                        .toList());
    }

    @Test
    void theSummaryNamesTheNextVerbInEveryState() {
        CatalogSnapshot start = start();
        assertStatus(start, Verb.INIT, 0);
        Plan init = Flow.planned(InitPlanner.plan(DeploymentView.of(start, PROD), Flow.init()));
        assertStatus(Flow.play(start, init), Verb.BUILD, 0);
        CatalogSnapshot staged = staged();
        assertStatus(staged, Verb.PROMOTE, 0);
        Plan promotion = promotion(staged);
        assertStatus(Flow.play(staged, promotion, 2), Verb.PROMOTE, 1);
        CatalogSnapshot promoted = Flow.play(staged, promotion);
        assertStatus(promoted, Verb.CLEANUP, 0);
        Plan cleanup = Flow.planned(DropPlanner.cleanup(DeploymentView.of(promoted, PROD), Flow.drop()));
        assertStatus(Flow.play(promoted, cleanup, 1), Verb.CLEANUP, 0);
        assertStatus(Flow.play(promoted, cleanup), Verb.INIT, 0);
        Plan back = Flow.planned(RollbackPlanner.plan(DeploymentView.of(promoted, PROD), Flow.rollback()));
        assertStatus(Flow.play(promoted, back, 1), Verb.ROLLBACK, 1);
        assertStatus(Flow.play(promoted, back), Verb.ABORT, 0);
    }

    /** C18. */
    @Test
    void theSummaryTellsARollbackUntilAnotherVersionIsStaged() {
        CatalogSnapshot promoted = Flow.play(staged(), promotion(staged()));
        assertThat(StatusSummary.of(DeploymentView.of(promoted, PROD)).notes()).isEmpty();
        Plan back = Flow.planned(RollbackPlanner.plan(DeploymentView.of(promoted, PROD), Flow.rollback()));
        CatalogSnapshot returned = Flow.play(promoted, back);
        assertThat(StatusSummary.of(DeploymentView.of(returned, PROD)).notes())
                .containsExactly(
                        "Deployment d-1 was rolled back at 2026-02-01T01:00:00Z by me."
                                + " The staged side is still that version. Correct the files and build, or drop it with abort.");
        DeploymentView view = DeploymentView.of(returned, PROD);
        CatalogSnapshot built =
                Flow.play(returned, Flow.planned(Flow.build(view).plan(view)));
        StatusSummary status = StatusSummary.of(DeploymentView.of(built, PROD));
        assertThat(status.notes())
                .containsExactly("An earlier version was rolled back at 2026-02-01T01:00:00Z by me."
                        + " The staged side is another version now.");
        assertThat(status.next().verb()).isEqualTo(Verb.PROMOTE);
    }

    /** C18: a check gives the state view another token, and the entry follows it. */
    @Test
    void aCheckAfterARollbackDoesNotMakeTheRollbackForgotten() {
        CatalogSnapshot promoted = Flow.play(staged(), promotion(staged()));
        Plan back = Flow.planned(RollbackPlanner.plan(DeploymentView.of(promoted, PROD), Flow.rollback()));
        DeploymentView returned = DeploymentView.of(Flow.play(promoted, back), PROD);
        Checked result = new Checked(new Digest("c".repeat(64)), Digests.ofStaged(returned), 0);
        PlanResult check = new CheckPlanner(result, Flow.promote().run(), Consents.NONE, List.of()).plan(returned);
        DeploymentView checked = DeploymentView.of(Flow.play(returned.catalog(), Flow.planned(check)), PROD);
        assertThat(checked.record().orElseThrow().checked()).contains(result);
        assertThat(Flow.planned(RollbackPlanner.plan(checked, Flow.rollback())).steps())
                .isEmpty();
        assertThat(Flow.refused(PromotePlanner.plan(checked, Flow.promote())))
                .containsExactly(ProblemCode.ROLLED_BACK_FILES);
    }

    /** C18. */
    @Test
    void filesThatWereRolledBackAreToldByBuildAndRefusedByPromote() {
        CatalogSnapshot begun =
                Flow.play(start(), Flow.planned(InitPlanner.plan(DeploymentView.of(start(), PROD), Flow.init())));
        CatalogSnapshot live = built(begun);
        CatalogSnapshot promoted = Flow.play(live, accepted(live, ProblemCode.INCOMPLETE, ProblemCode.SINK_TARGET));
        Plan back = Flow.planned(Consenting.planned(
                given -> RollbackPlanner.plan(DeploymentView.of(promoted, PROD), Flow.rollback(given)),
                Set.of(ProblemCode.STRANDED, ProblemCode.SINK_TARGET)));
        CatalogSnapshot returned = Flow.play(promoted, back);
        DeploymentView view = DeploymentView.of(returned, PROD);
        Plan again = Flow.planned(Flow.build(view).plan(view));
        assertThat(again.warnings()).extracting(Problem::code).containsExactly(ProblemCode.ROLLED_BACK_FILES);
        CatalogSnapshot rebuilt = Flow.play(returned, again);
        assertThat(Flow.refused(promote(rebuilt, ProblemCode.INCOMPLETE, ProblemCode.SINK_TARGET)))
                .containsExactly(ProblemCode.ROLLED_BACK_FILES);
        assertThat(StatusSummary.of(DeploymentView.of(rebuilt, PROD)).next().verb())
                .isEqualTo(Verb.BUILD);
        assertThat(accepted(rebuilt, ProblemCode.INCOMPLETE, ProblemCode.SINK_TARGET, ProblemCode.ROLLED_BACK_FILES)
                        .swap())
                .isPresent();
    }

    @Test
    void aStagedSideThatWasChangedAfterItsBuildIsBuiltAgain() {
        CatalogSnapshot begun =
                Flow.play(start(), Flow.planned(InitPlanner.plan(DeploymentView.of(start(), PROD), Flow.init())));
        CatalogSnapshot built = built(begun);
        Item some = DeploymentView.of(built, PROD).pairs().itemsOf(Side.SUFFIXED).stream()
                .filter(item -> item.kind() == ItemKind.INDEX)
                .findFirst()
                .orElseThrow();
        CatalogSnapshot changed = Simulator.apply(built, new Step.DropItem(some.kind(), built.nameOf(some), some.id()));
        assertThat(StatusSummary.of(DeploymentView.of(built, PROD)).next().verb())
                .isEqualTo(Verb.PROMOTE);
        assertThat(StatusSummary.of(DeploymentView.of(changed, PROD)).next().verb())
                .isEqualTo(Verb.BUILD);
    }

    /** C41. */
    @Test
    void theSummaryShowsTheCommitAndTheTagThatDbtWrote() {
        CatalogSnapshot start = new World("me")
                .schema("public")
                .schema("public_dbt_deploy")
                .cluster("prod")
                .cluster("prod_dbt_deploy")
                .view("public.mv", "prod")
                .view("public_dbt_deploy.mv", "prod_dbt_deploy")
                .comment(SchemaName.of("materialize", "public"), " Deployment by ci on 10:00 | Commit SHA: abc ")
                .clusterComment("prod_dbt_deploy", "pipeline-7")
                .snapshot();
        assertThat(StatusSummary.of(DeploymentView.of(start, PROD)).notes())
                .hasSize(3)
                .endsWith(
                        "The live version of schema materialize.public was promoted by dbt: by ci on 10:00, commit abc.",
                        "Cluster prod_dbt_deploy has the tag pipeline-7.");
    }

    /** C01, C03: an environment whose pairs were all replaced is another one of the same name. */
    @Test
    void theSummaryNamesAnotherDeploymentOfTheSameName() {
        Environment edited = new Environment(
                PROD.name(), PROD.database(), List.of(SchemaName.of("materialize", "sinks")), List.of(), PROD.suffix());
        StatusSummary status = StatusSummary.of(DeploymentView.of(staged(), edited));
        assertThat(status.state()).isInstanceOf(DeploymentState.None.class);
        assertThat(status.notes())
                .singleElement()
                .asString()
                .startsWith("Lock schema materialize.verdigris_prod belongs to another deployment of the name prod. It"
                        + " holds schema materialize.public, cluster prod.");
    }

    private static CatalogSnapshot built(CatalogSnapshot begun) {
        DeploymentView view = DeploymentView.of(begun, PROD);
        return Flow.play(begun, Flow.planned(Flow.build(view).plan(view)));
    }

    private static Plan accepted(CatalogSnapshot catalog, ProblemCode... accept) {
        return Flow.planned(promote(catalog, accept));
    }

    private static PlanResult promote(CatalogSnapshot catalog, ProblemCode... accept) {
        return Consenting.planned(
                given -> PromotePlanner.plan(DeploymentView.of(catalog, PROD), Flow.promote(given)), Set.of(accept));
    }

    @Test
    void pairsAreShownWithTheirIdsAndCounts() {
        StatusSummary status = StatusSummary.of(DeploymentView.of(staged(), PROD));
        assertThat(status.state())
                .isInstanceOfSatisfying(
                        DeploymentState.Locked.class,
                        marked -> assertThat(marked.lock().phase()).isEqualTo(Phase.STAGED));
        assertThat(status.pairs())
                .extracting(StatusSummary.PairStatus::suffixed, StatusSummary.PairStatus::suffixedObjects)
                .containsExactly(tuple("materialize.public_dbt_deploy", 1), tuple("prod_dbt_deploy", 1));
        assertThat(StatusSummary.of(DeploymentView.of(start(), PROD)).pairs())
                .allSatisfy(pair -> assertThat(pair.suffixedId()).isEmpty())
                .allSatisfy(pair -> assertThat(pair.liveId()).isPresent());
    }

    @Test
    void anInterruptedInitMustRunAgain() {
        CatalogSnapshot start = start();
        Plan init = Flow.planned(InitPlanner.plan(DeploymentView.of(start, PROD), Flow.init()));
        withoutStateView(Flow.play(start, init, 1), Verb.INIT, run(Verb.INIT), run(Verb.ABORT));
        StatusSummary locked = StatusSummary.of(DeploymentView.of(Flow.play(start, init, 2), PROD));
        assertThat(locked.next().verb()).isEqualTo(Verb.INIT);
        assertThat(locked.problems()).extracting(Problem::code).containsOnly(ProblemCode.HALF_MISSING);
    }

    @Test
    void initOrAbortHandlesTheLockSchemaOfAStoppedDrop() {
        CatalogSnapshot staged = staged();
        Plan abort = Flow.planned(DropPlanner.abort(DeploymentView.of(staged, PROD), Flow.drop()));
        CatalogSnapshot left = Flow.play(staged, abort, abort.steps().size() - 1);
        withoutStateView(left, Verb.INIT, run(Verb.INIT), run(Verb.ABORT));
        assertThat(InitPlanner.plan(DeploymentView.of(left, PROD), Flow.init())).isInstanceOf(PlanResult.Planned.class);
        assertStatus(
                Flow.play(left, Flow.planned(DropPlanner.abort(DeploymentView.of(left, PROD), Flow.drop()))),
                Verb.INIT,
                0);
    }

    /** The planners allow each of the commands that the status names. */
    @Test
    void aStoppedAdoptionContinuesWithPromote() {
        CatalogSnapshot foreign = withoutLock(staged());
        assertStatus(foreign, Verb.PROMOTE, 0);
        Plan promotion = promotion(foreign);
        assertThat(promotion.steps().get(0).step()).isInstanceOf(Step.CreateLockSchema.class);
        CatalogSnapshot locked = Flow.play(foreign, promotion, 1);
        withoutStateView(locked, Verb.STATUS, run(Verb.PROMOTE), run(Verb.ABORT, CommandOption.Switch.ADOPT));
        assertThat(promotion(locked).steps()).hasSize(promotion.steps().size() - 1);
        assertThat(DropPlanner.abort(DeploymentView.of(locked, PROD), Flow.drop()))
                .isInstanceOf(PlanResult.Rejected.class);
        assertThat(DropPlanner.abort(
                        DeploymentView.of(locked, PROD),
                        new PlanInput.Drop(true, 0, Flow.drop().run(), Consents.NONE)))
                .isInstanceOf(PlanResult.Planned.class);
        assertThat(Flow.refused(InitPlanner.plan(DeploymentView.of(locked, PROD), Flow.init())))
                .containsExactly(ProblemCode.STAGED_NOT_OURS);
        assertStatus(Flow.play(foreign, promotion, 2), Verb.PROMOTE, 0);
    }

    private static Fix run(Verb verb, CommandOption... options) {
        return Fix.command(verb, PROD.name(), options);
    }

    private static void withoutStateView(CatalogSnapshot catalog, Verb next, Fix... commands) {
        StatusSummary status = StatusSummary.of(DeploymentView.of(catalog, PROD));
        assertThat(status.next().verb()).isEqualTo(next);
        assertThat(status.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.RECORD_UNREADABLE);
            assertThat(problem.what()).contains("schema materialize.verdigris_prod contains no state view");
            assertThat(problem.fix())
                    .isInstanceOfSatisfying(
                            Fix.Choice.class,
                            choice -> assertThat(choice.alternatives())
                                    .flatExtracting(each -> each.fix().stream().toList())
                                    .containsExactly(commands));
        });
    }

    /** The same schemas and clusters, as other tools would have created them. */
    private static CatalogSnapshot withoutLock(CatalogSnapshot catalog) {
        LockNames names = LockNames.of(PROD);
        List<Item> stateViews = names.stateViews(catalog);
        assertThat(stateViews).hasSize(1);
        CatalogSnapshot withoutStateView =
                Simulator.apply(catalog, new Step.DropStateView(catalog.nameOf(stateViews.get(0)), List.of()));
        return Simulator.apply(withoutStateView, new Step.DropLockSchema(names.schema()));
    }

    /** Every verb refuses an unreadable record, so no verb but status is next before a person has acted. */
    @Test
    void anUnreadableRecordIsAProblemThatAPersonDecides() {
        CatalogSnapshot staged = staged();
        Item stateView = LockNames.of(PROD).stateViews(staged).get(0);
        CatalogSnapshot garbled = staged.toBuilder()
                .comments(List.of(new Comment(stateView.id(), Optional.empty(), "not ours")))
                .build();
        StatusSummary status = StatusSummary.of(DeploymentView.of(garbled, PROD));
        assertThat(status.next().verb()).isEqualTo(Verb.STATUS);
        assertThat(status.problems()).extracting(Problem::code).containsExactly(ProblemCode.RECORD_UNREADABLE);
        assertStatus(staged.toBuilder().comments(List.of()).build(), Verb.PROMOTE, 0);
    }

    /** The same without the suffixed clusters and all that runs on them. */
    private static CatalogSnapshot withoutClusters(CatalogSnapshot catalog) {
        CatalogSnapshot left = catalog;
        for (Identifier live : PROD.clusters()) {
            Identifier suffixed = live.withSuffix(PROD.suffix());
            for (Item item : DropOrder.of(
                    left, left.itemsOn(left.cluster(suffixed).orElseThrow().id()))) {
                left = Simulator.apply(left, new Step.DropItem(item.kind(), left.nameOf(item), item.id()));
            }
            left = Simulator.apply(left, new Step.DropCluster(suffixed));
        }
        return left;
    }

    /** C29: what another tool has staged only in part can neither be promoted nor taken over. */
    @Test
    void aPartOfAForeignSuffixedSideIsAProblem() {
        CatalogSnapshot part = new World("me")
                .schema("public")
                .cluster("prod")
                .view("public.mv", "prod")
                .schema("public_dbt_deploy")
                .view("public_dbt_deploy.theirs", "prod")
                .snapshot();
        StatusSummary status = StatusSummary.of(DeploymentView.of(part, PROD));
        assertThat(status.problems()).extracting(Problem::code).containsExactly(ProblemCode.STAGED_NOT_OURS);
        assertThat(status.next().verb()).isEqualTo(Verb.STATUS);
    }

    /** C29: promote is refused as long as a half is missing. */
    @Test
    void theNextCommandIsTheOneOfTheFix() {
        StatusSummary status = StatusSummary.of(DeploymentView.of(withoutClusters(staged()), PROD));
        assertThat(status.problems()).extracting(Problem::code).contains(ProblemCode.HALF_MISSING);
        assertThat(status.next()).isEqualTo(Fix.command(Verb.INIT, PROD.name()));
    }

    @Test
    void theSummaryOfAnImpossibleEnvironmentHasItsProblems() {
        Environment nowhere = new Environment(Identifier.of("x"), Identifier.of("nowhere"), List.of(), List.of(), "_x");
        assertThat(StatusSummary.of(DeploymentView.of(start(), nowhere)).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.NO_PAIRS, ProblemCode.NO_DATABASE);
    }

    @Test
    void aBuildNeedsAStagedSideWithBothHalves() {
        CatalogSnapshot start = start();
        assertThat(Flow.beforeBuild(DeploymentView.of(start, PROD)).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.NOTHING_STAGED);
        CatalogSnapshot staged = staged();
        VerbGuardrails guards = Flow.beforeBuild(DeploymentView.of(staged, PROD));
        assertThat(guards.problems()).isEmpty();
        guards.built(DeploymentView.of(staged, PROD), PlannedRelations.NONE);
        assertThat(guards.problems()).isEmpty();
        CatalogSnapshot promoted = Flow.play(staged, promotion(staged));
        assertThat(Flow.beforeBuild(DeploymentView.of(promoted, PROD)).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.NOTHING_STAGED);
    }
}
