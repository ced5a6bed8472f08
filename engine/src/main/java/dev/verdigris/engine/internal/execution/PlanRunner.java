package dev.verdigris.engine.internal.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;

/**
 * Carries out one plan, once. Every step is one message; after a refusal nothing more is tried.
 *
 * <p><b>Failure semantics:</b> whatever stops it, the steps before took effect whole, the one under way whole or not at
 * all, those behind it not. Planning again from the catalog gives what is left.
 */
final class PlanRunner {

    private final Context context;
    private final StepLimits limits;
    private final List<RunResult.Pending> pending = new ArrayList<>();

    PlanRunner(Context context, StepLimits limits) {
        this.context = context;
        this.limits = limits;
    }

    RunResult run(Plan plan) {
        StepProgress ledger = new StepProgress(plan, context.listener());
        List<PlannedStep> steps = plan.steps();
        int next = 0;
        while (next < steps.size()) {
            int end = batchEnd(steps, next);
            try {
                if (steps.get(next).step() instanceof Step.AwaitDrain wait) {
                    Optional<Problem> problem = drain(wait, ledger, next);
                    if (problem.isPresent()) {
                        return new RunResult.Blocked(ledger.reports(), problem.get());
                    }
                } else {
                    runBatch(plan, ledger, next, end);
                }
            } catch (StepStopped stopped) {
                return new RunResult.Stopped(ledger.reports(), stopped.step, stopped.failure);
            }
            next = end;
        }
        return new RunResult.Completed(ledger.reports(), pending);
    }

    /** Steps on different targets, next to each other in the plan, may run side by side. */
    private static int batchEnd(List<PlannedStep> steps, int start) {
        int end = start + 1;
        if (steps.get(start).step() instanceof Step.OnTarget) {
            while (end < steps.size() && steps.get(end).step() instanceof Step.OnTarget) {
                end++;
            }
        }
        return end;
    }

    private void runBatch(Plan plan, StepProgress ledger, int start, int end) {
        Map<Object, List<Integer>> chains = new LinkedHashMap<>();
        for (int i = start; i < end; i++) {
            Step step = plan.steps().get(i).step();
            Object key = step instanceof Step.OnTarget on ? on.target() : step;
            chains.computeIfAbsent(key, unused -> new ArrayList<>()).add(i);
        }
        List<Consumer<SqlSession>> pieces = new ArrayList<>();
        for (List<Integer> chain : chains.values()) {
            pieces.add(session -> chain.forEach(index -> runStep(plan, ledger, index, session)));
        }
        try {
            new Workers(context.sessions(), context.options().parallelism()).run(pieces);
        } catch (SqlFailure connecting) {
            throw new StepStopped(plan.steps().get(start).step(), connecting);
        }
    }

    private void runStep(Plan plan, StepProgress ledger, int index, SqlSession session) {
        Step step = plan.steps().get(index).step();
        context.observer().before(step);
        ledger.started(index);
        Instant start = context.clock().instant();
        try {
            perform(step, session);
            ledger.done(index, context.since(start));
        } catch (ConnectionLost lost) {
            ledger.failed(index, context.since(start), lost.describe());
            throw new StepStopped(step, lost);
        } catch (ServerRefusal refusal) {
            ledger.failed(index, context.since(start), refusal.describe());
            switch (step) {
                case Step.RepointSink repoint ->
                    pending.add(new RunResult.Pending(repoint, pendingSink(plan, repoint, refusal)));
                case Step.Transition s -> throw new StepStopped(step, refusal);
                case Step.Statement s -> throw new StepStopped(step, refusal);
                case Step.Wait s -> throw new StepStopped(step, refusal);
            }
        }
        context.observer().after(step);
    }

    private void perform(Step step, SqlSession session) {
        for (String message : StepSql.render(step)) {
            switch (step) {
                case Step.Transition transition -> session.transaction(message);
                case Step.FollowUp followUp -> session.execute(message, Optional.of(limits.sink()));
                case Step.Statement statement -> session.execute(message);
                case Step.Wait wait -> throw new IllegalStateException(wait.type() + " sends no statement");
            }
        }
    }

    private static Problem pendingSink(Plan plan, Step.RepointSink repoint, ServerRefusal refusal) {
        return new Problem(
                ProblemCode.SINK_PENDING,
                "sink " + repoint.sink() + " still reads " + repoint.from() + ": " + refusal.describe(),
                repoint.target().toString(),
                Fix.command(plan.verb(), plan.environment()));
    }

    private Optional<Problem> drain(Step.AwaitDrain wait, StepProgress ledger, int index) {
        context.observer().before(wait);
        ledger.started(index);
        Instant start = context.clock().instant();
        Optional<Problem> problem;
        try {
            problem = new Drain(context, limits).await(wait);
        } catch (SqlFailure failure) {
            ledger.failed(index, context.since(start), failure.describe());
            throw new StepStopped(wait, failure);
        }
        if (problem.isPresent()) {
            ledger.failed(index, context.since(start), problem.get().what());
        } else {
            ledger.done(index, context.since(start));
            context.observer().after(wait);
        }
        return problem;
    }

    /** Carries a step's failure through the workers; never leaves this class. */
    private static final class StepStopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Step step;
        private final SqlFailure failure;

        StepStopped(Step step, SqlFailure failure) {
            super(failure);
            this.step = step;
            this.failure = failure;
        }
    }
}
