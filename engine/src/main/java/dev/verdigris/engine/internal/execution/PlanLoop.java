package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * Plans and runs until no step is left or a problem stops it.
 *
 * <p>After every refusal and every lost connection it reads the catalog and plans again, but for a busy catalog in which
 * nothing of ours has changed. So the catalog, and never the
 * text of an error, shows whether a step was done: if the new plan still contains the step, it was not done;
 * otherwise, this run or another one has done it. {@link RaceGuard} decides which run it was, {@link AfterFailure} what
 * follows.
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
 *   <li>It was refused a transition with 40001; the catalog shows no change of our pairs: pause, try the same plan.
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

    private final Context context;
    private final StepLimits limits;
    private final Planner planner;
    private final RaceGuard race;
    private final RunHistory history = new RunHistory();
    private final SwapTime swapped;
    private final Failures failures;
    private final AfterFailure failure;
    private Optional<Instant> draining = Optional.empty();
    private List<Step> prepared = List.of();
    private boolean createdSinks;

    /** Creates a loop for one run. */
    public PlanLoop(Context context, StepLimits limits, Planner planner) {
        this.context = context;
        this.limits = limits;
        this.planner = planner;
        this.race = new RaceGuard(context.environment());
        this.swapped = new SwapTime(context.clock());
        this.failures = new Failures(context.environment().name());
        this.failure = new AfterFailure(context, planner, race, history);
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
                yield new Next.End(history.end(plan, blocked.steps(), blocked.problems()));
            }
            case RunResult.Lost lost -> failure.next(plan, lost);
            case RunResult.Refused refused -> failure.next(plan, refused);
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

    /** Gives way to another run that created a state view at the same time. This run has changed nothing else yet. */
    private Optional<VerbResult> withdrawn() {
        return race.mayHaveRival()
                ? race.rival(context.reconnecting(context::read)).map(this::withdraw)
                : Optional.empty();
    }

    private VerbResult withdraw(RaceGuard.Withdrawal withdrawal) {
        context.sessions().catalog().execute(Ddl.drop(Target.view(withdrawal.own())));
        withdrawal
                .emptied()
                .ifPresent(schema -> context.sessions().catalog().execute(Ddl.drop(new Target.OfSchema(schema))));
        return history.end(withdrawal.problem());
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

    /** The next action after one plan. */
    sealed interface Next {

        record Again(PlanResult plan) implements Next {}

        record End(VerbResult result) implements Next {}
    }
}
