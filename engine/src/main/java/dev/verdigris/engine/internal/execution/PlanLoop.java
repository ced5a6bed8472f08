package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * Plans and runs until no step is left or a problem stops it.
 *
 * <p>After every refusal and every lost connection it reads the catalog and plans again. So the catalog, and never the
 * text of an error, shows whether a step was done: if the new plan still contains the step, it was not done;
 * otherwise, this run or another one has done it. {@link RaceGuard} decides which run it was.
 *
 * <p>The next action depends on the end of the plan and on the catalog afterwards:
 *
 * <ul>
 *   <li>It is rejected; the catalog shows another state view next to this run's own: drop its own; lost race.
 *   <li>It is rejected; the catalog shows anything else: end with its problems.
 *   <li>It is of another deployment, or has another transition: lost race.
 *   <li>It locked the environment, wrote what a swap needs before it, waited for subscriptions, or created all
 *       objects of a build: plan again.
 *   <li>It was completed and created counterparts: look whether the deployment is still there; end.
 *   <li>It was completed and created a sink: plan again, to wait for the sink.
 *   <li>It was completed; the catalog shows remaining follow-ups: end; these are pending.
 *   <li>It waited too long: end with the reason for the wait.
 *   <li>It reached the time limit of the verb: end with the first step that is left.
 *   <li>It got no answer within a limit: end with what is known of the statement.
 *   <li>It lost the connection; the catalog shows the transition done by another run: lost race.
 *   <li>It lost the connection; the catalog shows anything else: plan again, up to 8 times.
 *   <li>It lost the connection after the swap, and the catalog cannot be read: end; what was not done is pending.
 *   <li>It lost the connection earlier, and the catalog cannot be read: end with the loss.
 *   <li>It was refused a transition with 40001; the catalog shows no change of ours: pause, try again.
 *   <li>It was refused a transition with 40001; the catalog shows anything else: pause, plan again.
 *   <li>It was refused a transition; the catalog shows the transition done by another run: lost race.
 *   <li>It was refused a transition with 40001 too long: end with VG-CATALOG-BUSY.
 *   <li>It was refused to create the lock schema; the catalog shows that another run has created it: lost race.
 *   <li>It was refused a step of the history; the catalog shows that the step is left: plan again without it.
 *   <li>It was refused a step; the catalog shows that the step is left: end with the refusal.
 *   <li>It was refused a step; the catalog shows that the step is done: plan again.
 * </ul>
 */
public final class PlanLoop {

    /** A server that closes the connection this often in one run will probably not stop doing so. */
    private static final int MOST_LOSSES = 8;

    private final Context context;
    private final StepLimits limits;
    private final Planner planner;
    private final RaceGuard race;
    private final RunHistory history = new RunHistory();
    private final TransitionRetries retries;
    private final SwapTime swapped;
    private final Failures failures;
    private Optional<Instant> draining = Optional.empty();
    private List<Step> prepared = List.of();
    private boolean createdSinks;
    private int losses;

    /** Creates a loop for one run. */
    public PlanLoop(Context context, StepLimits limits, Planner planner) {
        this.context = context;
        this.limits = limits;
        this.planner = planner;
        this.race = new RaceGuard(context.environment());
        this.retries = new TransitionRetries(context);
        this.swapped = new SwapTime(context.clock());
        this.failures = new Failures(context.environment().name());
    }

    /**
     * Runs. Throws a {@link dev.verdigris.engine.internal.connection.SqlFailure} if the first read of the catalog
     * fails.
     */
    public VerbResult run() {
        Next next = new Next.Again(planner.get());
        try {
            while (true) {
                switch (next) {
                    case Next.End end -> {
                        return end.result();
                    }
                    case Next.Again again -> next = after(again.plan());
                }
            }
        } catch (SqlFailure failure) {
            return history.end(failures.of(failure));
        }
    }

    private Next after(PlanResult result) {
        history.planned(result);
        return switch (result) {
            case PlanResult.Rejected rejected -> new Next.End(withdrawn().orElseGet(() -> history.end(rejected)));
            case PlanResult.Planned planned ->
                race.refuse(planned.plan())
                        .<Next>map(problem -> new Next.End(history.end(planned.plan(), List.of(), List.of(problem))))
                        .orElseGet(() -> carryOut(planned.plan()));
        };
    }

    private Next carryOut(Plan plan) {
        Optional<Plan> beginning =
                plan.locking().or(plan::creation).or(() -> preparation(plan)).or(() -> drain(plan));
        int before = history.finished();
        RunResult ended = new PlanRunner(context, limits.draining(drainLeft()), swapped)
                .run(beginning.orElse(plan), before, before + plan.steps().size());
        planner.ended(done(plan, ended));
        return switch (ended) {
            case RunResult.Completed completed
            when beginning.isPresent() -> {
                history.completed(plan, completed.steps());
                planner.carriedOut(beginning.get());
                yield new Next.Again(context.reconnecting(planner));
            }
            case RunResult.Completed completed -> {
                history.completed(plan, completed.steps());
                yield lost(plan).orElseGet(() -> completed(plan, completed));
            }
            case RunResult.Blocked blocked -> {
                history.refused(blocked.problems());
                yield end(plan, blocked, blocked.problems());
            }
            case RunResult.Lost lost -> afterLoss(plan, lost);
            case RunResult.Refused refused
            when refused.refusals().stream()
                    .anyMatch(refusal -> refusal.failure().isFinal()) ->
                end(plan, refused, problems(refused.refusals().stream()));
            case RunResult.Refused refused -> without(plan, refused).orElseGet(() -> afterRefusal(plan, refused));
        };
    }

