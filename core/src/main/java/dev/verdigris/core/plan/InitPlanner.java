package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.PhaseProblems;
import dev.verdigris.core.guard.SideRules;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;

/**
 * Plans the beginning of a deployment: the lock schema, the counterparts, and all that is copied to them.
 *
 * <p>Only what is missing becomes a step, so planning again after any number of steps plans the rest, and init is done
 * when planning again yields no step.
 */
public final class InitPlanner {

    private final DeploymentView view;
    private final Request.Init request;
    private final VerbGuardrails guards;
    private final PlanBuilder steps;

    private InitPlanner(DeploymentView view, Request.Init request) {
        this.view = view;
        this.request = request;
        this.guards = new VerbGuardrails(Verb.INIT, request.accept());
        this.steps = new PlanBuilder(view);
    }

    /** Plans what is left to do for init, or tells all that stands in the way. */
    public static PlanResult plan(DeploymentView view, Request.Init request) {
        return new InitPlanner(view, request).plan();
    }

    private PlanResult plan() {
        if (!guards.begin(view) || !mayBegin()) {
            return steps.rejected(guards);
        }
        guards.ask(SideRules.inUse(view), Guardrail.SIDE);
        guards.contents(view);
        ObjectName stateView = lock();
        List<Problem> uncopied = new ArrayList<>(CounterpartSteps.schemas(steps, request));
        uncopied.addAll(CounterpartSteps.clusters(steps, request));
        guards.ask(uncopied, Guardrail.LIVE_SIDE, Guardrail.CLUSTERS);
        guards.limits(view.catalog(), steps.view());
        requireSwapRights(stateView);
        return uncopied.isEmpty() ? steps.planned(guards) : steps.rejected(guards);
    }

    /** Whether the environment is free, or the deployment is the one that this run continues. */
    private boolean mayBegin() {
        Optional<DeploymentLock> dropping = view.lock().filter(lock -> lock.phase() == Phase.DROPPING);
        if (dropping.isPresent()) {
            guards.refuse(PhaseProblems.dropping(view.environment(), dropping.get()));
            return false;
        }
        guards.passes(Guardrail.PHASE);
        if (!view.isPromoted()) {
            guards.record(view);
        }
        if (!guards.refuses()) {
            guards.lock(view, request.takeOver(), record -> request.key().isOf(record, view.role()));
        }
        return !guards.refuses();
    }

    /** The lock schema, its state view and the record; returns what the state view is called after these steps. */
    private ObjectName lock() {
        if (view.state() instanceof DeploymentState.None) {
            steps.add(
                    new Step.CreateLockSchema(view.lockNames().schema()),
                    "it locks environment " + view.environment().name());
        }
        ObjectName stateView = stateView();
        if (view.record().isEmpty()) {
            DeploymentRecord record = LockSteps.record(steps.view(), request.key(), request.fresh());
            steps.add(new Step.RecordDeployment(stateView, record), "it tells who deploys what");
        }
        LockSteps.giveToLiveOwner(steps, stateView);
        return stateView;
    }

    private ObjectName stateView() {
        Optional<DeploymentLock> sealed =
                view.lock().filter(lock -> lock.stateView().isPresent());
        if (sealed.isPresent()) {
            return view.record().isPresent()
                    ? sealed.get().stateViewName().orElseThrow()
                    : LockSteps.takeOver(steps, sealed.get(), request.fresh());
        }
        ObjectName stateView = LockSteps.stateView(view, Phase.STAGED, request.fresh());
        steps.add(new Step.CreateStateView(stateView), "it says where the deployment stands");
        return stateView;
    }

    /** The rights that the swap will need: better missed now than after hours of hydration. */
    private void requireSwapRights(ObjectName stateView) {
        steps.requireRightsFor(SwapSteps.swap(view, stateView, Phase.PROMOTED, request.fresh()));
    }
}
