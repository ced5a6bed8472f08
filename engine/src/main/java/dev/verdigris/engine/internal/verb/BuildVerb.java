package dev.verdigris.engine.internal.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprint;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.model.ModelProblem;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.plan.BuildChecks;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.build.Action;
import dev.verdigris.engine.internal.build.BuildPlan;
import dev.verdigris.engine.internal.build.Builder;
import dev.verdigris.engine.internal.build.SqlFiles;
import dev.verdigris.engine.internal.build.Targets;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.request.BuildRequest;

/** Builds the staged side from files, or proves what another builder has made. */
public final class BuildVerb {

    private final Context context;
    private final VerbTemplate template;

    /** Prepares. */
    public BuildVerb(Context context) {
        this.context = context;
        this.template = new VerbTemplate(context);
    }

    /** Builds. */
    public Report build(BuildRequest request) {
        return template.run(Verb.BUILD, request.dryRun(), () -> switch (SqlFiles.in(request.models())) {
            case SqlFiles.Found.Unreadable unreadable -> VerbResult.refused(unreadable(unreadable));
            case SqlFiles.Found.Read read when read.files().isEmpty() -> VerbResult.refused(noFiles(request));
            case SqlFiles.Found.Read read ->
                switch (ModelProject.of(read.files(), Targets.of(context.environment()))) {
                    case ModelResult.Broken broken ->
                        VerbResult.of(
                                List.of(),
                                broken.problems().stream()
                                        .map(BuildVerb::problem)
                                        .toList());
                    case ModelResult.Resolved resolved -> build(request, resolved, Fingerprints.ofFiles(read.files()));
                };
        });
    }

    private VerbResult build(BuildRequest request, ModelResult.Resolved resolved, Fingerprint files) {
        DeploymentView view = context.read();
        VerbGuardrails guards = BuildChecks.before(view);
        if (guards.refuses()) {
            return refused(guards);
        }
        BuildPlan plan = BuildPlan.of(resolved, view.catalog(), view.pairs());
        guards.ask(plan.problems(), Guardrail.UNUSED);
        if (guards.refuses()) {
            return refused(guards);
        }
        Optional<BuildRecorder> log = log(view);
        return (request.dryRun() ? shown(plan, log, files) : build(guards, plan, log, files))
                .guarded(guards.evaluations());
    }

    private static VerbResult refused(VerbGuardrails guards) {
        return VerbResult.of(List.of(), guards.problems()).guarded(guards.evaluations());
    }

    private static VerbResult shown(BuildPlan plan, Optional<BuildRecorder> log, Fingerprint files) {
        List<StepReport> shown = new ArrayList<>();
        Stream.of(begin(log, files), plan.layers(), end(log, files))
                .flatMap(List::stream)
                .flatMap(List::stream)
                .forEach(action -> shown.add(Builder.report(action, StepReport.Status.PLANNED)));
        return VerbResult.of(shown, List.of());
    }

    private VerbResult build(VerbGuardrails guards, BuildPlan plan, Optional<BuildRecorder> log, Fingerprint files) {
        Builder builder = new Builder(context);
        List<String> notes = new ArrayList<>();
        if (log.isEmpty()) {
            notes.add("This build is not recorded: the lock schema has no record, or belongs to a role that this one"
                    + " does not.");
        }
        boolean begun = builder.run(begin(log, files));
        if (begun && builder.run(plan.layers())) {
            DeploymentView built = context.read();
            BuildPlan inheritance = BuildPlan.inheritance(built.catalog(), built.pairs());
            notes.addAll(inheritance.notes());
            if (builder.run(inheritance.layers()) && builder.run(end(log, files))) {
                return proven(guards, context.read(), builder.reports(), notes);
            }
        }
        List<Problem> problems = new ArrayList<>();
        log.filter(each -> begun)
                .flatMap(each -> each.overtaken(context.read()))
                .ifPresentOrElse(problems::add, () -> problems.addAll(builder.problems()));
        return VerbResult.of(builder.reports(), problems, List.of(), notes);
    }

    private Optional<BuildRecorder> log(DeploymentView view) {
        return BuildRecorder.of(view, RunIdentities.token(context.random()));
    }

    private static List<List<Action>> begin(Optional<BuildRecorder> log, Fingerprint files) {
        return log.map(each -> each.begin(files)).orElse(List.of());
    }

    private static List<List<Action>> end(Optional<BuildRecorder> log, Fingerprint files) {
        return log.map(each -> each.end(files)).orElse(List.of());
    }

    /**
     * What the server itself says of the built side. What may be accepted at promotion, such as an object that the new
     * version leaves out, is a warning here.
     */
    private static VerbResult proven(
            VerbGuardrails guards, DeploymentView view, List<StepReport> steps, List<String> notes) {
        guards.built(view);
        return VerbResult.of(steps, guards.problems(), Evaluation.warnings(guards.evaluations()), notes);
    }

    private static Problem unreadable(SqlFiles.Found.Unreadable unreadable) {
        return new Problem(
                ProblemCode.BAD_CONFIG,
                unreadable.what(),
                "",
                Fix.advice("name the directory that holds the SQL files"));
    }

    /** Building nothing would only drop what was built before. */
    private static Problem noFiles(BuildRequest request) {
        return new Problem(
                ProblemCode.BAD_MODEL,
                "there is no model file in " + request.models(),
                request.models().toString(),
                Fix.advice("name the directory that holds <schema>/<name>.sql"));
    }

    static Problem problem(ModelProblem problem) {
        return new Problem(
                ProblemCode.BAD_MODEL,
                problem.what(),
                problem.file() + ":" + problem.line() + ":" + problem.column(),
                new Fix.Edit(
                        new Place.Line(problem.file(), problem.line()),
                        problem.kind().fix()));
    }
}
