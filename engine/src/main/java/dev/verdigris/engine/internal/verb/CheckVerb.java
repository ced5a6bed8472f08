package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.StagedQuery;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.connection.AnswerLimit;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.StatementKind;
import dev.verdigris.engine.request.CheckRequest;

/** Runs assertions against the staged side. Never changes anything. */
public final class CheckVerb {

    private final Context context;
    private final List<StepReport> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Prepares. */
    public CheckVerb(Context context) {
        this.context = context;
    }

    /** Checks and reports. */
    public Report check(CheckRequest request) {
        return new VerbTemplate(context)
                .run(
                        Verb.CHECK,
                        false,
                        () -> Ended.unread(
                                switch (SqlFiles.in(request.checks())) {
                                    case SqlFiles.Found.Unreadable unreadable ->
                                        VerbResult.refused(unreadable.problem("name the directory with the checks"));
                                    case SqlFiles.Found.Read read -> check(request, read.files());
                                }));
    }

    private VerbResult check(CheckRequest request, List<ModelFile> files) {
        DeploymentView view = context.read();
        if (!view.mayBeStaged()) {
            return VerbResult.refused(AwaitVerb.nothingStaged(Verb.CHECK, view));
        }
        Optional<String> cluster = view.pairs().clustersOf(ResolvedPairs.Side.SUFFIXED).stream()
                .map(each -> each.name().value())
                .findFirst();
        // The catalog's cluster may not read relations of users, so checks have a separate session.
        try (SqlSession session = context.sessions().open(cluster)) {
            for (ModelFile file : files) {
                if (context.isOver()) {
                    problems.add(new Failures(context.environment().name()).timeOver("the check " + file.shownAs()));
                    break;
                }
                switch (StagedQuery.of(file, context.environment().targetNames())) {
                    case StagedQuery.Broken broken ->
                        broken.problems().forEach(problem -> problems.add(BuildPlanner.problem(problem)));
                    case StagedQuery.Ready ready -> run(request, file, ready.sql(), session);
                }
            }
        }
        VerbGuardrails guards = new VerbGuardrails(Verb.CHECK, Set.of());
        guards.passes(Guardrail.ENVIRONMENT, Guardrail.PHASE);
        return VerbResult.of(steps, problems).guarded(guards.evaluations());
    }

    private void run(CheckRequest request, ModelFile file, String sql, SqlSession session) {
        String limited = "SELECT * FROM (" + sql + ") AS verdigris_check LIMIT " + (request.samples() + 1);
        Instant start = context.clock().instant();
        Optional<String> error = Optional.empty();
        try {
            Rows rows = session.query(limited, AnswerLimit.of(StatementKind.CHECK, request.timeout()));
            if (!rows.isEmpty()) {
                String what = describe(file, rows, request.samples());
                error = Optional.of(what);
                problems.add(new Problem(
                        ProblemCode.CHECK_FAILED,
                        what,
                        "check " + file.shownAs(),
                        Fix.sqlAfter("look at the rows, correct the model or the check, and build again", sql)));
            }
        } catch (ServerRefusal refusal) {
            error = Optional.of(refusal.describe());
            problems.add(new Failures(context.environment().name()).of(refusal));
        }
        Duration took = context.since(start);
        context.listener().on(new ProgressEvent.CheckRan(file.path(), error.isEmpty(), took));
        steps.add(new StepReport(
                "check",
                "check " + file.path(),
                file.shownAs(),
                List.of(sql),
                error.isEmpty() ? StepReport.Status.DONE : StepReport.Status.FAILED,
                Optional.of(took),
                error));
    }

    private static String describe(ModelFile file, Rows rows, int samples) {
        String count = rows.size() > samples ? "more than " + samples : String.valueOf(rows.size());
        String shown =
                rows.rows().stream().limit(samples).map(Rows.Row::toString).collect(Collectors.joining("; "));
        return "check " + file.path() + " returned " + count + (rows.size() == 1 ? " row: (" : " rows: (")
                + String.join(", ", rows.columns()) + ") " + shown;
    }
}
