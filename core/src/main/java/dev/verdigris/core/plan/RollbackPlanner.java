package dev.verdigris.core.plan;

import java.util.Optional;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.record.RecordEntry;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.drift.RollbackGuard;
import dev.verdigris.core.guard.identity.PhaseProblems;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.guard.identity.SideRules;
import dev.verdigris.core.guard.sizing.Reconfigurations;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;

/**
 * Plans a rollback, which is the reverse of a promotion. It is possible while the previous side exists. After the swap
 * back, only the entry in the record and the sinks are left; after them, nothing is left. The name of the state view
 * shows whether the side was ever promoted, because a rollback of a side that is not live must not count as a success.
 */
public final class RollbackPlanner {

    private final DeploymentView view;
    private final Environment environment;
    private final PlanInput.Rollback input;
    private final VerbGuardrails guards;
    private final PlanBuilder steps;

    private RollbackPlanner(DeploymentView view, PlanInput.Rollback input) {
        this.view = view;
        this.environment = view.environment();
        this.input = input;
        this.guards = new VerbGuardrails(Verb.ROLLBACK, input::accepts);
        this.steps = new PlanBuilder(view);
    }

    /** Plans the remaining steps of rollback, or returns all problems. */
    public static PlanResult plan(DeploymentView view, PlanInput.Rollback input) {
        return new RollbackPlanner(view, input).plan();
    }

    private PlanResult plan() {
        if (!guards.begin(view)) {
            return steps.rejected(guards);
        }
        Optional<DeploymentLock> lock = view.lock();
        if (lock.isEmpty()) {
            return SideRules.promotion(view)
                    .map(this::takeOver)
                    .orElseGet(() -> steps.refused(guards, PhaseProblems.noPrevious(view)));
        }
        if (!guards.ownDeployment(view, input.run().deployer())) {
            return steps.rejected(guards);
        }
        return switch (lock.get().phase()) {
            case STAGED ->
                steps.refused(
                        guards,
                        lock.get().evidence() instanceof PhaseEvidence.LaterVersion
                                ? PhaseProblems.previousGone(environment)
                                : PhaseProblems.neverPromoted(environment));
            case ROLLED_BACK -> followUp();
            case PROMOTED ->
                lock.get().evidence() instanceof PhaseEvidence.WithoutPrevious
                        ? steps.refused(guards, PhaseProblems.previousGone(environment))
                        : swapBack(view);
            case DROPPING -> steps.refused(guards, PhaseProblems.tooLate(environment, lock.get()));
        };
    }

    /** Adopts what another tool has promoted, and swaps it back. */
    private PlanResult takeOver(AuditEvent promotion) {
        guards.skip(Guardrail.OWN_DEPLOYMENT, "no record names a deployment");
        LockSteps.adopt(steps, promotion, input.run());
        steps.note("Another tool has promoted the live version: " + SideRules.promotedElsewhere(promotion) + ".");
        return swapBack(steps.view());
    }

    private PlanResult swapBack(DeploymentView now) {
        guards.passes(Guardrail.PHASE);
        guards.record(now);
        guards.previous(now, input.readiness());
        guards.warn(Reconfigurations.problems(now), Guardrail.CLUSTERS);
        RollbackGuard.unknown(now).forEach(steps::note);
        guards.ask(RollbackGuard.previous(now), Guardrail.PREVIOUS_SIDE);
        guards.ask(RollbackGuard.lostObjects(now), Guardrail.PREVIOUS_SIDE);
        guards.warn(RollbackGuard.lostChanges(now), Guardrail.PREVIOUS_SIDE);
        guards.ask(RollbackGuard.age(now, input.window(), input.run().now()), Guardrail.ROLLBACK_WINDOW);
        guards.swapBack(now);
        guards.consequences(now, now.sinkWays().back());
        if (!guards.pairs(now)) {
            return steps.rejected(guards);
        }
        LockSteps.keepConsents(steps, guards, input.accept(), input.run());
        ObjectName stateView = now.lock().orElseThrow().stateViewName().orElseThrow();
        steps.add(
                SwapSteps.swap(steps.view(), stateView, Phase.ROLLED_BACK, input.run()),
                "the whole previous side goes live again at once");
        record();
        SwapSteps.sinks(steps, now.sinkWays().back());
        return steps.planned(guards);
    }

    /**
     * Plans the entry in the record, unless it is there. It comes after the swap, because nothing may stop the way
     * back. The run adds the time when the server has answered the swap. If the run is killed between the two, the next
     * rollback writes the entry, without time and role. A role that does not own the state view only completes the
     * sinks.
     */
    private void record() {
        steps.view()
                .lock()
                .filter(lock -> lock.evidence() instanceof PhaseEvidence.Agreed)
                .filter(lock -> Rights.of(view.catalog()).owns(lock.owner()))
                .flatMap(
                        lock -> RollbackRules.recorded(steps.view(), input.run().token())
                                .map(record -> new Step.UpdateRecord(
                                        lock.stateViewName().orElseThrow(), RecordEntry.ROLLBACK, record)))
                .ifPresent(update -> steps.add(update, "promote refuses the version that was rolled back"));
    }

    private PlanResult followUp() {
        guards.passes(Guardrail.PHASE);
        if (view.lock().orElseThrow().evidence() instanceof PhaseEvidence.SwappedElsewhere) {
            steps.note("Another tool has swapped the previous version back.");
        }
        record();
        SwapSteps.sinksLeft(steps, view.sinkWays().back());
        if (steps.steps().isEmpty()) {
            steps.note("Environment " + environment.name() + " is rolled back and nothing is left to do.");
        }
        return steps.followUp(guards);
    }
}
