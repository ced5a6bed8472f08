package dev.verdigris.engine.internal.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.deployment.record.Fingerprint;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.plan.Foresight;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.request.DeployRequest;

/** What a deployment knows before its first statement: its files, and the plans and problems of its verbs. */
final class DeployPreview {

    private static final String AWAITS = "The swap comes after await, and after check if there are checks. Build asks"
            + " again when its objects exist, and promote asks all its guardrails.";

    private final Context context;
    private final DeployRequest request;
    private final RunIdentity fresh;

    /** Prepares. */
    DeployPreview(Context context, DeployRequest request) {
        this.context = context;
        this.request = request;
        this.fresh = RunIdentities.fresh(context);
    }

    /**
     * A look at the environment.
     *
     * @param observed the observation that it was made on
     * @param promoted whether an earlier run of this deployment has done the swap, so that only its end may be left
     * @param result the plans of all verbs, or all problems that are known
     */
    record Look(CatalogObservation observed, boolean promoted, VerbResult result) {}

    /** Looks at the environment as it was observed. Reads the files. */
    Look of(CatalogObservation observed) {
        DeploymentView view = observed.view();
        boolean promoted = Resumption.isPromoted(view, request.init(), files());
        return new Look(
                observed,
                promoted,
                promoted ? VerbResult.shown(PlannedVerbs.followUp(view, request.promote(), fresh)) : judged(view));
    }

    private VerbResult judged(DeploymentView view) {
        List<Problem> checks = request.check()
                .map(check -> CheckVerb.mistakes(check, context.environment()))
                .orElse(List.of());
        return request.build()
                .map(build -> new BuildVerb(context)
                        .with(
                                build,
                                planner -> judged(view, new Foresight.Builder.Files(planner), List.of(), checks),
                                refused -> judged(
                                        view, new Foresight.Builder.UnusableFiles(), refused.problems(), checks)))
                .orElseGet(() -> judged(view, new Foresight.Builder.AnotherTool(), List.of(), checks));
    }

    private VerbResult judged(
            DeploymentView view, Foresight.Builder builder, List<Problem> models, List<Problem> checks) {
        Foresight foresight = Foresight.of(
                view,
                // A lock schema without a record is taken over after a moment, or init says who holds it.
                InitPlanning.core(request.init(), fresh, true),
                builder,
                PlannedVerbs.foreseen(request.promote(), fresh));
        List<Problem> problems = new ArrayList<>(models);
        problems.addAll(checks);
        problems.addAll(foresight.problems());
        VerbResult plans = foresight.plans().stream()
                .map(DeployPreview::shown)
                .reduce(VerbResult.of(List.of(), List.of()), VerbResult::and);
        List<StepReport> steps = problems.isEmpty() ? plans.steps() : List.of();
        List<String> notes = problems.isEmpty() ? plans.notes() : List.of();
        return VerbResult.of(steps, problems, Evaluation.warnings(foresight.guardrails()), notes)
                .guarded(foresight.guardrails());
    }

    private static VerbResult shown(PlanResult result) {
        if (!(result instanceof PlanResult.Planned planned)) {
            return VerbResult.shown(result);
        }
        return switch (planned.plan().verb()) {
            case BUILD -> BuildVerb.shown(result);
            case PROMOTE -> VerbResult.shown(result).noting(AWAITS);
            case INIT, AWAIT, CHECK, DEPLOY, ROLLBACK, CLEANUP, ABORT, STATUS, PLAN -> VerbResult.shown(result);
        };
    }

    /** The fingerprint of the present files. The build reports a directory that cannot be read. */
    private Optional<Fingerprint> files() {
        return request.build().map(build -> SqlFiles.in(build.models())).flatMap(found -> switch (found) {
            case SqlFiles.Found.Read read -> Optional.of(Fingerprints.ofFiles(read.files()));
            case SqlFiles.Found.Unreadable unreadable -> Optional.empty();
        });
    }
}
