package dev.verdigris.engine.internal.diff;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.diff.DiffResult;
import dev.verdigris.core.diff.FailOn;
import dev.verdigris.core.diff.definition.LiveTexts;
import dev.verdigris.core.diff.definition.ModelComparison;
import dev.verdigris.core.diff.definition.ModelsDiff;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.plan.question.DiffQuestions;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.project.ProjectFiles;
import dev.verdigris.engine.internal.project.ProjectModels;
import dev.verdigris.engine.internal.project.SqlFiles;
import dev.verdigris.engine.internal.verb.VerbTemplate;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.ModelsRequest;

/** Compares model files with what is live, or with what was live when a plan was made. Changes nothing. */
final class ModelsDiffVerb {

    private final Context context;
    private final ModelsRequest request;
    private final FailOn failOn;

    ModelsDiffVerb(Context context, ModelsRequest request, FailOn failOn) {
        this.context = context;
        this.request = request;
        this.failOn = failOn;
    }

    Report diff() {
        SqlFiles files = ProjectModels.of(request.source(), context.environment());
        List<Problem> mistakes = ProjectFiles.ofModels(files, context.environment());
        VerbTemplate template = new VerbTemplate(context);
        return request.against()
                .map(plan -> template.offline(
                        Verb.DIFF, () -> mistakes.isEmpty() ? withPlan(files, plan) : stopped(mistakes)))
                .orElseGet(() -> template.run(Verb.DIFF, false, () -> withServer(files, mistakes)));
    }

    private static VerbResult stopped(List<Problem> mistakes) {
        return VerbResult.of(List.of(), mistakes);
    }

    private VerbResult withPlan(SqlFiles files, PlanFile plan) {
        if (!plan.environment().equals(context.environment().name())) {
            return VerbResult.refused(new Problem(
                    ProblemCode.PLAN_OTHER_ENVIRONMENT,
                    "the plan is for environment " + plan.environment() + ", and this run for "
                            + context.environment().name(),
                    "environment " + context.environment().name(),
                    Fix.advice("give a plan of this environment")));
        }
        if (sharesNoPair(plan)) {
            return VerbResult.refused(new Problem(
                    ProblemCode.PLAN_OTHER_ENVIRONMENT,
                    "no schema of the plan is in the environment, whose database is "
                            + context.environment().database(),
                    "environment " + context.environment().name(),
                    Fix.advice("give a plan of this environment, or the connection with the database of the plan")));
        }
        LiveTexts live = LiveTexts.of(context.environment(), plan.world().definitions());
        VerbResult result = result(new ModelsDiff(
                        ModelComparison.ofFiles(statements(files), live),
                        Optional.of(plan.origin().at())))
                .noting("The live definitions are those of the plan. What was changed on the server since then is not"
                        + " known.");
        return otherSchemas(plan).map(result::noting).orElse(result);
    }

    /** The plan knows no live definition in a schema that was added later. */
    private Optional<String> otherSchemas(PlanFile plan) {
        List<String> planned = schemas(plan.wish().pairs().stream().map(PlanFile.Half::live));
        List<String> now = schemas(
                context.environment().pairs().stream().map(pair -> pair.live().toString()));
        List<String> differences = Stream.concat(
                        now.stream()
                                .filter(schema -> !planned.contains(schema))
                                .map(schema ->
                                        "The plan does not have the " + schema + ", so its models are shown as added."),
                        planned.stream()
                                .filter(schema -> !now.contains(schema))
                                .map(schema -> "The environment does not have the " + schema + " of the plan."))
                .toList();
        return Optional.of(String.join(" ", differences)).filter(note -> !note.isEmpty());
    }

    private static List<String> schemas(Stream<String> halves) {
        return halves.filter(name -> name.startsWith("schema ")).toList();
    }

    /** The database of schemas that name none is that of the connection, so it can be another one by mistake. */
    private boolean sharesNoPair(PlanFile plan) {
        List<String> live = schemas(plan.wish().pairs().stream().map(PlanFile.Half::live));
        return !live.isEmpty()
                && context.environment().pairs().stream()
                        .noneMatch(pair -> live.contains(pair.live().toString()));
    }

    private Ended withServer(SqlFiles files, List<Problem> mistakes) {
        if (!mistakes.isEmpty()) {
            return new Ended(stopped(mistakes), Optional.empty());
        }
        List<BuildStatement> statements = statements(files);
        return context.reconnecting(
                () -> context.readings(CatalogScope.DIFF).decide(view -> compared(view, statements)));
    }

    private Ended compared(DeploymentView view, List<BuildStatement> statements) {
        VerbGuardrails guards = DiffQuestions.askForFiles(view);
        if (guards.refuses()) {
            return new Ended(VerbResult.refused(guards), Optional.of(view));
        }
        ModelsDiff models =
                new ModelsDiff(ModelComparison.ofFiles(statements, LiveTexts.of(view, Side.LIVE)), Optional.empty());
        return new Ended(result(models).guarded(guards.evaluations()), Optional.of(view));
    }

    private VerbResult result(ModelsDiff models) {
        List<Problem> problems =
                failOn == FailOn.ANY ? models.problems(context.environment().name()) : List.of();
        return VerbResult.of(List.of(), problems).withDiff(DiffResult.ofModels(models));
    }

    private List<BuildStatement> statements(SqlFiles files) {
        return switch (ModelProject.of(files.files(), context.environment().targetNames())) {
            case ModelResult.Resolved resolved ->
                resolved.layers().stream().flatMap(List::stream).toList();
            case ModelResult.Broken broken -> throw new IllegalStateException("mistakes were found before");
        };
    }
}