    /** The end, or a plan for sinks that exist only now. */
    private Next completed(Plan plan, RunResult.Completed completed) {
        List<Problem> pending = pending(completed);
        if (pending.isEmpty() && plan.createsSinks() && !createdSinks) {
            createdSinks = true;
            return new Next.Again(context.reconnecting(planner));
        }
        List<Problem> left =
                Stream.concat(pending.stream(), plan.left().stream()).toList();
        return new Next.End(history.end(plan, List.of(), left));
    }

    /** A last look after the creation of counterparts: what another run has done meanwhile may stop this one. */
    private Optional<Next> lost(Plan plan) {
        if (!plan.createsCounterparts()) {
            return Optional.empty();
        }
        return switch (context.reconnecting(planner)) {
            case PlanResult.Rejected rejected -> Optional.of(new Next.Again(rejected));
            case PlanResult.Planned now ->
                race.refuse(now.plan()).map(problem -> new Next.End(history.end(plan, List.of(), List.of(problem))));
        };
    }

    private static List<Step> done(Plan plan, RunResult ended) {
        return IntStream.range(0, ended.steps().size())
                .filter(index -> ended.steps().get(index).status() == StepReport.Status.DONE)
                .mapToObj(index -> plan.steps().get(index).step())
                .toList();
    }

    /**
     * What must be there before a swap or a quarantine. If a plan asks for the same again, it runs with the rest of the
     * plan, so that no run goes on for ever.
     */
    private Optional<Plan> preparation(Plan plan) {
        Optional<Plan> preparation =
                plan.preparation().filter(each -> !steps(each).equals(prepared));
        preparation.ifPresent(each -> prepared = steps(each));
        return preparation;
    }

    private static List<Step> steps(Plan plan) {
        return plan.steps().stream().map(PlannedStep::step).toList();
    }

    /** The wait for subscriptions, if time can pass in it. Then another tool may act before the quarantine. */
    private Optional<Plan> drain(Plan plan) {
        Optional<Plan> wait = plan.waiting();
        if (wait.isPresent() && draining.isEmpty()) {
            draining = Optional.of(context.clock().instant());
        }
        return wait.filter(unused -> drainLeft().isPositive());
    }

    /** The rest of the time for the drain, over all plans of the run. */
    private Duration drainLeft() {
        return draining.map(start -> limits.drain().minus(context.since(start))).orElse(limits.drain());
    }

    private Next afterLoss(Plan plan, RunResult.Lost lost) {
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

    /** Several refusals always belong to one layer. A transition or a locking step is always alone. */
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

    /** Gives way to another run that created a state view at the same time. This run has changed nothing else yet. */
    private Optional<VerbResult> withdrawn() {
        return race.mayHaveRival() ? race.rival(view()).map(this::withdraw) : Optional.empty();
    }

    private VerbResult withdraw(RaceGuard.Withdrawal withdrawal) {
        context.sessions().catalog().execute(Ddl.drop(Target.view(withdrawal.own())));
        withdrawal
                .emptied()
                .ifPresent(schema -> context.sessions().catalog().execute(Ddl.drop(new Target.OfSchema(schema))));
        return history.end(withdrawal.problem());
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
        return view().lock().flatMap(DeploymentLock::stateViewName);
    }

    private DeploymentView view() {
        return context.reconnecting(context::read);
    }

    /**
     * The follow-ups that are still pending, and the sinks that were not seen to run. The catalog is read again,
     * because another run may have done them meanwhile. If it cannot be read, all are: that they are pending is worse
     * to miss than that the server is slow.
     */
    private List<Problem> pending(RunResult.Completed completed) {
        Optional<PlanResult> now = completed.pending().isEmpty() ? Optional.empty() : readable();
        Stream<Problem> left = completed.pending().stream()
                .filter(pending -> !(now.orElse(null) instanceof PlanResult.Planned planned)
                        || planned.plan().completes(pending.step()))
                .map(RunResult.Pending::problem);
        return Stream.concat(left, completed.unconfirmed().stream()).toList();
    }

    private Optional<PlanResult> readable() {
        try {
            return Optional.of(context.reconnecting(planner));
        } catch (SqlFailure failure) {
            context.listener()
                    .on(new ProgressEvent.Remark("the catalog could not be read again: " + failure.describe()));
            return Optional.empty();
        }
    }

    private Next end(Plan plan, RunResult last, List<Problem> problems) {
        return new Next.End(history.end(plan, last.steps(), problems));
    }

    /** The next action after one plan. */
    private sealed interface Next {

        record Again(PlanResult plan) implements Next {}

        record End(VerbResult result) implements Next {}
    }
}
