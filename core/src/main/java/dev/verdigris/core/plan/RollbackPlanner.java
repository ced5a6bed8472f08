package dev.verdigris.core.plan;

import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Phase;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.guard.Wording;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.marker.Markers;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/**
 * Plans the way back: the mirror of a promotion, possible as long as the retired side is there. Once the swap back is
 * done, what is left are the sinks, and once they are done, nothing. A side that was never promoted is told apart by the
 * seal's name, for rolling back what is not live must not pass for a success.
 */
public final class RollbackPlanner {

    private RollbackPlanner() {}

    /** Plans what is left to do for rollback, or tells all that stands in the way. */
    public static PlanResult plan(CatalogSnapshot catalog, Environment environment, Request.Rollback request) {
        Ruling ruling = new Ruling(Verb.ROLLBACK, environment, request.accept());
        ruling.addAll(Preconditions.environment(catalog, environment));
        if (ruling.rejects()) {
            return ruling.reject();
        }
        DeploymentState state = Markers.read(catalog, environment);
        return switch (state) {
            case DeploymentState.Contradictory many -> refuse(ruling, Preconditions.contradictory(environment, many));
            case DeploymentState.None none ->
                refuse(
                        ruling,
                        Preconditions.notPromoted(
                                environment,
                                "no marker exists, so there is nothing to go back to",
                                Wording.command("status", environment.name())));
            case DeploymentState.Marked marked ->
                switch (marked.marker().phase()) {
                    case STAGED -> refuse(ruling, neverPromoted(environment));
                    case RETURNED -> followUp(catalog, environment, ruling, marked);
                    case PROMOTED -> swapBack(catalog, environment, request, ruling, marked);
                    case DROPPING -> refuse(ruling, tooLate(environment, marked));
                };
        };
    }

    private static PlanResult refuse(Ruling ruling, Problem problem) {
        ruling.add(problem);
        return ruling.reject();
    }

    private static Problem tooLate(Environment environment, DeploymentState.Marked state) {
        return new Problem(
                ProblemCode.DROPPING,
                "it is too late to roll back environment " + environment.name()
                        + ": its cleanup has begun, as "
                        + state.marker() + " tells",
                "environment " + environment.name(),
                "-- finish the cleanup, then deploy the previous version anew\n"
                        + Wording.command("cleanup", environment.name()));
    }

    private static PlanResult swapBack(
            CatalogSnapshot catalog,
            Environment environment,
            Request.Rollback request,
            Ruling ruling,
            DeploymentState.Marked state) {
        Preconditions.unreadable(state.marker()).ifPresent(ruling::add);
        ruling.addAll(Guardrails.returnable(catalog, environment, request.readiness()));
        ruling.addAll(Guardrails.consequences(catalog, environment));
        List<Problem> halves = Guardrails.halves(catalog, environment);
        ruling.addAll(halves);
        Draft draft = new Draft(catalog);
        if (halves.isEmpty()) {
            ObjectName seal = state.marker().sealName().orElseThrow();
            draft.add(
                    SwapSteps.swap(environment, seal, Phase.RETURNED, request.fresh()),
                    "the retired side goes live again, all of it at once");
            SwapSteps.sinks(draft, environment);
        }
        return ruling.rule(state, draft);
    }

    private static Problem neverPromoted(Environment environment) {
        return Preconditions.notPromoted(
                environment,
                "it is staged and was never promoted, so there is nothing to go back to",
                "-- drop the staged side if it is not wanted\n" + Wording.command("abort", environment.name()));
    }

    private static PlanResult followUp(
            CatalogSnapshot catalog, Environment environment, Ruling ruling, DeploymentState.Marked state) {
        Draft draft = new Draft(catalog);
        SwapSteps.sinks(draft, environment);
        if (draft.steps().isEmpty()) {
            draft.note("Environment " + environment.name() + " is rolled back and nothing is left to do.");
        }
        ruling.warn(draft.lackingRights());
        return ruling.planned(state, draft);
    }
}
