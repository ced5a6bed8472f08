package dev.verdigris.core.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Simulator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the status of a built side says of the promotion to come. */
class StatusBeforePromotionTest {

    private static final Environment PROD = new Environment(
            Identifier.of("prod"),
            Identifier.of("materialize"),
            List.of(SchemaName.of("materialize", "public")),
            List.of(Identifier.of("prod")),
            Environment.DEFAULT_SUFFIX);

    private static final Instant NOW = Instant.EPOCH;

    private static final Digest CHECKS = new Digest("c".repeat(64));

    private static DeploymentView view(CatalogSnapshot catalog) {
        return DeploymentView.of(catalog, PROD);
    }

    private static CatalogSnapshot begun() {
        CatalogSnapshot start = new World("me")
                .schema("public")
                .cluster("prod")
                .view("public.old", "prod")
                .snapshot();
        return Flow.play(start, Flow.planned(InitPlanner.plan(view(start), Flow.init())));
    }

    /** The files of the build have another view than the live side. */
    private static DeploymentView built() {
        DeploymentView begun = view(begun());
        return view(Flow.play(begun.catalog(), Flow.planned(Flow.build(begun).plan(begun))));
    }

    private static Checked result(DeploymentView staged, Digest checks) {
        return new Checked(checks, Digests.ofStaged(staged), 0);
    }

    private static DeploymentView checked(DeploymentView staged, Checked result) {
        RunIdentity run = Flow.promote().run();
        return view(Flow.play(
                staged.catalog(), Flow.planned(new CheckPlanner(result, run, Consents.NONE, List.of()).plan(staged))));
    }

    @Test
    void aBuiltSideShowsWhatPromoteWillAsk() {
        StatusSummary status = StatusSummary.of(built());
        assertThat(status.problems()).isEmpty();
        assertThat(Evaluation.warnings(status.guardrails()))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.INCOMPLETE);
        assertThat(status.next().verb()).isEqualTo(Verb.PROMOTE);
        assertThat(status.next().options())
                .containsExactly(new CommandOption.Accept(new Fix.Consent(
                        ProblemCode.INCOMPLETE,
                        Optional.of(Subject.of(ObjectName.of("materialize", "public", "old"))))));
    }

    @Test
    void everyCommandThatPromotesAcceptsWhatIsKnown() {
        Standing standing = Standing.of(built());
        assertThat(standing.next().options()).hasSize(1);
        assertThat(standing.accepting(Fix.command(Verb.PROMOTE, PROD.name()))).isEqualTo(standing.next());
        assertThat(standing.accepting(standing.next())).isEqualTo(standing.next());
        Fix.Command other = Fix.command(Verb.ABORT, PROD.name());
        assertThat(standing.accepting(other)).isEqualTo(other);
    }

    @Test
    void aSideWithoutAWholeBuildIsNotCompared() {
        StatusSummary status = StatusSummary.of(view(begun()));
        assertThat(Evaluation.warnings(status.guardrails())).isEmpty();
        assertThat(status.next().verb()).isEqualTo(Verb.BUILD);
    }

    @Test
    void theChecksComeBeforeThePromotion() {
        DeploymentView built = built();
        RequiredChecks checks = RequiredChecks.of(CHECKS);
        StatusSummary open = StatusSummary.of(built, checks, Optional.empty(), NOW);
        assertThat(open.problems()).isEmpty();
        assertThat(open.next().verb()).isEqualTo(Verb.CHECK);
        assertThat(open.notes()).contains("The checks of the project have not run on this build.");

        DeploymentView checked = checked(built, result(built, CHECKS));
        assertThat(StatusSummary.of(checked, checks, Optional.empty(), NOW)
                        .next()
                        .verb())
                .isEqualTo(Verb.PROMOTE);

        DeploymentView byOthers = checked(built, result(built, new Digest("d".repeat(64))));
        assertThat(StatusSummary.of(byOthers, checks, Optional.empty(), NOW)
                        .next()
                        .verb())
                .isEqualTo(Verb.CHECK);
        assertThat(StatusSummary.of(byOthers, checks, Optional.empty(), NOW).notes())
                .contains("Other check files ran on this build, so the checks must run again.");
    }

    @Test
    void aSideThatIsNotReadyIsWaitedFor() {
        DeploymentView built = built();
        Assessment waiting = Assessment.of(
                Instant.EPOCH, List.of(), Optional.empty(), new Verdict.Waiting("it is hydrating", Optional.empty()));
        assertThat(StatusSummary.of(built, RequiredChecks.of(CHECKS), Optional.of(waiting), NOW)
                        .next()
                        .verb())
                .isEqualTo(Verb.AWAIT);
    }

    @Test
    void theStatusDoesNotCallAnAcceptedCheckPassed() {
        RunIdentity run = Flow.promote().run();
        DeploymentView staged = view(Flow.build(begun(), PROD));
        DeploymentView checked = checked(staged, result(staged, CHECKS));
        assertThat(StatusSummary.of(checked).notes()).contains("All checks have passed on this build.");

        GivenConsent consent =
                new GivenConsent(ProblemCode.CHECK_FAILED.code(), Optional.of("totals"), "known", "me", run.now());
        CatalogSnapshot accepted = Simulator.apply(
                checked.catalog(),
                new HistoryStep.RecordConsents(staged.lockNames().consents(run.token()), List.of(consent)));
        assertThat(StatusSummary.of(view(accepted)).notes())
                .contains("No check stops this build; a failed check was accepted.");
    }
}
