package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.connection.ServerRefusal;

/**
 * Shows a plan and lets the server confirm its swap in a transaction that is rolled back. Changes nothing, whenever it
 * stops.
 */
public final class DryRun {

    private final Context context;

    /** Prepares. */
    public DryRun(Context context) {
        this.context = context;
    }

    /**
     * Shows and confirms.
     *
     * @throws dev.verdigris.engine.internal.connection.ConnectionLost when the connection is lost
     */
    public Conclusion of(PlanResult result) {
        return switch (result) {
            case PlanResult.Rejected rejected -> Conclusion.refused(rejected.problems(), rejected.warnings());
            case PlanResult.Planned planned -> confirm(planned.plan());
        };
    }

    private Conclusion confirm(Plan plan) {
        List<String> notes = new ArrayList<>(plan.notes());
        List<Problem> problems = new ArrayList<>();
        Optional<Step.Swap> swap = plan.swap();
        if (swap.isPresent()) {
            refusal(swap.get(), !makesStateView(plan))
                    .ifPresentOrElse(problems::add, () -> notes.add("the server confirmed the swap"));
        }
        return new Conclusion(StepReports.planned(plan.steps()), problems, plan.warnings(), notes);
    }

    private static boolean makesStateView(Plan plan) {
        return plan.ownStateView().isPresent();
    }

    private Optional<Problem> refusal(Step.Swap swap, boolean sealed) {
        Instant start = context.clock().instant();
        int attempts = 0;
        while (true) {
            try {
                context.sessions().catalog().transaction(StepSql.dryRun(swap, sealed));
                return Optional.empty();
            } catch (ServerRefusal refusal) {
                attempts++;
                boolean busy = refusal.is(ServerRefusal.SERIALIZATION_FAILURE);
                if (!busy || !context.options().swapRetries().allows(attempts, context.since(start))) {
                    return Optional.of(problem(refusal, busy));
                }
                Duration pause = context.options().swapRetries().after(attempts, context.random());
                context.pause().of(pause);
            }
        }
    }

    private static Problem problem(ServerRefusal refusal, boolean busy) {
        return new Problem(
                busy ? ProblemCode.CATALOG_BUSY : ProblemCode.SERVER_REFUSED,
                "the server would refuse the swap: " + refusal.describe(),
                "statement " + refusal.statement(),
                "-- follow the server's message, then run the verb again");
    }
}
