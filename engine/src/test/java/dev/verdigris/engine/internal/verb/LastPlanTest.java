package dev.verdigris.engine.internal.verb;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Database;
import dev.verdigris.core.catalog.Session;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.execution.VerbResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LastPlanTest {

    private static final SchemaName NEW = SchemaName.of("db", "new");
    private static final PlannedStep CREATE = new PlannedStep(new Step.CreateSchema(NEW), "it is missing");
    private static final Problem PROBLEM = new Problem(ProblemCode.LIMIT, "no room", "db", Fix.advice("make room"));

    private static DeploymentView view() {
        RoleId me = new RoleId("u1");
        CatalogSnapshot catalog = CatalogSnapshot.builder(new Session(me, false, true, "v26"))
                .databases(List.of(new Database(new DatabaseId("u1"), Identifier.of("db"), me, Acl.NONE)))
                .build();
        return DeploymentView.of(
                catalog, new Environment(Identifier.of("env"), Identifier.of("db"), List.of(NEW), List.of(), "_g"));
    }

    private static LastPlan planned() {
        Plan plan = new Plan(
                Verb.INIT, Identifier.of("env"), new DeploymentState.None(), List.of(CREATE), List.of(), List.of());
        return new LastPlan(view(), new PlanResult.Planned(plan));
    }

    private static VerbResult run(StepReport.Status status, Problem... problems) {
        Step step = CREATE.step();
        StepReport report = new StepReport(
                step.type(),
                step.summary(),
                CREATE.reason(),
                StepSql.render(step),
                status,
                Optional.empty(),
                Optional.empty());
        return VerbResult.of(List.of(report), List.of(problems));
    }

    @Test
    void aPlanThatWasDoneGivesTheStateAtTheEnd() {
        Optional<DeploymentView> end = planned().after(run(StepReport.Status.DONE));
        assertThat(end)
                .hasValueSatisfying(
                        view -> assertThat(view.catalog().schema(NEW)).isPresent());
    }

    @Test
    void aPlanThatWasNotDoneDoesNot() {
        assertThat(planned().after(run(StepReport.Status.NOT_REACHED))).isEmpty();
        assertThat(planned().after(run(StepReport.Status.DONE, PROBLEM))).isEmpty();
        assertThat(planned().after(VerbResult.of(List.of(), List.of()))).isEmpty();
    }

    @Test
    void aRejectedPlanLeavesTheEnvironmentAsItWasRead() {
        LastPlan rejected = new LastPlan(
                view(),
                new PlanResult.Rejected(List.of(
                        new Evaluation(Guardrail.LIMITS, new Evaluation.Refused(List.of(PROBLEM), List.of())))));
        assertThat(rejected.after(VerbResult.refused(PROBLEM))).contains(rejected.view());
    }
}
