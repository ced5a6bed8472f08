package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Manifest;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.DeployerRules;
import dev.verdigris.core.guard.rights.StatedGrants;
import dev.verdigris.core.plan.question.BuildQuestions;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWays;

/**
 * Plans what Verdigris does around the builder of another tool.
 *
 * <p>The verb grants carries owners, grants and comments from the live objects to their staged counterparts, also
 * if another tool built them. Only what is missing becomes a step. The record is not needed and not changed.
 *
 * <p>The verb exec runs the builder between two plans. The first one records that a build has begun, so promote refuses
 * the side until the second one has recorded that it is whole, and of which objects. The second one carries the same as
 * grants. The files of the builder are not known, so no version of them counts as rolled back.
 */
public final class OtherBuilder {

    private final Verb verb;
    private final Optional<RunIdentity> recording;
    private final BuildQuestions questions;

    private OtherBuilder(Verb verb, Optional<RunIdentity> recording, BuildQuestions questions) {
        this.verb = verb;
        this.recording = recording;
        this.questions = questions;
    }

    /** Plans grants for a run of one deployer. */
    public static OtherBuilder ofGrants(Deployer deployer) {
        return new OtherBuilder(Verb.GRANTS, Optional.empty(), new BuildQuestions(Verb.GRANTS, deployer, List.of()));
    }

    /**
     * Plans exec.
     *
     * @param run the identity of the run; its token is the one that this build gives to the state view
     */
    public static OtherBuilder ofExec(RunIdentity run) {
        return new OtherBuilder(
                Verb.EXEC, Optional.of(run), new BuildQuestions(Verb.EXEC, run.deployer(), run.connections()));
    }

    /** The verb. */
    public Verb verb() {
        return verb;
    }

    /** Whether another run is at work on the same deployment, so that the builder may not begin. */
    public boolean isBusy(DeploymentView view) {
        return recording
                .filter(run -> DeployerRules.isBusy(view, run.deployer(), run.connections()))
                .isPresent();
    }

    /** Plans the record that a build begins, or returns all problems. */
    public PlanResult begin(DeploymentView view) {
        VerbGuardrails guards = questions.before(view);
        PlanBuilder steps = new PlanBuilder(view);
        if (guards.refuses()) {
            return steps.rejected(guards);
        }
        recording.ifPresent(run -> {
            BuildSteps record = new BuildSteps(steps, Optional.empty(), run);
            if (!record.isRecordable()) {
                steps.note(BuildSteps.NOT_RECORDED);
            }
            record.begin(List.of());
        });
        return steps.planned(guards);
    }

    /** Plans the copies that are left and, for exec, the record that the build is whole; or returns all problems. */
    public PlanResult end(DeploymentView view) {
        VerbGuardrails guards = questions.before(view);
        PlanBuilder steps = new PlanBuilder(view);
        if (guards.refuses()) {
            return steps.rejected(guards);
        }
        Optional<BuildSteps> record = recording.map(run -> new BuildSteps(steps, Optional.empty(), run));
        StatedGrants stated = StatedGrants.recorded(view);
        record.ifPresent(begun -> begun.manifest(Manifest.of(view), stated));
        CopySteps.side(steps, stated);
        record.ifPresent(BuildSteps::finish);
        return steps.planned(guards);
    }

    /**
     * Asks the staged side what promote will ask.
     *
     * @param accepts whether a problem that can be accepted only warns
     * @param sinks the ways that the user has chosen for sinks
     */
    public VerbGuardrails proof(DeploymentView view, Predicate<Problem> accepts, SinkWays sinks) {
        return questions.proof(view, accepts, sinks);
    }
}
