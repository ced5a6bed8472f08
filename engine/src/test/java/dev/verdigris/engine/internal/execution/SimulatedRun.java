package dev.verdigris.engine.internal.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.model.ModelServer;

/**
 * The loop of {@link PlanLoop}, one step at a time, on the simulator: it plans on a reading, performs the steps on the
 * catalog of their moment, and plans again after a refusal and after the beginning of a plan. The rules about other
 * runs are the real ones of {@link RaceGuard}. No connection is lost here, and no statement is refused for others'
 * sake.
 */
public final class SimulatedRun {

    /** Why a run ended. */
    public enum End {
        /** All its steps are done. */
        DONE,
        /** A guardrail, the server or another run stopped it. */
        STOPPED
    }

    /** Receives each step that took effect. */
    public interface Witness {

        /** The catalog was read for a new plan. */
        void planned(CatalogSnapshot catalog);

        /** A step took effect. */
        void performed(Step step, CatalogSnapshot before, CatalogSnapshot after);
    }

    private final ModelServer server;
    private final Environment environment;
    private final Function<DeploymentView, PlanResult> planner;
    private final Runnable begun;
    private final Witness witness;
    private final RaceGuard race;
    private final Deque<Step> steps = new ArrayDeque<>();
    private boolean planning = true;
    private boolean beginning;
    private boolean withdrawing;
    private boolean created;
    private boolean looking;
    private Optional<End> end = Optional.empty();

    /**
     * Begins a run.
     *
     * @param begun is called after the beginning of a plan, such as the last statement of a model
     */
    public SimulatedRun(
            ModelServer server,
            Environment environment,
            Function<DeploymentView, PlanResult> planner,
            Runnable begun,
            Witness witness) {
        this.server = server;
        this.environment = environment;
        this.planner = planner;
        this.begun = begun;
        this.witness = witness;
        this.race = new RaceGuard(environment);
    }

    /** Why it ended; empty while it runs. */
    public Optional<End> end() {
        return end;
    }

    /** Reads and plans, or performs one step. */
    public void step() {
        if (end.isPresent()) {
            return;
        }
        if (planning) {
            planning = false;
            take(plan());
        } else {
            perform(steps.remove());
        }
        if (end.isEmpty() && !planning && steps.isEmpty()) {
            completed();
        }
    }

    private PlanResult plan() {
        witness.planned(server.catalog());
        return planner.apply(view());
    }

    private DeploymentView view() {
        return DeploymentView.of(server.catalog(), environment);
    }

    private void take(PlanResult result) {
        switch (result) {
            case PlanResult.Rejected rejected -> rejected();
            case PlanResult.Planned planned -> {
                if (race.refuse(planned.plan()).isPresent()) {
                    end = Optional.of(End.STOPPED);
                } else if (looking) {
                    end = Optional.of(End.DONE);
                } else {
                    created |= planned.plan().createsCounterparts();
                    Optional<Plan> first = planned.plan()
                            .locking()
                            .or(planned.plan()::creation)
                            .or(planned.plan()::preparation);
                    beginning = first.isPresent();
                    first.orElse(planned.plan()).steps().stream()
                            .map(PlannedStep::step)
                            .forEach(steps::add);
                }
            }
        }
    }

    /** Gives way to a run that created a state view at the same time, or ends. */
    private void rejected() {
        Optional<RaceGuard.Withdrawal> withdrawal = race.mayHaveRival() ? race.rival(view()) : Optional.empty();
        withdrawal.ifPresent(found -> {
            steps.add(new Step.DropStateView(found.own(), List.of()));
            found.emptied().ifPresent(schema -> steps.add(new Step.DropLockSchema(schema)));
        });
        withdrawing = withdrawal.isPresent();
        if (!withdrawing) {
            end = Optional.of(End.STOPPED);
        }
    }

    private void completed() {
        if (withdrawing) {
            end = Optional.of(End.STOPPED);
        } else if (beginning) {
            beginning = false;
            planning = true;
            begun.run();
        } else if (created) {
            created = false;
            looking = true;
            planning = true;
        } else {
            end = Optional.of(End.DONE);
        }
    }

    private void perform(Step step) {
        CatalogSnapshot before = server.catalog();
        try {
            server.perform(step);
        } catch (ModelServer.Refused refusal) {
            refused(step);
            return;
        }
        witness.performed(step, before, server.catalog());
    }

    private void refused(Step step) {
        if (step instanceof Step.FollowUp) {
            return;
        }
        steps.clear();
        beginning = false;
        boolean doneByOther = step instanceof Step.Transition transition
                && race.doneByOther(transition, view().lock().flatMap(DeploymentLock::stateViewName))
                        .isPresent();
        if (withdrawing || doneByOther) {
            end = Optional.of(End.STOPPED);
            return;
        }
        PlanResult again = plan();
        boolean begunByOther = step instanceof Step.CreateLockSchema && !again.holds(step) && again.takesHold();
        boolean left = again.holds(step) && !race.isOfAnother(again);
        if (begunByOther || left) {
            end = Optional.of(End.STOPPED);
        } else {
            take(again);
        }
    }
}
