package dev.verdigris.core.plan;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.MarkerNames;
import dev.verdigris.core.environment.Phase;
import dev.verdigris.core.environment.Seal;
import dev.verdigris.core.environment.Sides;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.guard.Wording;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.marker.Marker;
import dev.verdigris.core.marker.Markers;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.Step;

/** What cleanup and abort share: both drop the suffixed side, and differ in the phase that allows it. */
final class DropPlanner {

    private final Verb verb;
    private final Phase allowed;
    private final Environment environment;
    private final Request.Drop request;
    private final Ruling ruling;

    DropPlanner(Verb verb, Phase allowed, Environment environment, Request.Drop request) {
        this.verb = verb;
        this.allowed = allowed;
        this.environment = environment;
        this.request = request;
        this.ruling = new Ruling(verb, environment, request.accept());
    }

    PlanResult plan(CatalogSnapshot catalog) {
        ruling.addAll(Preconditions.environment(catalog, environment));
        if (ruling.rejects()) {
            return ruling.reject();
        }
        DeploymentState state = Markers.read(catalog, environment);
        return switch (state) {
            case DeploymentState.Contradictory many -> refuse(Preconditions.contradictory(environment, many));
            case DeploymentState.None none -> unmarked(catalog, none);
            case DeploymentState.Marked marked -> marked(catalog, marked);
        };
    }

    private PlanResult refuse(Problem problem) {
        ruling.add(problem);
        return ruling.reject();
    }

    private PlanResult marked(CatalogSnapshot catalog, DeploymentState.Marked state) {
        Marker marker = state.marker();
        if (marker.seal().isEmpty()) {
            return unmarked(catalog, state);
        }
        if (marker.phase() != Phase.DROPPING && marker.phase().isStaged() != allowed.isStaged()) {
            return refuse(wrongPhase());
        }
        Preconditions.unreadable(marker).ifPresent(ruling::add);
        return drop(state, new Draft(catalog), marker.seal().get());
    }

    private Problem wrongPhase() {
        return switch (allowed) {
            case STAGED, RETURNED -> Preconditions.nothingStaged(environment, "it was promoted", goBackOrCleanUp());
            case PROMOTED, DROPPING ->
                Preconditions.notPromoted(
                        environment,
                        "it is staged, and the live side is still the previous version",
                        "-- promote it, or drop the staged side\n" + Wording.command("promote", environment.name())
                                + "\n" + Wording.command("abort", environment.name()));
        };
    }

    private String goBackOrCleanUp() {
        return "-- go back to the previous version, or drop it\n" + Wording.command("rollback", environment.name())
                + "\n" + Wording.command("cleanup", environment.name());
    }

    /** Nothing says whose the suffixed side is; a marker without a seal is nobody's, or of somebody who just begins. */
    private PlanResult unmarked(CatalogSnapshot catalog, DeploymentState state) {
        Draft draft = new Draft(catalog);
        if (!Sides.of(catalog, environment).anySuffixed()) {
            if (state instanceof DeploymentState.Marked marked) {
                ruling.addAll(Guardrails.markerEmpty(catalog, marked.marker().schema()));
                draft.add(
                        new Step.DropMarker(marked.marker().schema()),
                        "it has the name of a marker and bears no seal, and nothing has the environment's suffix");
                draft.note("Nothing but its name says that schema "
                        + marked.marker().schema()
                        + " is a marker: it bears no seal, as if a verb was stopped at its first or last step.");
                return ruling.rule(state, draft);
            }
            draft.note(
                    "Nothing bears the suffix of environment " + environment.name() + ", so nothing is to be dropped.");
            return ruling.planned(state, draft);
        }
        if (!request.adopt()) {
            return refuse(new Problem(
                    ProblemCode.UNMARKED,
                    "there is a suffixed side of environment " + environment.name()
                            + ", and no marker says whether it is staged or retired",
                    "environment " + environment.name(),
                    "-- if it is what " + verb + " is to drop\n" + Wording.command(verb.word(), environment.name())
                            + " --adopt"));
        }
        MarkerSteps.adopt(draft, environment, allowed, request.fresh());
        return drop(state, draft, new Seal(allowed, request.fresh().nonce()));
    }

    private PlanResult drop(DeploymentState state, Draft draft, Seal seal) {
        ruling.addAll(Guardrails.droppable(draft.catalog(), environment));
        if (seal.phase() != Phase.DROPPING) {
            ruling.addAll(Guardrails.claimable(draft.catalog(), environment, seal.phase()));
        }
        ruling.addAll(Guardrails.markerEmpty(
                draft.catalog(), MarkerNames.of(environment).schema()));
        if (ruling.rejects()) {
            ruling.addAll(draft.lackingRights());
            return ruling.reject();
        }
        Dropping.steps(draft, environment, seal);
        return ruling.rule(state, draft);
    }
}
