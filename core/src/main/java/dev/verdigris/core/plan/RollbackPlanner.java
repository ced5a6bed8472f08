package dev.verdigris.core.plan;

import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.Locks;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.guard.Messages;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/**
 * Plans the way back: the mirror of a promotion, possible as long as the previous side is there. Once the swap back is
 * done, what is left are the sinks, and once they are done, nothing. A side that was never promoted is told apart by the
 * state view's name, for rolling back what is not live must not pass for a success.
 */
public final class RollbackPlanner {

    private RollbackPlanner() {}

    /** Plans what is left to do for rollback, or tells all that stands in the way. */
    public static PlanResult plan(CatalogSnapshot catalog, Environment environment, Request.Rollback request) {
        ProblemCollector ruling = new ProblemCollector(Verb.ROLLBACK, environment, request.accept());
        ruling.addAll(Preconditions.environment(catalog, environment));
        if (ruling.rejects()) {
            return ruling.reject();
        }
        DeploymentState state = Locks.read(catalog, environment);
        return switch (state) {
            case DeploymentState.Contradictory many -> refuse(ruling, Preconditions.contradictory(environment, many));
            case DeploymentState.None none ->
                refuse(
                        ruling,
                        Preconditions.notPromoted(
                                environment,
                                "no lock schema exists, so there is nothing to go back to",
                                Messages.command("status", environment.name())));
            case DeploymentState.Locked marked ->
                switch (marked.lock().phase()) {
                    case STAGED -> refuse(ruling, neverPromoted(environment));
                    case ROLLED_BACK -> followUp(catalog, environment, ruling, marked);
                    case PROMOTED -> swapBack(catalog, environment, request, ruling, marked);
                    case DROPPING -> refuse(ruling, tooLate(environment, marked));
                };
        };
    }

    private static PlanResult refuse(ProblemCollector ruling, Problem problem) {
        ruling.add(problem);
        return ruling.reject();
    }

    private static Problem tooLate(Environment environment, DeploymentState.Locked state) {
        return new Problem(
                ProblemCode.DROPPING,
                "it is too late to roll back environment " + environment.name()
                        + ": its cleanup has begun, as "
                        + state.lock() + " tells",
                "environment " + environment.name(),
                "-- finish the cleanup, then deploy the previous version anew\n"
                        + Messages.command("cleanup", environment.name()));
    }

    private static PlanResult swapBack(
            CatalogSnapshot catalog,
            Environment environment,
            Request.Rollback request,
            ProblemCollector ruling,
            DeploymentState.Locked state) {
        Preconditions.unreadable(state.lock()).ifPresent(ruling::add);
        ruling.addAll(Guardrails.returnable(catalog, environment, request.readiness()));
        ruling.addAll(Guardrails.consequences(catalog, environment));
        List<Problem> halves = Guardrails.halves(catalog, environment);
        ruling.addAll(halves);
        PlanBuilder draft = new PlanBuilder(catalog);
        if (halves.isEmpty()) {
            ObjectName stateView = state.lock().stateViewName().orElseThrow();
            draft.add(
                    SwapSteps.swap(environment, stateView, Phase.ROLLED_BACK, request.fresh()),
                    "the previous side goes live again, all of it at once");
            SwapSteps.sinks(draft, environment);
        }
        return ruling.rule(state, draft);
    }

    private static Problem neverPromoted(Environment environment) {
        return Preconditions.notPromoted(
                environment,
                "it is staged and was never promoted, so there is nothing to go back to",
                "-- drop the staged side if it is not wanted\n" + Messages.command("abort", environment.name()));
    }

    private static PlanResult followUp(
            CatalogSnapshot catalog, Environment environment, ProblemCollector ruling, DeploymentState.Locked state) {
        PlanBuilder draft = new PlanBuilder(catalog);
        SwapSteps.sinks(draft, environment);
        if (draft.steps().isEmpty()) {
            draft.note("Environment " + environment.name() + " is rolled back and nothing is left to do.");
        }
        ruling.warn(draft.lackingRights());
        return ruling.planned(state, draft);
    }
}
