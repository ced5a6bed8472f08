package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.deployment.DeploymentId;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.guard.Messages;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * Plans and runs until nothing is left or something stands in the way.
 *
 * <p>After every refusal and every loss of the connection the world is read and planned anew, so that the catalog, and
 * never the text of an error, tells what became of the step: one that the new plan still holds was refused for good; one
 * that it no longer holds was done, by us or by somebody else.
 *
 * <p>Transitions, the swap and the claim, are special in three ways. Refused with 40001 they are tried again, for nothing of
 * them was applied. They rename the deployment's state view from a name that never comes again to one that only this run gives,
 * so they take effect once or never, and its name tells afterwards whose it was. And a run only ever does the one that its
 * first plan held: where a later plan holds another one, somebody has acted meanwhile, and acting once more is not for
 * this run to decide. Likewise a run that began on one deployment never goes on with another.
 *
 * <p>A run that state views a lock schema looks again before it goes on. Where two state view one at once, because its maker was taken for
 * dead, whoever comes second sees both state views and stops; so at most one of them acts.
 */
public final class PlanLoop {

    /** A server that hangs up this often in one run will not stop doing so. */
    private static final int MOST_LOSSES = 8;

    private final Context context;
    private final StepLimits limits;
    private final Supplier<PlanResult> planner;
    private final Reconnecting reconnecting;
    private final List<StepReport> finished = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Instant start;
    private Optional<Step.Transition> intended = Optional.empty();
    private Optional<DeploymentId> deployment = Optional.empty();
    private Optional<ObjectName> sealed = Optional.empty();
    private int turns;
    private int swapAttempts;
    private int losses;

    /**
     * Prepares a run.
     *
     * @param planner reads the world and plans; may be asked many times
     */
    public PlanLoop(Context context, StepLimits limits, Supplier<PlanResult> planner) {
        this.context = context;
        this.limits = limits;
        this.planner = planner;
        this.reconnecting = new Reconnecting(context);
        this.start = context.clock().instant();
    }

    /**
     * Runs.
     *
     * @throws dev.verdigris.engine.internal.connection.SqlFailure when the world cannot be read to begin with
     */
    public Conclusion run() {
        PlanResult result = planner.get();
        try {
            while (true) {
                switch (turn(result)) {
                    case Turn.End end -> {
                        return end.conclusion();
                    }
                    case Turn.Again again -> result = again.result();
                }
            }
        } catch (ConnectionLost lost) {
            return new Conclusion(finished, List.of(Failures.lost(lost)), List.of(), List.of());
        }
    }

    private Turn turn(PlanResult result) {
        return switch (result) {
            case PlanResult.Rejected rejected -> new Turn.End(withdrawn().orElseGet(() -> conclude(rejected)));
            case PlanResult.Planned planned -> turn(planned.plan());
        };
    }

    private Turn turn(Plan plan) {
        Optional<Step.Transition> transition = plan.transition();
        Optional<DeploymentId> now = plan.deployment();
        if (turns++ == 0) {
            intended = transition;
            deployment = now;
        } else if (isOfAnother(plan)) {
            return new Turn.End(
                    conclude(plan, List.of(), List.of(replaced(deployment.orElseThrow(), now.orElseThrow()))));
        } else if (transition.isPresent() && !transition.equals(intended)) {
            return new Turn.End(conclude(plan, List.of(), List.of(overtaken(transition.get()))));
        }
        Optional<Plan> sealing = plan.locking();
        sealed = plan.ownStateView().or(() -> sealed);
        return switch (new PlanRunner(context, limits).run(sealing.orElse(plan))) {
            case RunResult.Completed completed when sealing.isPresent() -> lookAgain(plan, completed);
            case RunResult.Completed completed ->
                new Turn.End(conclude(plan, completed.steps(), stillPending(completed.pending())));
            case RunResult.Blocked blocked -> new Turn.End(conclude(plan, blocked.steps(), List.of(blocked.problem())));
            case RunResult.Stopped stopped ->
                switch (stopped.failure()) {
                    case ConnectionLost lost -> afterLoss(stopped, lost);
                    case ServerRefusal refusal -> afterRefusal(plan, stopped, refusal);
                };
        };
    }

    private boolean isOfAnother(Plan plan) {
        Optional<DeploymentId> now = plan.deployment();
        return deployment.isPresent() && now.isPresent() && !now.equals(deployment);
    }

