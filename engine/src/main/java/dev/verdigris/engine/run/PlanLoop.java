package dev.verdigris.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.marker.Markers;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.catalog.CatalogReader;
import dev.verdigris.engine.connection.ConnectionLost;
import dev.verdigris.engine.connection.ServerRefusal;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * Plans and runs until nothing is left or something stands in the way.
 *
 * <p>After every refusal and every loss of the connection the world is read and planned anew, so that the catalog, and
 * never the text of an error, tells what became of the step: one that the new plan still holds was refused for good; one
 * that it no longer holds was done, by us or by somebody else.
 *
 * <p>The swap is special in two ways. Refused with 40001 it is tried again, for nothing of it was applied. Refused in
 * whatever way while the marker bears its later name, it was somebody else's, and this run has lost the race.
 */
public final class PlanLoop {

    /** A server that hangs up this often in one run will not stop doing so. */
    private static final int MOST_LOSSES = 8;

    private final Context context;
    private final StepLimits limits;
    private final Supplier<PlanResult> planner;
    private final Reconnecting reconnecting;
    private final List<StepReport> finished = new ArrayList<>();
    private final Instant start;
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
     * @throws dev.verdigris.engine.connection.SqlFailure when the world cannot be read to begin with, or no more
     */
    public Conclusion run() {
        PlanResult result = planner.get();
        while (true) {
            switch (result) {
                case PlanResult.Rejected rejected -> {
                    return new Conclusion(finished, rejected.problems(), rejected.warnings(), List.of());
                }
                case PlanResult.Planned planned -> {
                    Plan plan = planned.plan();
                    RunResult run = new PlanRunner(context, limits).run(plan);
                    switch (run) {
                        case RunResult.Completed completed -> {
                            return conclude(plan, completed.steps(), stillPending(completed.pending()));
                        }
                        case RunResult.Blocked blocked -> {
                            return conclude(plan, blocked.steps(), List.of(blocked.problem()));
                        }
                        case RunResult.Stopped stopped -> {
                            Optional<Problem> inTheWay = afterStop(stopped);
                            if (inTheWay.isPresent()) {
                                return conclude(plan, stopped.steps(), List.of(inTheWay.get()));
                            }
                            result = reconnecting.call(planner);
                            if (holds(result, stopped.step())
                                    && stopped.failure() instanceof ServerRefusal refusal
                                    && !isBusy(stopped.step(), refusal)) {
                                return conclude(plan, stopped.steps(), List.of(refused(stopped.step(), refusal)));
                            }
                            keep(stopped, result);
                        }
                    }
                }
            }
        }
    }

    /** Whether there is no going on, even before the world is planned anew. */
    private Optional<Problem> afterStop(RunResult.Stopped stopped) {
        return switch (stopped.failure()) {
            case ConnectionLost lost -> {
                losses++;
                context.sessions().discard();
                if (losses > MOST_LOSSES) {
                    throw lost;
                }
                yield Optional.empty();
            }
            case ServerRefusal refusal ->
                stopped.step() instanceof Step.Swap swap ? afterRefusedSwap(swap, refusal) : Optional.empty();
        };
    }

    private Optional<Problem> afterRefusedSwap(Step.Swap swap, ServerRefusal refusal) {
        DeploymentState state = reconnecting.call(
                () -> Markers.read(CatalogReader.read(context.sessions().catalog()), context.environment()));
        if (state instanceof DeploymentState.Marked marked
                && marked.marker().name().equals(swap.renamed())) {
            return Optional.of(new Problem(
                    ProblemCode.LOST_RACE,
                    "somebody else swapped first: the marker is already called " + swap.renamed(),
                    "schema " + swap.renamed(),
                    "verdigris status"));
        }
        if (!isBusy(swap, refusal)) {
            return Optional.empty();
        }
        swapAttempts++;
        if (!context.options().swapRetries().allows(swapAttempts, context.since(start))) {
            return Optional.of(new Problem(
                    ProblemCode.CATALOG_BUSY,
                    "the swap was refused " + swapAttempts + " times because other sessions changed the catalog",
                    "environment " + context.environment().name(),
                    "-- run the verb again when the other sessions are quiet"));
        }
        Duration pause = context.options().swapRetries().after(swapAttempts, context.random());
        context.listener().on(new ProgressEvent.Retrying(swapAttempts, pause, "another session changed the catalog"));
        context.pause().of(pause);
        return Optional.empty();
    }

    private static boolean isBusy(Step step, ServerRefusal refusal) {
        return step instanceof Step.Swap && refusal.is(ServerRefusal.SERIALIZATION_FAILURE);
    }

    private static boolean holds(PlanResult result, Step step) {
        return result instanceof PlanResult.Planned planned
                && planned.plan().steps().stream().map(PlannedStep::step).anyMatch(step::equals);
    }

    /** Keeps what took effect of a run that will be continued, and the step that turned out to be done after all. */
    private void keep(RunResult.Stopped stopped, PlanResult next) {
        for (StepReport report : stopped.steps()) {
            switch (report.status()) {
                case DONE -> finished.add(report);
                case FAILED -> {
                    if (next instanceof PlanResult.Planned && !holds(next, stopped.step())) {
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
        return new Conclusion(steps, problems, plan.warnings(), plan.notes());
    }

    private static Problem refused(Step step, ServerRefusal refusal) {
        boolean permission = refusal.is(ServerRefusal.INSUFFICIENT_PRIVILEGE);
        return new Problem(
                permission ? ProblemCode.NO_PRIVILEGE : ProblemCode.SERVER_REFUSED,
                "the server refused to " + StepReports.summary(step) + ": " + refusal.describe(),
                "statement " + refusal.statement(),
                "-- follow the server's message, then run the verb again");
    }
}
