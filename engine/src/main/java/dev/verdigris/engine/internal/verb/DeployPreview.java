package dev.verdigris.engine.internal.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.CheckNeeds;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.plan.Foresight;
import dev.verdigris.core.plan.PlanInput;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.plan.approval.PlanMaking;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.project.ProjectFiles;
import dev.verdigris.engine.request.DeployRequest;

/** What a deployment knows before its first statement: its files, and the plans and problems of its verbs. */
final class DeployPreview {

    private static final String AWAITS = "The swap comes after await, and after check if there are checks. Build asks"
            + " again when its objects exist, and promote asks all its guardrails.";

    private static final String AWAITS_AFTER_EXEC =
            "Exec carries owners, grants and comments after the builder, and asks"
                    + " again what can be known then. The swap comes after await, and after check if there are checks.";

    private final Context context;
    private final DeployRequest request;
    private final ProjectFiles project;
    private final RunIdentity run;

    /** Prepares. The session must be connected, because a run is known by it. */
    DeployPreview(Context context, DeployRequest request, ProjectFiles project) {
        this.context = context;
        this.request = request;
        this.project = project;
        this.run = RunIdentities.working(context);
    }

    /**
     * A look at the environment.
     *
     * @param observed the observation that it was made on
     * @param promoted whether an earlier run of this deployment has done the swap, so that only its end may be left
     * @param busy whether another run is at work on the deployment, or about to begin one, and init waits for it
     * @param result the plans of all verbs, or all problems that are known
     * @param made the plan for an approval, if the request asks for it and nothing stops it
     */
    record Look(
            CatalogObservation observed, boolean promoted, boolean busy, VerbResult result, Optional<PlanFile> made) {}

    /** Looks at the environment as it was observed. */
    Look of(CatalogObservation observed) {
        DeploymentView view = observed.view();
        boolean promoted = Resumption.isPromoted(view, run.deployer());
        if (promoted) {
            return new Look(
                    observed,
                    true,
                    false,
                    VerbResult.shown(PlannedVerbs.followUp(context, view, request.promote(), run)),
                    Optional.empty());
        }
        return judged(observed, InitPlanning.isBusy(view, run));
    }

    /** Plans all verbs. Each has an identity of its own, as in a run. */
    private Look judged(CatalogObservation observed, boolean busy) {
        DeploymentView view = observed.view();
        List<Problem> mistakes = new ArrayList<>(project.mistakes(context.environment()));
        request.exec()
                .flatMap(exec ->
                        OtherBuilderVerbs.missing(exec, context.environment().name()))
                .ifPresent(mistakes::add);
        PlanInput.Promote promote =
                PlannedVerbs.foreseen(context, request.promoteAfterBuild(), RunIdentities.working(context));
        Foresight foresight = Foresight.of(
                view,
                // A lock schema without a record is used after a moment, or init says who holds it.
                InitPlanning.core(request.init(), run, true),
                builder(),
                request.check()
                        .map(check -> project.needs(context.environment(), check.cluster()))
                        .orElse(CheckNeeds.NONE),
                promote);
        List<Problem> problems = new ArrayList<>(mistakes);
        problems.addAll(foresight.problems());
        VerbResult plans = foresight.plans().stream()
                .map(this::shown)
                .reduce(VerbResult.of(List.of(), List.of()), VerbResult::and);
        List<StepReport> steps = problems.isEmpty() ? plans.steps() : List.of();
        List<String> notes = new ArrayList<>(problems.isEmpty() ? plans.notes() : List.of());
        project.models().ifPresent(models -> notes.addAll(models.notes()));
        project.checks().ifPresent(checks -> notes.addAll(checks.notes()));
        VerbResult result = VerbResult.of(steps, problems, Evaluation.warnings(foresight.guardrails()), notes)
                .guarded(foresight.guardrails());
        boolean makes = request.promote().forApproval() && problems.isEmpty();
        return new Look(
                observed,
                false,
                busy,
                result,
                makes ? Optional.of(made(observed, foresight, promote)) : Optional.empty());
    }

    private Foresight.Builder builder() {
        return project.models()
                .<Foresight.Builder>map(models ->
                        ProjectFiles.ofModels(models, context.environment()).isEmpty()
                                ? new Foresight.Builder.Files(new BuildPlanner(
                                        context.environment(), models.files(), RunIdentities.working(context)))
                                : new Foresight.Builder.UnusableFiles())
                .orElseGet(() -> request.exec().isPresent()
                        ? new Foresight.Builder.Command()
                        : new Foresight.Builder.AnotherTool());
    }

    private PlanFile made(CatalogObservation observed, Foresight foresight, PlanInput.Promote promote) {
        return new PlanMaking(
                        Verb.DEPLOY,
                        observed.view(),
                        foresight.plans().stream()
                                .filter(PlanResult.Planned.class::isInstance)
                                .map(result -> ((PlanResult.Planned) result).plan())
                                .toList(),
                        foresight.guardrails(),
                        promote,
                        context.files(),
                        request.builds(),
                        PromotePlanning.gates(request.promoteAfterBuild()),
                        context.dbt().content().facts(),
                        observed.longestHydration())
                .plan();
    }

    private VerbResult shown(PlanResult result) {
        if (!(result instanceof PlanResult.Planned planned)) {
            return VerbResult.shown(result);
        }
        return switch (planned.plan().verb()) {
            case BUILD -> BuildVerb.shown(result);
            case PROMOTE -> VerbResult.shown(result).noting(request.exec().isPresent() ? AWAITS_AFTER_EXEC : AWAITS);
            case INIT ->
                VerbResult.shown(result)
                        .after(request.exec().map(OtherBuilderVerbs::planned).stream()
                                .toList());
            case EXEC, GRANTS, AWAIT, CHECK, DEPLOY, ROLLBACK, CLEANUP, ABORT, STATUS, PLAN, HISTORY, DIFF, REPORT ->
                VerbResult.shown(result);
        };
    }
}
