package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.Fingerprint;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Simulator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptedCheckTest {

    private static final Environment PROD = new Environment(
            Identifier.of("prod"),
            Identifier.of("materialize"),
            List.of(SchemaName.of("materialize", "public")),
            List.of(Identifier.of("prod")),
            Environment.DEFAULT_SUFFIX);

    private static DeploymentView view(CatalogSnapshot catalog) {
        return DeploymentView.of(catalog, PROD);
    }

    @Test
    void theStatusDoesNotCallAnAcceptedCheckPassed() {
        CatalogSnapshot start = new World("me")
                .schema("public")
                .cluster("prod")
                .view("public.v", "prod")
                .snapshot();
        CatalogSnapshot begun = Flow.play(start, Flow.planned(InitPlanner.plan(view(start), Flow.init())));
        DeploymentView staged = view(Flow.build(begun, PROD));
        RunIdentity run = Flow.promote().fresh();
        Checked result = new Checked(new Fingerprint("c".repeat(64)), Fingerprints.ofStaged(staged), 0);
        CatalogSnapshot checked = Flow.play(
                staged.catalog(), Flow.planned(new CheckPlanner(result, run, Consents.NONE, List.of()).plan(staged)));
        assertThat(StatusSummary.of(view(checked)).notes()).contains("All checks have passed on this build.");

        GivenConsent consent =
                new GivenConsent(ProblemCode.CHECK_FAILED.code(), Optional.of("totals"), "known", "me", run.now());
        CatalogSnapshot accepted = Simulator.apply(
                checked, new HistoryStep.RecordConsents(staged.lockNames().consents(run.token()), List.of(consent)));
        assertThat(StatusSummary.of(view(accepted)).notes())
                .contains("No check stops this build; a failed check was accepted.");
    }
}
