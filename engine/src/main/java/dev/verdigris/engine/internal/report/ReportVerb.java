package dev.verdigris.engine.internal.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.plan.question.DiffQuestions;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.diff.DiffVerb;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.verb.HistoryVerb;
import dev.verdigris.engine.internal.verb.PlannedVerbs;
import dev.verdigris.engine.internal.verb.StatusVerb;
import dev.verdigris.engine.internal.verb.VerbTemplate;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.DiffRequest;
import dev.verdigris.engine.request.ReportRequest;

/**
 * Shows all that is known of a deployment: what status, history, the plan of the next promotion and diff show. Changes
 * nothing.
 */
public final class ReportVerb {

    private static final String NOTHING_COMPARED = "No version is staged, so no rows were compared.";

    private final Context context;

    /** Prepares. */
    public ReportVerb(Context context) {
        this.context = context;
    }

    private record Seen(CatalogObservation observed, Ended status) {}

    /** Reads the catalog once for all parts, and then the audit log. */
    public Report report(ReportRequest request) {
        return new VerbTemplate(context).run(Verb.REPORT, false, () -> reported(request));
    }

    private Ended reported(ReportRequest request) {
        CatalogReadings readings = context.readings(CatalogScope.REPORT);
        StatusVerb status = new StatusVerb(context);
        Seen seen = context.reconnecting(() -> readings.judge(observed ->
                new Seen(observed, status.seen(observed, request.promote().policy()))));
        DeploymentView view = seen.observed().view();
        Ended history = new HistoryVerb(context).of(view, request.history());
        Optional<Ended> plan = view.mayBeStaged() && view.pairs().suffixedInUse()
                ? Optional.of(new PlannedVerbs(context).shown(request.promote(), Optional.of(seen.observed())))
                : Optional.empty();
        Optional<Ended> diff = DiffQuestions.ask(view).refuses()
                ? Optional.empty()
                : Optional.of(new DiffVerb(context)
                        .of(
                                view,
                                request.data()
                                        .map(DiffRequest.DEFAULT::withData)
                                        .orElse(DiffRequest.DEFAULT)));
        Ended all = together(seen.status(), history, plan, diff);
        return request.data().isPresent() && diff.isEmpty() ? all.noting(NOTHING_COMPARED) : all;
    }

    private static Ended together(Ended status, Ended history, Optional<Ended> plan, Optional<Ended> diff) {
        List<VerbResult> parts = Stream.of(Optional.of(status), Optional.of(history), plan, diff)
                .flatMap(Optional::stream)
                .map(Ended::result)
                .toList();
        Optional<VerbResult> planned = plan.map(Ended::result);
        List<Problem> accepted = planned.map(VerbResult::warnings).orElse(List.of());
        List<Problem> problems = parts.stream()
                .flatMap(part -> part.problems().stream())
                .filter(problem -> accepted.stream().noneMatch(warning -> isSame(problem, warning)))
                .distinct()
                .toList();
        VerbResult result = new VerbResult(
                planned.map(VerbResult::steps).orElse(List.of()),
                problems,
                parts.stream()
                        .flatMap(part -> part.warnings().stream())
                        .filter(warning -> problems.stream().noneMatch(problem -> isSame(problem, warning)))
                        .distinct()
                        .toList(),
                parts.stream().flatMap(part -> part.notes().stream()).distinct().toList(),
                status.result().readiness().or(() -> planned.flatMap(VerbResult::readiness)),
                planned.map(VerbResult::guardrails).orElse(status.result().guardrails()),
                status.result().status(),
                history.result().history(),
                diff.flatMap(compared -> compared.result().diff()),
                planned.map(VerbResult::sinks).orElse(List.of()));
        return new Ended(result, status.view(), plan.map(shown -> Verb.PROMOTE), Optional.empty(), Optional.empty());
    }

    /** What status only foresees, the plan may refuse; and the user may have accepted for the plan what status shows. */
    private static boolean isSame(Problem problem, Problem warning) {
        return problem.code() == warning.code() && problem.where().equals(warning.where());
    }
}
