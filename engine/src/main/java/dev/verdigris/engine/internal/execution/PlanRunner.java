package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * Runs one plan, once. Every step is one message; adjacent drops of one kind, of which none needs the result of another
 * one, are one message together. After a refusal, only the steps that run in parallel with the refused one are still
 * tried.
 *
 * <p><b>Failure semantics:</b> after any stop, the earlier steps took effect completely, the present step completely
 * or not at all, and the later steps not at all. A new plan from the catalog contains the remaining steps.
 */
final class PlanRunner {

    private final Context context;
    private final StepLimits limits;
    private final SwapTime swapped;
    private final Failures failures;
    private final List<RunResult.Pending> pending = new ArrayList<>();
    private final List<Problem> unconfirmed = new ArrayList<>();
    private volatile List<Problem> blockedBy = List.of();
    private final List<RunResult.Refusal> refusals = Collections.synchronizedList(new ArrayList<>());

    PlanRunner(Context context, StepLimits limits, SwapTime swapped) {
        this.context = context;
        this.limits = limits;
        this.swapped = swapped;
        this.failures = new Failures(context.environment().name());
    }

    /**
     * Runs a plan, or its beginning.
     *
     * @param before the steps that earlier plans of the run have finished
     * @param total those and the steps of the whole plan
     */
    RunResult run(Plan plan, int before, int total) {
        StepProgress progress = new StepProgress(plan, before, total, context.listener());
        List<PlannedStep> steps = plan.steps();
        if (!steps.isEmpty()) {
            context.observer().begins();
        }
        int next = 0;
        while (next < steps.size()) {
            int end = batchEnd(steps, next);
            try {
                if (steps.get(next).step() instanceof WaitStep wait) {
                    await(plan, wait, progress, next);
                } else {
                    runBatch(plan, progress, next, end);
                }
            } catch (StepLost lost) {
                return new RunResult.Lost(progress.reports(), lost.step, lost.failure);
            }
            if (!blockedBy.isEmpty()) {
                return new RunResult.Blocked(progress.reports(), blocked());
            }
            if (!refusals.isEmpty()) {
                return new RunResult.Refused(progress.reports(), refusals);
            }
            next = end;
        }
        return new RunResult.Completed(progress.reports(), pending, unconfirmed);
    }

    /** Why the next step is not sent, and what the server refused beside it. */
    private List<Problem> blocked() {
        return Stream.concat(
                        refusals.stream().map(refusal -> failures.of(refusal.step(), refusal.failure())),
                        blockedBy.stream())
                .toList();
    }

    /** Steps of one layer may run in parallel. So may adjacent steps on different targets, and drops of one kind. */
    private static int batchEnd(List<PlannedStep> steps, int start) {
        PlannedStep first = steps.get(start);
        int end = start + 1;
        while (end < steps.size() && steps.get(end).layer() == first.layer() && isParallel(first, steps.get(end))) {
            end++;
        }
        return end;
    }

    private static boolean isParallel(PlannedStep first, PlannedStep next) {
        return first.layer() > 0
                || (first.step() instanceof Step.OnTarget && next.step() instanceof Step.OnTarget)
                || (StepSql.dropped(first.step()).isPresent()
                        && first.step().getClass().equals(next.step().getClass()));
    }

    /** Runs steps that may run in parallel. One session in the calling thread is enough for a lone piece of work. */
    private void runBatch(Plan plan, StepProgress progress, int start, int end) {
        List<Consumer<SqlSession>> pieces = pieces(plan, progress, start, end);
        Step first = plan.steps().get(start).step();
        try {
            if (pieces.size() == 1) {
                pieces.get(0).accept(context.sessions().catalog());
            } else {
                new Workers(context.sessions(), context.options().parallelism()).run(pieces);
            }
        } catch (ConnectionLost connecting) {
            throw new StepLost(first, connecting);
        } catch (ServerRefusal connecting) {
            refusals.add(new RunResult.Refusal(first, connecting));
        }
    }

