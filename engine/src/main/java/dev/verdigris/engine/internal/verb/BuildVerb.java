package dev.verdigris.engine.internal.verb;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.PlanLoop;
import dev.verdigris.engine.internal.execution.StepLimits;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.project.ProjectFiles;
import dev.verdigris.engine.internal.project.ProjectModels;
import dev.verdigris.engine.internal.project.SqlFiles;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.BuildRequest;

/** Builds the staged side from files, or checks a side that another tool has built. */
public final class BuildVerb {

    private static final String NOT_KNOWN = "The columns of new views, the names of unnamed indexes, and the entries of"
            + " the manifest are known only after the creation. Then the comments of live counterparts are copied as well.";

    private final Context context;
    private final VerbTemplate template;
    private final BuildRequest request;
    private final SqlFiles models;

    /** Prepares a build and reads its files. */
    public BuildVerb(Context context, BuildRequest request) {
        this(context, request, ProjectModels.of(request.models(), context.environment()));
    }

    /** Prepares with files that were read already. */
    BuildVerb(Context context, BuildRequest request, SqlFiles models) {
        this.context = context.ofFiles(models);
        this.template = new VerbTemplate(this.context);
        this.request = request;
        this.models = models;
    }

    /** Builds, or shows the plan if the request is a dry run. */
    public Report build() {
        return build(problem -> true, SinkWays.NONE);
    }

    /**
     * Builds for a deployment that goes on to promote: a problem that promote would not accept stops it before the
     * staged side hydrates.
     *
     * @param accepts whether a problem that can be accepted only warns
     * @param sinks the ways that the user has chosen for sinks
     */
    Report build(Predicate<Problem> accepts, SinkWays sinks) {
        Function<BuildPlanner, Ended> body = request.dryRun()
                ? this::planned
                : planner -> built(planner, view -> planner.proof(view, accepts, sinks));
        return template.run(Verb.BUILD, request.dryRun(), () -> with(body));
    }

    /** Shows the plan of the build. */
    public Report show() {
        return template.run(
                Verb.PLAN, true, () -> with(this::planned).noting("This is the plan of build at this moment."));
    }

    /** Plans with the files, or reports why they cannot be used. */
    private Ended with(Function<BuildPlanner, Ended> body) {
        List<Problem> mistakes = ProjectFiles.ofModels(models, context.environment());
        Ended result = mistakes.isEmpty()
                ? body.apply(new BuildPlanner(context.environment(), models.files(), RunIdentities.working(context)))
                : Ended.unread(VerbResult.of(List.of(), mistakes));
        for (String note : models.notes()) {
            result = result.noting(note);
        }
        return result;
    }

    /** A plan that is only shown, with a note on the facts that are not known yet. */
    static VerbResult shown(PlanResult result) {
        VerbResult shown = VerbResult.shown(result);
        return result instanceof PlanResult.Planned ? shown.noting(NOT_KNOWN) : shown;
    }

    private Ended planned(BuildPlanner planner) {
        return context.readings(CatalogScope.BUILD)
                .decide(view -> new Ended(shown(planner.plan(view)), Optional.of(view)))
                .showing(Verb.BUILD);
    }

    private Ended built(BuildPlanner planner, Function<DeploymentView, VerbGuardrails> judge) {
        BuildPlanning planning = new BuildPlanning(context, planner);
        VerbResult result = new PlanLoop(context, StepLimits.NONE, planning).run();
        if (!result.problems().isEmpty()) {
            return planning.isCreated() || planning.done().isEmpty()
                    ? new Ended(result, planning.last().flatMap(last -> last.after(result)))
                    : Ended.unread(keeping(planner, planning.done(), result));
        }
        return planning.judged(result, judge);
    }

    /** After a refused statement, writes the manifest of what was created before it. */
    private VerbResult keeping(BuildPlanner planner, Set<BuildStatement> done, VerbResult refused) {
        if (context.sessions().isMute()) {
            return refused;
        }
        try {
            VerbResult kept = new PlanLoop(
                            context,
                            StepLimits.NONE,
                            Planning.ofView(
                                    context, Verb.BUILD, CatalogScope.BUILD, view -> planner.interrupted(view, done)))
                    .run();
            return kept.problems().isEmpty() && !kept.steps().isEmpty()
                    ? refused.after(kept.steps()).noting("The next build keeps what was created.")
                    : refused;
        } catch (SqlFailure failure) {
            return refused.noting("The next build creates everything again, because the manifest could not be written: "
                    + failure.describe());
        }
    }
}
