package dev.verdigris.engine.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.plan.CheckPlanner;
import dev.verdigris.core.plan.DropPlanner;
import dev.verdigris.core.plan.InitPlanner;
import dev.verdigris.core.plan.PlanInput;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.RollbackPlanner;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.model.Action.Option;
import dev.verdigris.engine.request.Defaults;

/** The planner of one verb of a run. It uses the same identity for all plans. */
final class SimulatedVerb {

    private static final Assessment READY = Assessment.of(
            SimulatedProduction.NOW,
            List.of(),
            Optional.of(SimulatedProduction.NOW),
            new Verdict.Ready("it served until now"));

    /** More verbs than a run has. */
    private static final int VERBS = 10;

    private final Job job;
    private final Work work;
    private final boolean followUpOnly;
    private final Optional<Checked> found;
    private final RunIdentity identity;
    private final Optional<BuildPlanner> build;
    private final Set<BuildStatement> ran = new HashSet<>();
    private Optional<Step.AdvanceToken> advance = Optional.empty();
    private List<String> notes = List.of();
    private boolean created;

    /**
     * Prepares a verb.
     *
     * @param number the number of the verb in its run
     * @param followUpOnly whether a promotion only completes what an earlier one has swapped
     * @param found what the run's own checks have found
     */
    SimulatedVerb(Job job, Work work, int number, boolean followUpOnly, Optional<Checked> found) {
        this.job = job;
        this.work = work;
        this.followUpOnly = followUpOnly;
        this.found = found;
        int unique = job.number() * VERBS + number;
        this.identity = new RunIdentity(
                new DeploymentId("d-" + unique),
                new FencingToken(String.format("%0" + FencingToken.DIGITS + "x", unique)),
                SimulatedProduction.NOW,
                deployer(job),
                job.is(Option.EMBEDDED) ? List.of() : List.of((long) job.number()));
        this.build = work == Work.BUILD
                ? Optional.of(new BuildPlanner(job.environment(), job.files(), identity))
                : Optional.empty();
    }

    /** The one that deploys, with the digest of the files. */
    static Deployer deployer(Job job) {
        return job.deployer().withFiles(Optional.of(Digests.ofFiles(job.files())));
    }

    /** Plans on a view. */
    PlanResult plan(DeploymentView view) {
        PlanResult result = Consenting.result(
                given -> result(view, given), planned -> Evaluation.problems(planned.guardrails()), job.accept());
        notes = result instanceof PlanResult.Planned planned ? planned.plan().notes() : List.of();
        return result;
    }

    private PlanResult result(DeploymentView view, Consents accept) {
        return switch (work) {
            case INIT ->
                InitPlanner.plan(
                        view, new PlanInput.Init(identity, true, false, Optional.empty(), Optional.empty(), accept));
            case BUILD -> build(build.orElseThrow(), view);
            case CHECK -> new CheckPlanner(found.orElseThrow(), identity, accept, List.of()).plan(view);
            case PROMOTE -> PromotePlanner.plan(view, promotion(accept));
            case ROLLBACK ->
                RollbackPlanner.plan(
                        view, new PlanInput.Rollback(Optional.of(READY), Defaults.ROLLBACK_WINDOW, identity, accept));
            case CLEANUP -> DropPlanner.cleanup(view, drop(accept));
            case ABORT -> DropPlanner.abort(view, drop(accept));
            case AWAIT, DEPLOY -> throw new IllegalStateException("no plan of " + work);
        };
    }

    private PlanInput.Promote promotion(Consents accept) {
        RequiredChecks checks = job.begin().seat().hasChecks()
                ? new RequiredChecks(Optional.of(SimulatedJob.CHECKS), found)
                : RequiredChecks.NONE;
        return new PlanInput.Promote(
                Optional.of(READY), job.is(Option.ADOPTING), followUpOnly, checks, 2, SinkWays.NONE, identity, accept);
    }

    private PlanInput.Drop drop(Consents accept) {
        return new PlanInput.Drop(job.is(Option.ADOPTING), 2, identity, accept);
    }

    private PlanResult build(BuildPlanner planner, DeploymentView view) {
        Optional<PlanResult> overtaken = advance.flatMap(mine -> BuildPlanner.overtaken(Verb.BUILD, view, mine));
        if (overtaken.isPresent()) {
            return overtaken.get();
        }
        PlanResult result = created ? planner.completion(view, ran) : planner.plan(view, ran);
        if (advance.isEmpty() && result instanceof PlanResult.Planned planned) {
            advance = planned.plan()
                    .transition()
                    .filter(Step.AdvanceToken.class::isInstance)
                    .map(Step.AdvanceToken.class::cast);
        }
        return result;
    }

    /** The notes of the last plan. */
    List<String> notes() {
        return notes;
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