    private List<Consumer<SqlSession>> pieces(Plan plan, StepProgress progress, int start, int end) {
        Map<Object, List<Integer>> chains = new LinkedHashMap<>();
        Map<Object, List<Integer>> drops = new LinkedHashMap<>();
        for (int i = start; i < end; i++) {
            Step step = plan.steps().get(i).step();
            if (StepSql.dropped(step).isPresent()) {
                Object kind = step instanceof Step.DropItem drop ? drop.kind() : step.getClass();
                drops.computeIfAbsent(kind, unused -> new ArrayList<>()).add(i);
            } else {
                Object key = step instanceof Step.OnTarget on ? on.target() : step;
                chains.computeIfAbsent(key, unused -> new ArrayList<>()).add(i);
            }
        }
        List<Consumer<SqlSession>> pieces = new ArrayList<>();
        for (List<Integer> all : drops.values()) {
            for (int from = 0; from < all.size(); from += StepSql.MOST_DROPS) {
                List<Integer> some = all.subList(from, Math.min(from + StepSql.MOST_DROPS, all.size()));
                pieces.add(session -> drop(plan, progress, some, session));
            }
        }
        for (List<Integer> chain : chains.values()) {
            pieces.add(session -> {
                for (int index : chain) {
                    if (!runStep(plan, progress, index, session)) {
                        return;
                    }
                }
            });
        }
        return pieces;
    }

    /**
     * Runs several drops of one kind as one statement, which the server does as a whole or not at all. If it refuses,
     * the drops run one by one: then only those fail that the server does not allow, and each has its own message. The
     * drops of a build do not: only one of their names is the build's own, so the server must do all of them or none.
     */
    private void drop(Plan plan, StepProgress progress, List<Integer> indexes, SqlSession session) {
        List<Step> steps =
                indexes.stream().map(index -> plan.steps().get(index).step()).toList();
        if (steps.size() > 1 && !context.isOver()) {
            steps.forEach(context.observer()::before);
            indexes.forEach(progress::started);
            Instant start = context.clock().instant();
            try {
                session.execute(StepSql.drop(steps), limits.of(steps.get(0)));
                Duration each = context.since(start).dividedBy(steps.size());
                indexes.forEach(index -> progress.done(index, each));
                steps.forEach(context.observer()::after);
                return;
            } catch (ConnectionLost lost) {
                indexes.forEach(index -> progress.failed(index, context.since(start), Failures.reason(lost)));
                throw new StepLost(steps.get(0), lost);
            } catch (ServerRefusal refusal) {
                if (refusal.isFinal() || plan.verb() == Verb.BUILD) {
                    indexes.forEach(index -> progress.failed(index, context.since(start), Failures.reason(refusal)));
                    refused(steps.get(0), refusal);
                    return;
                }
                context.listener()
                        .on(new ProgressEvent.Remark("the server refused to drop all at once: " + refusal.describe()
                                + "; now they are dropped one by one"));
            }
        }
        for (int index : indexes) {
            runStep(plan, progress, index, session, steps.size() > 1);
        }
    }

    private boolean runStep(Plan plan, StepProgress progress, int index, SqlSession session) {
        return runStep(plan, progress, index, session, false);
    }

    /**
     * Runs a step. Returns whether the steps after it on the same target may run.
     *
     * @param announced whether the observer and the listener know already that it begins
     */
    private boolean runStep(Plan plan, StepProgress progress, int index, SqlSession session, boolean announced) {
        Step step = plan.steps().get(index).step();
        if (context.isOver()) {
            return leave(plan, step);
        }
        if (!announced) {
            context.observer().before(step);
            progress.started(index);
        }
        Instant start = context.clock().instant();
        Step sent = swapped.in(step);
        try {
            if (step instanceof Step.Transition transition) {
                blockedBy = LastLook.before(transition, session);
            }
            if (!blockedBy.isEmpty()) {
                progress.failed(index, context.since(start), blockedBy.get(0).what());
                return false;
            }
            perform(sent, session);
            swapped.done(step);
            progress.done(index, context.since(start));
        } catch (ConnectionLost lost) {
            String reason = Failures.reason(lost);
            progress.failed(index, context.since(start), reason);
            if (!lost.isFinal() || !goesOnWithout(plan, step, reason)) {
                throw new StepLost(step, lost);
            }
        } catch (ServerRefusal refusal) {
            String reason = Failures.reason(refusal);
            progress.failed(index, context.since(start), reason);
            if (!goesOnWithout(plan, step, reason)) {
                refused(step, refusal);
                return false;
            }
        }
        context.observer().after(sent);
        return true;
    }

