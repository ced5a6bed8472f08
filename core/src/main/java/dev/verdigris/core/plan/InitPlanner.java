package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.RecordEntry;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.drift.ClusterParity;
import dev.verdigris.core.guard.identity.PhaseProblems;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.guard.identity.SideRules;
import dev.verdigris.core.guard.sizing.StagedSizing;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;

/**
 * Plans the beginning of a deployment: the lock schema, the counterparts, and the properties that are copied to them.
 *
 * <p>Only missing things become steps. So after some of the steps a new plan has the others, and init is done if a new
 * plan has no step.
 */
public final class InitPlanner {

    private final DeploymentView view;
    private final PlanInput.Init input;
    private final VerbGuardrails guards;
    private final PlanBuilder steps;
    private boolean whole;

    private InitPlanner(DeploymentView view, PlanInput.Init input) {
        this.view = view;
        this.input = input;
        this.guards = new VerbGuardrails(Verb.INIT, input::accepts);
        this.steps = new PlanBuilder(view);
    }

    /** Plans the remaining steps of init, or returns all problems. */
    public static PlanResult plan(DeploymentView view, PlanInput.Init input) {
        return new InitPlanner(view, input).plan();
    }

    /** Plans the same, with the environment after the steps. */
    static Foresight.Trial trial(DeploymentView view, PlanInput.Init input) {
        InitPlanner planner = new InitPlanner(view, input);
        PlanResult result = planner.plan();
        return new Foresight.Trial(result, planner.whole ? Optional.of(planner.steps.view()) : Optional.empty());
    }

    private PlanResult plan() {
        if (!guards.begin(view) || !mayBegin() || !guards.names(view)) {
            return steps.rejected(guards);
        }
        RollbackRules.story(view).ifPresent(steps::note);
        guards.ask(SideRules.inUse(view), Guardrail.SIDE);
        guards.contents(view);
        ObjectName stateView = lock();
        sizes();
        PlanBuilder ahead = new PlanBuilder(steps.view());
        List<Problem> uncopied = counterparts(ahead, stateView);
        guards.ask(uncopied, Guardrail.LIVE_SIDE, Guardrail.CLUSTERS);
        guards.limits(view, ahead.catalog());
        guards.warn(ClusterParity.begun(ahead.view()), Guardrail.CLUSTER_SETTINGS);
        guards.swapTime(view);
        LockSteps.keepConsents(steps, guards, input.accept(), input.run());
        counterparts(steps, stateView);
        requireSwapRights(stateView);
        StagedSizing.notes(steps.view()).forEach(steps::note);
        if (!input.stagedSizes().isEmpty()) {
            StagedSizing.withoutSecondHydration(steps.view()).ifPresent(steps::note);
        }
        whole = uncopied.isEmpty();
        return uncopied.isEmpty() ? steps.planned(guards) : steps.rejected(guards);
    }

    /** Plans that the deployment keeps the sizes of staged clusters, and reports what they cost. */
    private void sizes() {
        if (!input.stagedSizes().isEmpty()) {
            guards.ask(StagedSizing.unusable(view, input.stagedSizes()), Guardrail.CLUSTER_SETTINGS);
            LockSteps.keepStagedSizes(steps, CounterpartSteps.sizes(steps, input), input.run());
        }
    }

    /** Plans the counterparts. Returns what stands in the way. */
    private List<Problem> counterparts(PlanBuilder draft, ObjectName stateView) {
        List<Problem> problems = new ArrayList<>(CounterpartSteps.schemas(draft, input));
        fence(draft, stateView);
        problems.addAll(CounterpartSteps.clusters(draft, input));
        return problems;
    }

    /** Whether the environment is free, or its deployment is the one that this run continues. */
    private boolean mayBegin() {
        Optional<DeploymentLock> dropping = view.lock().filter(lock -> lock.phase() == Phase.DROPPING);
        if (dropping.isPresent()) {
            guards.refuse(PhaseProblems.dropping(view.environment(), dropping.get()));
            return false;
        }
        if (view.lock().map(DeploymentLock::evidence).orElse(null) instanceof PhaseEvidence.LaterVersion) {
            guards.refuse(PhaseProblems.laterVersion(view.environment()));
            return false;
        }
        guards.passes(Guardrail.PHASE);
        if (!view.isPromoted()) {
            guards.record(view);
        }
        if (!guards.refuses()) {
            guards.lock(
                    view, input.waited(), input.run().deployer(), input.run().connections());
        }
        return !guards.refuses();
    }

    /** Plans the lock schema, its state view and the record. Returns the state view's name after these steps. */
    private ObjectName lock() {
        if (view.state() instanceof DeploymentState.None) {
            steps.add(
                    new Step.CreateLockSchema(view.lockNames().schema()),
                    "it locks environment " + view.environment().name());
        }
        ObjectName stateView = stateView();
        if (!isOfThisRun()) {
            DeploymentRecord record = view.record()
                    .map(known -> LockSteps.takenOver(view, known, input.run()))
                    .orElseGet(() -> LockSteps.record(steps.view(), input.run()));
            steps.add(new Step.RecordDeployment(stateView, record), "it says which role deploys which version");
        }
        LockSteps.giveToLiveOwner(steps, stateView);
        return stateView;
    }

    /**
     * Plans the record once more before the first cluster, because a cluster costs money. If another run has ended the
     * deployment, the server refuses it.
     */
    private void fence(PlanBuilder draft, ObjectName stateView) {
        boolean creates = view.environment().pairs().stream()
                .flatMap(pair -> Stream.of(pair.live(), pair.suffixed()))
                .filter(Target.OfCluster.class::isInstance)
                .anyMatch(half -> draft.catalog().find(half).isEmpty());
        Optional<DeploymentRecord> record = creates ? draft.view().record() : Optional.empty();
        record.ifPresent(known -> draft.add(
                new Step.UpdateRecord(stateView, RecordEntry.WORK, known),
                "no cluster is created for a deployment that another run has ended"));
    }

    private boolean isOfThisRun() {
        return view.record()
                .filter(record -> LockSteps.isOfThisRun(view, record, input.run()))
                .isPresent();
    }

    private ObjectName stateView() {
        Optional<DeploymentLock> existing =
                view.lock().filter(lock -> lock.stateView().isPresent());
        if (existing.isPresent()) {
            return isOfThisRun()
                    ? existing.get().stateViewName().orElseThrow()
                    : LockSteps.takeOver(steps, existing.get(), input.run());
        }
        ObjectName stateView = LockSteps.stateView(view, Phase.STAGED, input.run());
        steps.add(
                new Step.CreateStateView(
                        stateView, LockSteps.held(steps, Phase.STAGED), LockSteps.inventory(steps, Phase.STAGED)),
                "it holds the pairs, and its name shows the phase");
        return stateView;
    }

    /** Requires the rights of the swap now, because a missing right must be reported before hours of hydration. */
    private void requireSwapRights(ObjectName stateView) {
        steps.requireRightsFor(SwapSteps.swap(view, stateView, Phase.PROMOTED, input.run()));
    }
}
