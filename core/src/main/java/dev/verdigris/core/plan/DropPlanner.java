package dev.verdigris.core.plan;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;

/** Plans the end of a deployment: cleanup drops the previous side, abort one that was never promoted. */
public final class DropPlanner {

    private final Verb verb;
    private final Phase allowed;
    private final DeploymentView view;
    private final Environment environment;
    private final Request.Drop request;
    private final ProblemCollector problems;
    private final PlanBuilder steps;

    private DropPlanner(Verb verb, Phase allowed, DeploymentView view, Request.Drop request) {
        this.verb = verb;
        this.allowed = allowed;
        this.view = view;
        this.environment = view.environment();
        this.request = request;
        this.problems = new ProblemCollector(verb, view, request.accept());
        this.steps = new PlanBuilder(view);
    }

    /** Plans what is left to do for cleanup, or tells all that stands in the way. */
    public static PlanResult cleanup(DeploymentView view, Request.Drop request) {
        return new DropPlanner(Verb.CLEANUP, Phase.PROMOTED, view, request).plan();
    }

    /** Plans what is left to do for abort, or tells all that stands in the way. */
    public static PlanResult abort(DeploymentView view, Request.Drop request) {
        return new DropPlanner(Verb.ABORT, Phase.STAGED, view, request).plan();
    }

    private PlanResult plan() {
        problems.addAll(Preconditions.environment(view));
        if (problems.rejects()) {
            return problems.reject();
        }
        return switch (view.state()) {
            case DeploymentState.Contradictory many -> problems.reject(Preconditions.contradictory(environment, many));
            case DeploymentState.None none -> unlocked();
            case DeploymentState.Locked locked -> locked(locked.lock());
        };
    }

    private PlanResult locked(DeploymentLock lock) {
        if (lock.stateView().isEmpty()) {
            return unlocked();
        }
        if (lock.phase() != Phase.DROPPING && lock.phase().isStaged() != allowed.isStaged()) {
            return problems.reject(wrongPhase());
        }
        Preconditions.unreadable(lock).ifPresent(problems::add);
        return drop(lock.stateView().get());
    }

    private Problem wrongPhase() {
        return switch (allowed) {
            case STAGED, ROLLED_BACK -> Preconditions.nothingStaged(environment, "it was promoted", goBackOrCleanUp());
            case PROMOTED, DROPPING ->
                Preconditions.notPromoted(
                        environment,
                        "it is staged, and the live side is still the previous version",
                        Fix.choice(
                                Fix.either("promote it", Fix.command(Verb.PROMOTE, environment.name())),
                                Fix.either("drop the staged side", Fix.command(Verb.ABORT, environment.name()))));
        };
    }

    private Fix goBackOrCleanUp() {
        return Fix.choice(
                Fix.either("go back to the previous version", Fix.command(Verb.ROLLBACK, environment.name())),
                Fix.either("drop the previous version", Fix.command(Verb.CLEANUP, environment.name())));
    }

    /** Nothing says whose the suffixed side is: there is no lock schema, or none with a state view. */
    private PlanResult unlocked() {
        if (!view.pairs().anySuffixed()) {
            return view.lock().map(this::lockAlone).orElseGet(this::nothing);
        }
        if (!request.adopt()) {
            return problems.reject(new Problem(
                    ProblemCode.UNKNOWN_SIDE,
                    "there is a suffixed side of environment " + environment.name()
                            + ", and no lock schema says whether it is staged or previous",
                    "environment " + environment.name(),
                    Fix.advice("if it is the " + allowed.side() + " side, adopt and drop it")
                            .then(Fix.command(verb, environment.name(), CommandOption.Switch.ADOPT))));
        }
        LockSteps.adopt(steps, allowed, request.fresh());
        return drop(new StateView(allowed, request.fresh().token()));
    }

    private PlanResult lockAlone(DeploymentLock lock) {
        problems.addAll(Guardrails.lockSchemaIsEmpty(view));
        steps.add(
                new Step.DropLockSchema(lock.schema()),
                "it has the name of a lock schema and bears no state view, and nothing has the environment's suffix");
        steps.note("Nothing but its name says that schema " + lock.schema()
                + " is a lock schema: it bears no state view, as if a verb was stopped at its first or last step.");
        return problems.rule(steps);
    }

    private PlanResult nothing() {
        steps.note("Nothing bears the suffix of environment " + environment.name() + ", so nothing is to be dropped.");
        return problems.planned(steps);
    }

    private PlanResult drop(StateView stateView) {
        problems.addAll(Guardrails.droppable(steps.view()));
        if (stateView.phase() != Phase.DROPPING) {
            problems.addAll(Guardrails.quarantinable(steps.view(), stateView.phase()));
        }
        problems.addAll(Guardrails.lockSchemaIsEmpty(steps.view()));
        if (problems.rejects()) {
            problems.addAll(steps.lackingRights());
            return problems.reject();
        }
        Dropping.steps(steps, stateView);
        return problems.rule(steps);
    }
}