    /**
     * Leaves a step out after the time limit of the verb: what the next run completes is pending, and any other step
     * ends the plan. But after the swap none does, because the swap is done. Returns whether the steps after it on the
     * same target may run.
     */
    private boolean leave(Plan plan, Step step) {
        if (goesOnWithout(plan, step, "the verb reached its time limit") || AfterSwap.holds(plan, step)) {
            return true;
        }
        blockedBy = List.of(failures.timeOver("it could " + step.summary()));
        return false;
    }

    /**
     * Whether the plan goes on without a step. What the next run completes is pending. The entry of a promotion is
     * left out, because no other run knows its time, and a promotion without it is whole.
     */
    private boolean goesOnWithout(Plan plan, Step step, String reason) {
        Optional<Problem> left = step instanceof Step.UpdateRecord && !AfterSwap.holds(plan, step)
                ? Optional.empty()
                : AfterSwap.leftToNext(plan, step, reason);
        left.ifPresent(problem -> pending.add(new RunResult.Pending(step, problem)));
        return left.isPresent() || AfterSwap.isOfPromotion(step);
    }

    private void refused(Step step, ServerRefusal refusal) {
        refusals.add(new RunResult.Refusal(step, refusal));
    }

    private void perform(Step step, SqlSession session) {
        for (String message : StepSql.render(step)) {
            switch (step) {
                case Step.Transition transition ->
                    session.transaction(message, limits.of(step).kind());
                case Step.FollowUp followUp -> session.execute(message, limits.of(step));
                case Step.Statement statement -> session.execute(message, limits.of(step));
                case WaitStep wait -> throw new IllegalStateException(wait.type() + " sends no statement");
            }
        }
    }

    private void await(Plan plan, WaitStep step, StepProgress progress, int index) {
        switch (step) {
            case WaitStep.AwaitDrain wait -> drain(wait, progress, index);
            case WaitStep.AwaitSinks wait -> watch(plan, wait, progress, index);
        }
    }

    private void drain(WaitStep.AwaitDrain wait, StepProgress progress, int index) {
        context.observer().before(wait);
        progress.started(index);
        Instant start = context.clock().instant();
        Optional<Problem> problem;
        try {
            problem = new Drain(context, limits).await(wait);
        } catch (ConnectionLost lost) {
            progress.failed(index, context.since(start), lost.describe());
            throw new StepLost(wait, lost);
        } catch (ServerRefusal refusal) {
            progress.failed(index, context.since(start), refusal.describe());
            refused(wait, refusal);
            return;
        }
        blockedBy = problem.stream().toList();
        end(wait, blockedBy, progress, index, start);
    }

    /** Watches the sinks that were re-pointed. A sink that is still pending is not watched. */
    private void watch(Plan plan, WaitStep.AwaitSinks wait, StepProgress progress, int index) {
        List<ObjectName> left = pending.stream()
                .map(RunResult.Pending::step)
                .filter(Step.RepointSink.class::isInstance)
                .map(step -> ((Step.RepointSink) step).sink())
                .toList();
        List<WaitStep.AwaitSinks.Sink> watched = wait.sinks().stream()
                .filter(sink -> !left.contains(sink.name()))
                .toList();
        if (watched.isEmpty()) {
            return;
        }
        context.observer().before(wait);
        progress.started(index);
        Instant start = context.clock().instant();
        unconfirmed.addAll(new SinkWatch(context, limits, plan.verb()).await(watched));
        end(wait, unconfirmed, progress, index, start);
    }

    private void end(WaitStep wait, List<Problem> found, StepProgress progress, int index, Instant start) {
        if (found.isEmpty()) {
            progress.done(index, context.since(start));
            context.observer().after(wait);
        } else {
            progress.failed(index, context.since(start), found.get(0).what());
        }
    }

    /** Passes the loss of the connection through the workers. It never leaves this class. */
    private static final class StepLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Step step;
        private final ConnectionLost failure;

        StepLost(Step step, ConnectionLost failure) {
            super(failure);
            this.step = step;
            this.failure = failure;
        }
    }
}