    private Turn lookAgain(Plan plan, RunResult.Completed completed) {
        finished.addAll(completed.steps());
        notes.addAll(plan.notes());
        return new Turn.Again(reconnecting.call(planner));
    }

    /**
     * Takes the state view of this run back if another stands beside it: this run has done nothing yet, and must not keep
     * whoever was first from going on.
     */
    private Optional<Conclusion> withdrawn() {
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        ObjectName own = sealed.get();
        DeploymentView view = reconnecting.call(context::read);
        List<ObjectName> stateViews = view.lockNames().stateViews(view.catalog()).stream()
                .map(view.catalog()::nameOf)
                .toList();
        if (stateViews.size() < 2 || !stateViews.contains(own)) {
            return Optional.empty();
        }
        ObjectName other = stateViews.stream()
                .filter(stateView -> !stateView.equals(own))
                .findFirst()
                .orElseThrow();
        context.sessions().catalog().execute(Ddl.drop(ItemKind.VIEW, own));
        return Optional.of(new Conclusion(finished, List.of(overtaken(other)), List.of(), List.of()));
    }

    /** Whether a step took effect whose answer never came is for the catalog to say. */
    private Turn afterLoss(RunResult.Stopped stopped, ConnectionLost lost) {
        losses++;
        context.sessions().discard();
        if (losses > MOST_LOSSES) {
            keep(stopped, false);
            throw lost;
        }
        Optional<ObjectName> other =
                stopped.step() instanceof Step.Swap swap && !isDone(swap) ? doneByOther(swap) : Optional.empty();
        if (other.isPresent()) {
            keep(stopped, false);
            return new Turn.End(new Conclusion(finished, List.of(overtaken(other.get())), List.of(), List.of()));
        }
        PlanResult again = reconnecting.call(planner);
        keep(stopped, isDone(stopped.step(), again));
        return new Turn.Again(again);
    }

    private Turn afterRefusal(Plan plan, RunResult.Stopped stopped, ServerRefusal refusal) {
        Optional<Problem> inTheWay = inTheWay(stopped.step(), refusal);
        if (inTheWay.isPresent()) {
            return new Turn.End(conclude(plan, stopped.steps(), List.of(inTheWay.get())));
        }
        PlanResult again = reconnecting.call(planner);
        if (stopped.step() instanceof Step.CreateLockSchema create && stateViews(again) && !holds(again, create)) {
            return new Turn.End(conclude(plan, stopped.steps(), List.of(begunByOther(create))));
        }
        boolean ofAnother = again instanceof PlanResult.Planned planned && isOfAnother(planned.plan());
        boolean left = !ofAnother && holds(again, stopped.step());
        if (left && !isBusy(stopped.step(), refusal)) {
            return new Turn.End(conclude(plan, stopped.steps(), List.of(refused(stopped.step(), refusal))));
        }
        keep(stopped, !ofAnother && isDone(stopped.step(), again));
        return new Turn.Again(again);
    }

    private Optional<DeploymentLock> lock() {
        return reconnecting.call(context::read).lock();
    }

    /** Whether a step that was answered with an error, or not at all, has its effect; its plan is made anew. */
    private boolean isDone(Step step, PlanResult again) {
        return step instanceof Step.Transition transition
                ? isDone(transition)
                : again instanceof PlanResult.Planned && !holds(again, step);
    }

    /** Another run's change leaves nothing of this one to do either; only the state view tells whose it was. */
    private boolean isDone(Step.Transition transition) {
        return lock().flatMap(DeploymentLock::stateViewName)
                .filter(transition.renamed()::equals)
                .isPresent();
    }

    /** The state view that shows that this very swap was done by somebody else. */
    private Optional<ObjectName> doneByOther(Step.Swap swap) {
        return lock().flatMap(DeploymentLock::stateViewName)
                .filter(now -> !now.equals(swap.renamed()))
                .filter(now -> StateView.parse(now.name())
                        .map(StateView::phase)
                        .equals(StateView.parse(swap.renamed().name()).map(StateView::phase)));
    }

    private Optional<Problem> inTheWay(Step step, ServerRefusal refusal) {
        if (step instanceof Step.Swap swap) {
            Optional<ObjectName> other = doneByOther(swap);
            if (other.isPresent()) {
                return other.map(this::overtaken);
            }
        }
        if (!isBusy(step, refusal)) {
            return Optional.empty();
        }
        swapAttempts++;
        if (!context.options().swapRetries().allows(swapAttempts, context.since(start))) {
            return Optional.of(new Problem(
                    ProblemCode.CATALOG_BUSY,
                    "the server refused " + swapAttempts + " times to " + step.summary()
                            + ", because other sessions changed the catalog",
                    "environment " + context.environment().name(),
                    "-- run the verb again when the other sessions are quiet"));
        }
        Duration pause = context.options().swapRetries().after(swapAttempts, context.random());
        context.listener().on(new ProgressEvent.Retrying(swapAttempts, pause, "another session changed the catalog"));
        context.pause().of(pause);
        return Optional.empty();
    }

