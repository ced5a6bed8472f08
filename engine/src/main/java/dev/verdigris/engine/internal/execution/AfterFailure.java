package dev.verdigris.engine.internal.execution;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.execution.PlanLoop.Next;

/**
 * What a run does after a plan that the server stopped: a lost connection, or refused steps. It reads the catalog, which
 * shows whether a step was done, and decides between another plan and the end. {@link PlanLoop} lists the cases.
 */
final class AfterFailure {

    /** A server that closes the connection this often in one run will probably not stop doing so. */
    private static final int MOST_LOSSES = 8;

    private final Context context;
    private final Planner planner;
    private final RaceGuard race;
    private final RunHistory history;
    private final TransitionRetries retries;
    private final Failures failures;
    private int losses;

    /** Creates it for one run, whose intent {@code race} knows, and whose steps {@code history} keeps. */
    AfterFailure(Context context, Planner planner, RaceGuard race, RunHistory history) {
        this.context = context;
        this.planner = planner;
        this.race = race;
        this.history = history;
        this.retries = new TransitionRetries(context);
        this.failures = new Failures(context.environment().name());
    }

    /** The next action after the connection was lost. */
    Next next(Plan plan, RunResult.Lost lost) {
        losses++;
        context.sessions().discard();
        if (lost.failure().isFinal()) {
            return end(plan, lost, List.of(failures.of(lost.step(), lost.failure())));
        }
        if (losses > MOST_LOSSES) {
            return cut(plan, lost, lost.failure());
        }
        try {
            Optional<Problem> other = doneByOther(lost.step());
            if (other.isPresent()) {
                history.stopped(plan, lost, step -> false);
                return new Next.End(history.end(other.get()));
            }
            PlanResult again = context.reconnecting(planner);
            boolean done = isDone(lost.step(), again);
            history.stopped(plan, lost, step -> step.equals(lost.step()) ? done : isDone(step, again));
            return new Next.Again(again);
        } catch (SqlFailure unreadable) {
            return cut(plan, lost, unreadable);
        }
    }

    /**
     * The end if the catalog cannot be read after a loss. A swap that was answered stays done, so what is left is left
     * to the next run.
     */
    private Next cut(Plan plan, RunResult.Lost lost, SqlFailure failure) {
        history.stopped(plan, lost, step -> false);
        return new Next.End(
                history.hasSwapped()
                        ? history.cut(plan, lost, Failures.reason(failure))
                        : history.end(failures.of(failure)));
    }

    /** The next action after the server has refused steps. */
    Next next(Plan plan, RunResult.Refused refused) {
        return refused.refusals().stream().anyMatch(refusal -> refusal.failure().isFinal())
                ? end(plan, refused, problems(refused.refusals().stream()))
                : without(plan, refused).orElseGet(() -> afterRefusal(plan, refused));
    }

    /**
     * A new plan, if the verb goes on without the refused steps. If another run has done one of them, nothing is left
     * out.
     */
    private Optional<Next> without(Plan plan, RunResult.Refused refused) {
        if (!refused.refusals().stream().map(RunResult.Refusal::step).allMatch(planner::canLeave)) {
            return Optional.empty();
        }
        PlanResult again = context.reconnecting(planner);
        List<RunResult.Refusal> left = refused.refusals().stream()
                .filter(refusal -> again.holds(refusal.step()))
                .toList();
        history.stopped(plan, refused, each -> isDone(each, again));
        left.forEach(each -> planner.leave(each.step(), each.failure().describe()));
        return Optional.of(new Next.Again(left.isEmpty() ? again : context.reconnecting(planner)));
    }

    /** Several refusals always belong to one layer, so the first one decides. A transition or a locking step is alone. */
    private Next afterRefusal(Plan plan, RunResult.Refused refused) {
        Step step = refused.refusals().get(0).step();
        boolean busy = step instanceof Step.Transition
                && refused.refusals().get(0).failure().is(ServerRefusal.SERIALIZATION_FAILURE);
        Optional<Next> next = busy ? afterPause(plan, refused, step) : Optional.empty();
        if (next.isPresent()) {
            return next.get();
        }
        Optional<Problem> other = doneByOther(step);
        if (other.isPresent()) {
            return end(plan, refused, List.of(other.get()));
        }
        PlanResult again = context.reconnecting(planner);
        List<Problem> left = problems(refused.refusals().stream().filter(refusal -> again.holds(refusal.step())));
        if (step instanceof Step.CreateLockSchema create && left.isEmpty() && again.takesHold()) {
            return end(plan, refused, List.of(race.begunByOther(create)));
        }
        boolean ofAnother = race.isOfAnother(again);
        if (!left.isEmpty() && !ofAnother && !busy) {
            return end(plan, refused, left);
        }
        history.stopped(plan, refused, each -> !ofAnother && isDone(each, again));
        return new Next.Again(again);
    }

    /** The end after the time limit, or another attempt at the same plan. Empty if only a new plan can decide. */
    private Optional<Next> afterPause(Plan plan, RunResult.Refused refused, Step step) {
        Optional<Problem> over = retries.pause(step);
        if (over.isPresent()) {
            return Optional.of(end(plan, refused, List.of(doneByOther(step).orElse(over.get()))));
        }
        Optional<PlanResult> same = context.reconnecting(planner::unchanged);
        same.ifPresent(unused -> history.stopped(plan, refused, each -> false));
        return same.map(Next.Again::new);
    }

    private List<Problem> problems(Stream<RunResult.Refusal> refusals) {
        return refusals.map(refusal -> failures.of(refusal.step(), refusal.failure()))
                .toList();
    }

    /** Whether a step that got an error, or no answer, took effect. */
    private boolean isDone(Step step, PlanResult again) {
        return step instanceof Step.Transition transition
                ? RaceGuard.isDone(transition, stateView())
                : again instanceof PlanResult.Planned && !again.holds(step);
    }

    private Optional<Problem> doneByOther(Step step) {
        return step instanceof Step.Transition transition
                ? race.doneByOther(transition, stateView())
                : Optional.empty();
    }

    private Optional<ObjectName> stateView() {
        return context.reconnecting(context::read).lock().flatMap(DeploymentLock::stateViewName);
    }

    private Next end(Plan plan, RunResult last, List<Problem> problems) {
        return new Next.End(history.end(plan, last.steps(), problems));
    }
}
