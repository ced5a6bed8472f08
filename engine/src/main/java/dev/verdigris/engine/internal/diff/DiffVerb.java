package dev.verdigris.engine.internal.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.diff.ContractDiff;
import dev.verdigris.core.diff.DiffResult;
import dev.verdigris.core.diff.FailOn;
import dev.verdigris.core.diff.SideComparison;
import dev.verdigris.core.diff.data.Comparisons;
import dev.verdigris.core.diff.data.DataPlan;
import dev.verdigris.core.diff.data.DataResult;
import dev.verdigris.core.diff.data.RowProblems;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.plan.question.DiffQuestions;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.diff.data.DataRuns;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.verb.VerbTemplate;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.DataRequest;
import dev.verdigris.engine.request.DiffRequest;

/** Compares the live side with the staged one. Changes nothing, and takes no lock. */
public final class DiffVerb {

    private static final String CHANGED = "Objects of the two sides were replaced or swapped during the comparison of"
            + " rows, so its numbers can be of different versions. Compare again.";

    private final Context context;

    /** Prepares. */
    public DiffVerb(Context context) {
        this.context = context;
    }

    /** Reads both sides in one message at one timestamp, and compares them; or compares model files with what is live. */
    public Report diff(DiffRequest request) {
        return request.models()
                .map(models -> new ModelsDiffVerb(context, models, request.failOn()).diff())
                .orElseGet(() -> sides(request));
    }

    private Report sides(DiffRequest request) {
        return new VerbTemplate(context).run(Verb.DIFF, false, () -> {
            DbtFacts dbt = context.dbt().content().facts();
            CatalogReadings readings = context.readings(CatalogScope.DIFF);
            Ended contract = context.reconnecting(() -> readings.decide(view -> compared(view, dbt, request)));
            return request.data()
                    .map(data -> withData(contract, data, request.failOn()))
                    .orElse(contract);
        });
    }

    /** Compares both sides of an environment that was just read with its columns. */
    public Ended of(DeploymentView view, DiffRequest request) {
        Ended contract = compared(view, context.dbt().content().facts(), request);
        return request.data()
                .map(data -> withData(contract, data, request.failOn()))
                .orElse(contract);
    }

    /** Compares the rows, too, if the contracts could be compared. */
    private Ended withData(Ended contract, DataRequest request, FailOn failOn) {
        VerbResult known = contract.result();
        if (known.diff().isEmpty()) {
            return contract;
        }
        DeploymentView view = contract.view().orElseThrow();
        Comparisons comparisons = new Comparisons(view, request.options(), request.cluster());
        DataPlan plan = comparisons.plan();
        List<Problem> problems = comparisons.problems(plan);
        if (!problems.isEmpty()) {
            List<Problem> all =
                    Stream.concat(known.problems().stream(), problems.stream()).toList();
            VerbResult refused = VerbResult.of(List.of(), all)
                    .guarded(known.guardrails())
                    .withDiff(known.diff().get());
            return new Ended(refused, contract.view());
        }
        ContractDiff changes = known.diff().get().contract();
        if (request.costOnly()) {
            DataResult cost = DataResult.ofCost(plan);
            return new Ended(known.withDiff(new DiffResult(changes, Optional.of(cost))), contract.view());
        }
        plan.cost().forEach(sentence -> context.listener().on(new ProgressEvent.Remark(sentence)));
        DataRuns runs = new DataRuns(context, plan);
        DataResult data = runs.compare();
        VerbResult compared =
                known.and(judged(data, view, failOn)).withDiff(new DiffResult(changes, Optional.of(data)));
        if (runs.lost().isPresent()) {
            Failures failures = new Failures(context.environment().name());
            return new Ended(compared.failing(failures.of(runs.lost().get())), contract.view());
        }
        boolean mixed = !data.isCancelled() && changedMeanwhile(view);
        return new Ended(mixed ? compared.noting(CHANGED) : compared, contract.view());
    }

    /** What the rows mean for a pipeline: problems if it asks for them; otherwise what is not known is a warning. */
    private static VerbResult judged(DataResult data, DeploymentView view, FailOn failOn) {
        List<Problem> unknown = RowProblems.notCompared(data);
        if (!failOn.isAboutRows()) {
            return VerbResult.of(List.of(), List.of(), unknown, List.of());
        }
        List<Problem> problems = new ArrayList<>(RowProblems.differing(data, view.environment(), view.builder()));
        problems.addAll(unknown);
        return VerbResult.of(List.of(), problems);
    }

    /** The names were resolved before the first query, so a swap or a build mixes the versions. */
    private boolean changedMeanwhile(DeploymentView before) {
        DeploymentView now =
                context.reconnecting(() -> context.readings(CatalogScope.BASE).decide(Function.identity()));
        return Stream.of(Side.LIVE, Side.SUFFIXED)
                .anyMatch(side -> !Digests.ofObjects(before, side).equals(Digests.ofObjects(now, side)));
    }

    private static Ended compared(DeploymentView view, DbtFacts dbt, DiffRequest request) {
        VerbGuardrails guards = DiffQuestions.ask(view);
        if (guards.refuses()) {
            return new Ended(VerbResult.refused(guards), Optional.of(view));
        }
        guards.accessAroundObjects(view);
        List<Problem> lost = Evaluation.warnings(guards.evaluations());
        boolean stops = request.failOn().isAboutReaders();
        ContractDiff contract = SideComparison.of(view, dbt);
        List<Problem> breaking = request.failOn().problems(contract, view.environment(), view.builder());
        List<Problem> problems = Stream.concat(breaking.stream(), stops ? lost.stream() : Stream.empty())
                .toList();
        VerbResult result = VerbResult.of(List.of(), problems, stops ? List.of() : lost, List.of())
                .guarded(guards.evaluations())
                .withDiff(new DiffResult(contract, Optional.empty()));
        return new Ended(result, Optional.of(view));
    }
}
