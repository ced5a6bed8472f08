package dev.verdigris.engine.internal.diff;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.diff.ContractDiff;
import dev.verdigris.core.diff.DiffResult;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.plan.question.DiffQuestions;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.verb.VerbTemplate;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.DiffRequest;

/** Compares the live side with the staged one. Changes nothing, and takes no lock. */
public final class DiffVerb {

    private final Context context;

    /** Prepares. */
    public DiffVerb(Context context) {
        this.context = context;
    }

    /** Reads both sides in one message at one timestamp, and compares them. */
    public Report diff(DiffRequest request) {
        return new VerbTemplate(context).run(Verb.DIFF, false, () -> {
            DbtFacts dbt = context.dbt().content().facts();
            CatalogReadings readings = context.readings(CatalogScope.DIFF);
            return context.reconnecting(() -> readings.decide(view -> compared(view, dbt, request)));
        });
    }

    private static Ended compared(DeploymentView view, DbtFacts dbt, DiffRequest request) {
        VerbGuardrails guards = DiffQuestions.ask(view);
        if (guards.refuses()) {
            return new Ended(VerbResult.refused(guards), Optional.of(view));
        }
        ContractDiff contract = ContractDiff.of(view, dbt);
        VerbResult result = VerbResult.of(
                        List.of(), request.failOn().problems(contract, view.environment(), view.builder()))
                .guarded(guards.evaluations())
                .withDiff(new DiffResult(contract));
        return new Ended(result, Optional.of(view));
    }
}
