package dev.verdigris.engine.internal.evidence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.diff.DiffResult;
import dev.verdigris.core.diff.SideComparison;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.sinks.SinkOutlooks;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;

/**
 * What a swap changes for the readers of the live side, from the reading that the plan was made on. It reads nothing
 * from the server. It is made after the swap, so it delays none, and its failure is only a note.
 */
public final class SwapEvidence {

    private SwapEvidence() {}

    /**
     * A result with what the swap means for each sink and, if the options of the engine ask for it, with the contracts
     * of both sides compared.
     *
     * @param view the environment before the swap
     * @param ways what was chosen for sinks
     * @param guardrails the evaluations of the plan
     */
    public static VerbResult with(
            VerbResult result, Context context, DeploymentView view, SinkWays ways, List<Evaluation> guardrails) {
        List<Problem> known = Stream.concat(
                        Evaluation.problems(guardrails).stream(), Evaluation.warnings(guardrails).stream())
                .toList();
        try {
            return contracts(result.withSinks(SinkOutlooks.all(view, ways, known)), context, view);
        } catch (RuntimeException failure) {
            // The swap is done and stays, also if the comparison fails.
            return failed(result, failure);
        }
    }

    /**
     * A result of a build with the contracts compared, if the options of the engine ask for it.
     *
     * @throws CatalogPart.Unread if the columns were not read
     */
    public static VerbResult built(VerbResult result, Context context, DeploymentView view) {
        try {
            return view.mayBeStaged() ? contracts(result, context, view) : result;
        } catch (CatalogPart.Unread unread) {
            throw unread;
        } catch (RuntimeException failure) {
            return failed(result, failure);
        }
    }

    private static VerbResult failed(VerbResult result, RuntimeException failure) {
        return result.noting("The two sides could not be compared: " + failure + ".");
    }

    private static VerbResult contracts(VerbResult result, Context context, DeploymentView view) {
        return context.options().evidence() ? result.withDiff(compared(context, view)) : result;
    }

    private static DiffResult compared(Context context, DeploymentView view) {
        return new DiffResult(SideComparison.of(view, context.dbt().content().facts()), Optional.empty());
    }
}
