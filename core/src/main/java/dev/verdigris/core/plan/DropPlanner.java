package dev.verdigris.core.plan;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.Locks;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.guard.Messages;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.Step;

/** What cleanup and abort share: both drop the suffixed side, and differ in the phase that allows it. */
final class DropPlanner {

    private final Verb verb;
    private final Phase allowed;
    private final Environment environment;
    private final Request.Drop request;
    private final ProblemCollector ruling;

    DropPlanner(Verb verb, Phase allowed, Environment environment, Request.Drop request) {
        this.verb = verb;
        this.allowed = allowed;
        this.environment = environment;
        this.request = request;
        this.ruling = new ProblemCollector(verb, environment, request.accept());
    }

    PlanResult plan(CatalogSnapshot catalog) {
        ruling.addAll(Preconditions.environment(catalog, environment));
        if (ruling.rejects()) {
            return ruling.reject();
        }
        DeploymentState state = Locks.read(catalog, environment);
        return switch (state) {
            case DeploymentState.Contradictory many -> refuse(Preconditions.contradictory(environment, many));
            case DeploymentState.None none -> unmarked(catalog, none);
            case DeploymentState.Locked marked -> marked(catalog, marked);
        };
    }

    private PlanResult refuse(Problem problem) {
        ruling.add(problem);
        return ruling.reject();
    }

    private PlanResult marked(CatalogSnapshot catalog, DeploymentState.Locked state) {
        DeploymentLock lock = state.lock();
        if (lock.stateView().isEmpty()) {
            return unmarked(catalog, state);
        }
        if (lock.phase() != Phase.DROPPING && lock.phase().isStaged() != allowed.isStaged()) {
            return refuse(wrongPhase());
        }
        Preconditions.unreadable(lock).ifPresent(ruling::add);
        return drop(state, new PlanBuilder(catalog), lock.stateView().get());
    }

    private Problem wrongPhase() {
        return switch (allowed) {
            case STAGED, ROLLED_BACK -> Preconditions.nothingStaged(environment, "it was promoted", goBackOrCleanUp());
            case PROMOTED, DROPPING ->
                Preconditions.notPromoted(
                        environment,
                        "it is staged, and the live side is still the previous version",
                        "-- promote it, or drop the staged side\n" + Messages.command("promote", environment.name())
                                + "\n" + Messages.command("abort", environment.name()));
        };
    }

    private String goBackOrCleanUp() {
        return "-- go back to the previous version, or drop it\n" + Messages.command("rollback", environment.name())
                + "\n" + Messages.command("cleanup", environment.name());
    }

    /** Nothing says whose the suffixed side is; a lock schema without a state view is nobody's, or of somebody who just begins. */
    private PlanResult unmarked(CatalogSnapshot catalog, DeploymentState state) {
        PlanBuilder draft = new PlanBuilder(catalog);
        if (!ResolvedPairs.of(catalog, environment).anySuffixed()) {
            if (state instanceof DeploymentState.Locked marked) {
                ruling.addAll(
                        Guardrails.lockSchemaIsEmpty(catalog, marked.lock().schema()));
                draft.add(
                        new Step.DropLockSchema(marked.lock().schema()),
                        "it has the name of a lock schema and bears no state view, and nothing has the environment's suffix");
                draft.note(
                        "Nothing but its name says that schema "
                                + marked.lock().schema()
                                + " is a lock schema: it bears no state view, as if a verb was stopped at its first or last step.");
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
                            + ", and no lock schema says whether it is staged or previous",
                    "environment " + environment.name(),
                    "-- if it is what " + verb + " is to drop\n" + Messages.command(verb.word(), environment.name())
                            + " --adopt"));
        }
        LockSteps.adopt(draft, environment, allowed, request.fresh());
        return drop(state, draft, new StateView(allowed, request.fresh().token()));
    }

    private PlanResult drop(DeploymentState state, PlanBuilder draft, StateView stateView) {
        ruling.addAll(Guardrails.droppable(draft.catalog(), environment));
        if (stateView.phase() != Phase.DROPPING) {
            ruling.addAll(Guardrails.quarantinable(draft.catalog(), environment, stateView.phase()));
        }
        ruling.addAll(Guardrails.lockSchemaIsEmpty(
                draft.catalog(), LockNames.of(environment).schema()));
        if (ruling.rejects()) {
            ruling.addAll(draft.lackingRights());
            return ruling.reject();
        }
        Dropping.steps(draft, environment, stateView);
        return ruling.rule(state, draft);
    }
}
