package dev.verdigris.core.plan;

import java.util.List;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Phase;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Follows one deployment through its life and asks at each point where it stands. */
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
        CatalogSnapshot begun = Flow.play(start, Flow.planned(InitPlanner.plan(start, PROD, Flow.init())));
        return Flow.build(begun, PROD);
    }

    private static Plan promotion(CatalogSnapshot catalog) {
        return Flow.planned(PromotePlanner.plan(catalog, PROD, Flow.promote()));
    }

    private static void stands(CatalogSnapshot catalog, Verb next, int left) {
        StatusSummary status = StatusSummary.of(catalog, PROD);
        assertThat(status.next()).isEqualTo(next);
        assertThat(status.nextCommand()).isEqualTo("verdigris " + next + " -e prod");
        assertThat(status.left()).hasSize(left);
        assertThat(status.problems()).isEmpty();
    }

    @Test
    void tellsTheNextVerbAllTheWay() {
        CatalogSnapshot start = start();
        stands(start, Verb.INIT, 0);
        Plan init = Flow.planned(InitPlanner.plan(start, PROD, Flow.init()));
        stands(Flow.play(start, init), Verb.BUILD, 0);
        CatalogSnapshot staged = staged();
        stands(staged, Verb.PROMOTE, 0);
        Plan promotion = promotion(staged);
        stands(Flow.play(staged, promotion, 1), Verb.PROMOTE, 1);
        CatalogSnapshot promoted = Flow.play(staged, promotion);
        stands(promoted, Verb.CLEANUP, 0);
        Plan cleanup = Flow.planned(CleanupPlanner.plan(promoted, PROD, Flow.drop()));
        stands(Flow.play(promoted, cleanup, 1), Verb.CLEANUP, 0);
        stands(Flow.play(promoted, cleanup), Verb.INIT, 0);
        Plan back = Flow.planned(RollbackPlanner.plan(promoted, PROD, Flow.rollback()));
        stands(Flow.play(promoted, back, 1), Verb.ROLLBACK, 1);
        stands(Flow.play(promoted, back), Verb.PROMOTE, 0);
    }

    @Test
    void pairsAreShownWithTheirIdsAndCounts() {
        StatusSummary status = StatusSummary.of(staged(), PROD);
        assertThat(status.state())
                .isInstanceOfSatisfying(
                        DeploymentState.Marked.class,
                        marked -> assertThat(marked.marker().phase()).isEqualTo(Phase.STAGED));
        assertThat(status.pairs())
                .extracting(StatusSummary.PairStatus::suffixed, StatusSummary.PairStatus::suffixedObjects)
                .containsExactly(tuple("materialize.public_dbt_deploy", 1), tuple("prod_dbt_deploy", 1));
        assertThat(StatusSummary.of(start(), PROD).pairs())
                .allSatisfy(pair -> assertThat(pair.suffixedId()).isEmpty())
                .allSatisfy(pair -> assertThat(pair.liveId()).isPresent());
    }

    @Test
    void anInterruptedInitIsToBeRunAgain() {
        CatalogSnapshot start = start();
        Plan init = Flow.planned(InitPlanner.plan(start, PROD, Flow.init()));
        StatusSummary status = StatusSummary.of(Flow.play(start, init, 1), PROD);
        assertThat(status.next()).isEqualTo(Verb.INIT);
        assertThat(status.problems()).extracting(Problem::code).containsOnly(ProblemCode.HALF_MISSING);
    }

    @Test
    void anEnvironmentThatCannotBeIsSummedUpByItsProblems() {
        Environment nowhere = new Environment(Identifier.of("x"), Identifier.of("nowhere"), List.of(), List.of(), "_x");
        assertThat(StatusSummary.of(start(), nowhere).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.NO_PAIRS, ProblemCode.NO_DATABASE);
    }

    @Test
    void aBuildNeedsAStagedSideWithBothHalves() {
        CatalogSnapshot start = start();
        assertThat(BuildChecks.before(start, PROD))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.NOTHING_STAGED);
        CatalogSnapshot staged = staged();
        assertThat(BuildChecks.before(staged, PROD)).isEmpty();
        assertThat(BuildChecks.after(staged, PROD, Set.of())).isEmpty();
        CatalogSnapshot promoted = Flow.play(staged, promotion(staged));
        assertThat(BuildChecks.before(promoted, PROD))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.NOTHING_STAGED);
    }
}
