package dev.verdigris.engine.internal.execution;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.progress.StatementKind;

/**
 * Shows a plan. The server confirms its swap in a transaction that is rolled back. Changes nothing, even if it is
 * killed.
 */
public final class DryRun {

    private final Context context;

    /** Creates a dry run. */
    public DryRun(Context context) {
        this.context = context;
    }

    /**
     * Shows the plan and asks the server to confirm its swap.
     *
     * @throws dev.verdigris.engine.internal.connection.ConnectionLost if the connection is lost
     */
    public VerbResult of(PlanResult result) {
        VerbResult shown = VerbResult.shown(result);
        Optional<Plan> plan =
                result instanceof PlanResult.Planned planned ? Optional.of(planned.plan()) : Optional.empty();
        Optional<Step.Swap> swap = plan.flatMap(Plan::swap);
        if (swap.isEmpty()) {
            return shown;
        }
        List<Problem> inTheWay = LastLook.before(swap.get(), context.sessions().catalog());
        if (!inTheWay.isEmpty()) {
            return shown.refusedBy(inTheWay);
        }
        boolean stateViewStands = plan.get().ownStateView().isEmpty();
        Optional<Problem> refusal = refusal(swap.get(), stateViewStands);
        return refusal.map(shown::failing).orElseGet(() -> shown.noting("The server accepted the swap."));
    }

    private Optional<Problem> refusal(Step.Swap swap, boolean stateViewStands) {
        TransitionRetries retries = new TransitionRetries(context);
        while (true) {
            try {
                context.sessions().catalog().transaction(StepSql.dryRun(swap, stateViewStands), StatementKind.SWAP);
                return Optional.empty();
            } catch (ServerRefusal refusal) {
                Optional<Problem> end = refusal.is(ServerRefusal.SERIALIZATION_FAILURE)
                        ? retries.pause(swap)
                        : Optional.of(problem(swap, refusal));
                if (end.isPresent()) {
                    return end;
                }
            }
        }
    }

    private Problem problem(Step.Swap swap, ServerRefusal refusal) {
        if (refusal.isFinal()) {
            return new Failures(context.environment().name()).of(swap, refusal);
        }
        return new Problem(
                ProblemCode.SERVER_REFUSED,
                "the server would refuse the swap: " + refusal.describe(),
                "statement " + refusal.statement(),
                Fix.advice("follow the server's message, then run the verb again"));
    }
}
