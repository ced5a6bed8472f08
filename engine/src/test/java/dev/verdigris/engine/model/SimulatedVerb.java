package dev.verdigris.engine.model;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.plan.DropPlanner;
import dev.verdigris.core.plan.InitPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.plan.RollbackPlanner;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.model.Layout.Project;

/** The planner of one run of a verb. It uses the same identity for all plans of the run. */
final class SimulatedVerb {

    private static final Assessment READY = new Assessment(
            ModelProjects.NOW, List.of(), Optional.of(ModelProjects.NOW), new Verdict.Ready("it served until now"));

    private final Work work;
    private final Set<ProblemCode> accept;
    private final boolean adopt;
    private final RunIdentity fresh;
    private final BuildPlanner build;
    private Optional<Step.AdvanceToken> advance = Optional.empty();
    private final Set<BuildStatement> ran = new HashSet<>();
    private boolean created;

    /**
     * Prepares a run.
     *
     * @param number the number of the run in its play
     * @param adopt whether the run says what the suffixed side is
     */
    SimulatedVerb(Layout layout, Project project, Work work, boolean consents, boolean adopt, int number, int version) {
        this.work = work;
        this.accept = consents ? EnumSet.allOf(ProblemCode.class) : Set.of();
        this.adopt = adopt;
        this.fresh = new RunIdentity(
                new DeploymentId("d-" + number),
                new FencingToken(String.format("%0" + FencingToken.DIGITS + "x", number)),
                ModelProjects.NOW,
                Deployer.of(new DeploymentId("d-" + project)),
                List.of());
        List<ModelFile> files = ModelProjects.files(layout, project, version);
        this.build = new BuildPlanner(layout.environment(project, ""), files, fresh);
    }

    /** Plans on a view. */
    PlanResult plan(DeploymentView view) {
        return switch (work) {
            case INIT ->
                InitPlanner.plan(
                        view, new Request.Init(fresh, true, false, Optional.empty(), Optional.empty(), accept));
            case BUILD -> build(view);
            case PROMOTE ->
                PromotePlanner.plan(
                        view,
                        new Request.Promote(Optional.empty(), true, false, false, RequiredChecks.NONE, fresh, accept));
            case ROLLBACK -> RollbackPlanner.plan(view, new Request.Rollback(Optional.of(READY), fresh, accept));
            case CLEANUP -> DropPlanner.cleanup(view, new Request.Drop(adopt, 2, fresh, accept));
            case ABORT -> DropPlanner.abort(view, new Request.Drop(adopt, 2, fresh, accept));
        };
    }

    private PlanResult build(DeploymentView view) {
        Optional<PlanResult> overtaken = advance.flatMap(mine -> BuildPlanner.overtaken(view, mine));
        if (overtaken.isPresent()) {
            return overtaken.get();
        }
        PlanResult result = created ? build.completion(view, ran) : build.plan(view, ran);
        if (advance.isEmpty() && result instanceof PlanResult.Planned planned) {
            advance = planned.plan()
                    .transition()
                    .filter(Step.AdvanceToken.class::isInstance)
                    .map(Step.AdvanceToken.class::cast);
        }
        return result;
    }

    /** Is called after each step of the run. */
    void performed(Step step) {
        if (step instanceof Step.RunStatement run) {
            ran.add(run.statement());
        }
    }

    /** Is called after the beginning of a plan. The rest of a build is planned from the new catalog. */
    void begun() {
        created = true;
    }
}