    private Problem overtaken(Step.Transition now) {
        boolean stateViewStands = intended.map(Step.Transition::stateView)
                .filter(now.stateView()::equals)
                .isPresent();
        return stateViewStands
                ? new Problem(
                        ProblemCode.LOST_RACE,
                        "schemas or clusters of environment "
                                + context.environment().name()
                                + " were made, dropped or renamed since this run planned to "
                                + now.summary(),
                        "environment " + context.environment().name(),
                        Messages.command("status", context.environment().name()))
                : overtaken(now.stateView());
    }

    private Problem overtaken(ObjectName stateView) {
        return new Problem(
                ProblemCode.LOST_RACE,
                "somebody else acted first: the deployment's state view is view " + stateView + " by now",
                "view " + stateView,
                Messages.command("status", context.environment().name()));
    }

    private Problem begunByOther(Step.CreateLockSchema create) {
        return new Problem(
                ProblemCode.LOST_RACE,
                "somebody else began first: lock schema " + create.lock() + " exists by now",
                "schema " + create.lock(),
                Messages.command("status", context.environment().name()));
    }

    private Problem replaced(DeploymentId begun, DeploymentId now) {
        return new Problem(
                ProblemCode.LOST_RACE,
                "deployment " + begun.value() + ", on which this run began, is gone: " + now.value()
                        + " has taken its place",
                "environment " + context.environment().name(),
                Messages.command("status", context.environment().name()));
    }

    private static boolean isBusy(Step step, ServerRefusal refusal) {
        return step instanceof Step.Transition && refusal.is(ServerRefusal.SERIALIZATION_FAILURE);
    }

    private static boolean holds(PlanResult result, Step step) {
        return result instanceof PlanResult.Planned planned && planned.plan().holds(step);
    }

    private static boolean stateViews(PlanResult result) {
        return result instanceof PlanResult.Planned planned
                && planned.plan().locking().isPresent();
    }

    /** Keeps what took effect of a run that goes on, among it the step that failed here and was done after all. */
    private void keep(RunResult.Stopped stopped, boolean doneAfterAll) {
        for (StepReport report : stopped.steps()) {
            switch (report.status()) {
                case DONE -> finished.add(report);
                case FAILED -> {
                    if (doneAfterAll) {
                        finished.add(StepReports.resolved(report));
                    }
                }
                case ALREADY_DONE, NOT_REACHED, PLANNED -> {}
            }
        }
    }

    /** A sink may have followed after all, by another hand or in the last moment; only the catalog knows. */
    private List<Problem> stillPending(List<Problem> pending) {
        if (pending.isEmpty()) {
            return pending;
        }
        PlanResult now = reconnecting.call(planner);
        return switch (now) {
            case PlanResult.Rejected rejected -> pending;
            case PlanResult.Planned planned ->
                pending.stream()
                        .filter(problem -> planned.plan().steps().stream()
                                .map(PlannedStep::step)
                                .anyMatch(step -> step instanceof Step.RepointSink repoint
                                        && problem.where().equals(PlanRunner.where(repoint))))
                        .toList();
        };
    }

    private Conclusion conclude(Plan plan, List<StepReport> last, List<Problem> problems) {
        List<StepReport> steps = new ArrayList<>(finished);
        steps.addAll(last);
        Set<String> all = new LinkedHashSet<>(notes);
        all.addAll(plan.notes());
        return new Conclusion(steps, problems, plan.warnings(), List.copyOf(all));
    }

    private Conclusion conclude(PlanResult.Rejected rejected) {
        return new Conclusion(finished, rejected.problems(), rejected.warnings(), List.of());
    }

    private static Problem refused(Step step, ServerRefusal refusal) {
        return Failures.refused("to " + step.summary(), refusal, "statement " + refusal.statement());
    }

    /** What follows one run of one plan. */
    private sealed interface Turn {

        record Again(PlanResult result) implements Turn {}

        record End(Conclusion conclusion) implements Turn {}
    }
}
