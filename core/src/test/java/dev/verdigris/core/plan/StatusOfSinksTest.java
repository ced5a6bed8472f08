package dev.verdigris.core.plan;

import java.io.IOException;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.fixture.Case;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the status of a promoted version says of sinks that do not follow. */
class StatusOfSinksTest {

    @Test
    void aWayThatCannotBeCarriedOutIsAProblemOfTheStatus() throws IOException {
        Case of = new Case(PlanCasesTest.CASES.resolve("promote/a-way-that-cannot-be-stops-no-other-sink"));
        DeploymentView promoted = DeploymentView.of(of.catalog(), of.environment());
        CatalogSnapshot followed = Flow.play(of.catalog(), Flow.planned(of.plan()));
        assertThat(StatusSummary.of(promoted).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.SINK_PENDING);
        StatusSummary after = StatusSummary.of(DeploymentView.of(followed, of.environment()));
        assertThat(after.problems()).extracting(Problem::code).containsExactly(ProblemCode.SINK_PENDING);
    }

    @Test
    void theStatusLeavesOutSinksThatNoLiveObjectSuits() throws IOException {
        Case of = new Case(PlanCasesTest.CASES.resolve("promote/sinks-that-do-not-suit-stay"));
        StatusSummary status = StatusSummary.of(DeploymentView.of(of.catalog(), of.environment()));
        assertThat(status.left()).isEmpty();
        assertThat(status.next().verb()).isEqualTo(Verb.CLEANUP);
    }

    @Test
    void aSinkWhoseColumnsWereAcceptedIsNotLeftToFollow() throws IOException {
        Case of = new Case(PlanCasesTest.CASES.resolve("promote/accepted-columns-of-a-sink-let-it-stay"));
        CatalogSnapshot promoted = Flow.play(of.catalog(), Flow.planned(of.plan()));
        DeploymentView view = DeploymentView.of(promoted, of.environment());
        assertThat(Standing.of(view).left()).isEmpty();
        assertThat(Standing.of(view).next().verb()).isEqualTo(Verb.CLEANUP);
    }
}
