package dev.verdigris.core.plan;

import java.util.List;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.plan.question.BuildQuestions;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWays;

/**
 * Plans to carry owners, grants and comments from the live objects to their staged counterparts, also if another tool
 * built them. Only what is missing becomes a step. The record is not needed and not changed.
 */
public final class GrantsPlanner {

    private final BuildQuestions questions;

    /** Plans for a run of one deployer. */
    public GrantsPlanner(Deployer deployer) {
        this.questions = new BuildQuestions(Verb.GRANTS, deployer, List.of());
    }

    /** Plans the copies that are left, or returns all problems. */
    public PlanResult plan(DeploymentView view) {
        VerbGuardrails guards = questions.before(view);
        PlanBuilder steps = new PlanBuilder(view);
        if (guards.refuses()) {
            return steps.rejected(guards);
        }
        CopySteps.items(steps);
        return steps.planned(guards);
    }

    /** Asks the staged side what promote will ask. What the user may accept at promotion only warns. */
    public VerbGuardrails proof(DeploymentView view) {
        return questions.proof(view, problem -> true, SinkWays.NONE);
    }
}
