package dev.verdigris.core.plan;

import java.util.List;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/**
 * Plans the way back: the mirror of a promotion, possible as long as the previous side is there. Once the swap back is
 * done, what is left are the sinks, and once they are done, nothing. A side that was never promoted is told apart by the
 * state view's name, for rolling back what is not live must not pass for a success.
 */
public final class RollbackPlanner {

    private final DeploymentView view;
    private final Environment environment;
    private final Request.Rollback request;
    private final ProblemCollector problems;
    private final PlanBuilder steps;

    private RollbackPlanner(DeploymentView view, Request.Rollback request) {
        this.view = view;
        this.environment = view.environment();
        this.request = request;
        this.problems = new ProblemCollector(Verb.ROLLBACK, view, request.accept());
        this.steps = new PlanBuilder(view);
    }

    /** Plans what is left to do for rollback, or tells all that stands in the way. */
    public static PlanResult plan(DeploymentView view, Request.Rollback request) {
        return new RollbackPlanner(view, request).plan();
    }

    private PlanResult plan() {
        problems.addAll(Preconditions.environment(view));
        if (problems.rejects()) {
            return problems.reject();
        }
        return switch (view.state()) {
            case DeploymentState.Contradictory many -> problems.reject(Preconditions.contradictory(environment, many));
            case DeploymentState.None none ->
                problems.reject(Preconditions.notPromoted(
                        environment,
                        "no lock schema exists, so there is nothing to go back to",
                        Fix.command(Verb.STATUS, environment.name())));
            case DeploymentState.Locked locked ->
                switch (locked.lock().phase()) {
                    case STAGED -> problems.reject(neverPromoted());
                    case ROLLED_BACK -> followUp();
                    case PROMOTED -> swapBack(locked.lock());
                    case DROPPING -> problems.reject(tooLate(locked.lock()));
                };
        };
    }

    private Problem neverPromoted() {
        return Preconditions.notPromoted(
                environment,
                "it is staged and was never promoted, so there is nothing to go back to",
                Fix.advice("if the staged side is not wanted, drop it")
                        .then(Fix.command(Verb.ABORT, environment.name())));
    }

    private Problem tooLate(DeploymentLock lock) {
        return new Problem(
                ProblemCode.DROPPING,
                "it is too late to roll back environment " + environment.name()
                        + ": its cleanup has begun, as "
                        + lock + " tells",
                "environment " + environment.name(),
                Fix.advice("finish the cleanup, then deploy the previous version again")
                        .then(Fix.command(Verb.CLEANUP, environment.name())));
    }

    private PlanResult swapBack(DeploymentLock lock) {
        Preconditions.unreadable(lock).ifPresent(problems::add);
        problems.addAll(Guardrails.returnable(view, request.readiness()));
        problems.addAll(Guardrails.consequences(view));
        List<Problem> halves = Guardrails.halves(view);
        problems.addAll(halves);
        if (halves.isEmpty()) {
            ObjectName stateView = lock.stateViewName().orElseThrow();
            steps.add(
                    SwapSteps.swap(view, stateView, Phase.ROLLED_BACK, request.fresh()),
                    "the previous side goes live again, all of it at once");
            SwapSteps.sinks(steps);
        }
        return problems.rule(steps);
    }

    private PlanResult followUp() {
        SwapSteps.sinks(steps);
        if (steps.steps().isEmpty()) {
            steps.note("Environment " + environment.name() + " is rolled back and nothing is left to do.");
        }
        problems.warn(steps.lackingRights());
        return problems.planned(steps);
    }
}
