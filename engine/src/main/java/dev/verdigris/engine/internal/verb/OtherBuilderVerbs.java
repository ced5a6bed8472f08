package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.guard.drift.LiveObjects;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.plan.OtherBuilder;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.engine.internal.builder.BuilderProcess;
import dev.verdigris.engine.internal.builder.BuilderProcess.Ending;
import dev.verdigris.engine.internal.builder.Program;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.execution.PlanLoop;
import dev.verdigris.engine.internal.execution.StepLimits;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.ExecRequest;
import dev.verdigris.engine.request.GrantsRequest;

/**
 * The verbs around a builder of another tool: exec runs it, and grants comes after it. Both carry owners, grants and
 * comments from the live objects to their staged counterparts, and judge the staged side as a build does.
 */
public final class OtherBuilderVerbs {

    private static final String INCOMPLETE =
            "The staged side may be incomplete. Promote refuses it until a builder has ended well.";

    private static final String AFTER_THE_BUILDER =
            "The builder ended well, but not what comes after it, so promote refuses the staged side. After the fix, exec"
                    + " with a program that does nothing, such as true, ends the build.";

    private final Context context;
    private final VerbTemplate template;

    /** Prepares. */
    public OtherBuilderVerbs(Context context) {
        this.context = context;
        this.template = new VerbTemplate(context);
    }

    /** Carries, or shows the plan if the request is a dry run. */
    public Report grants(GrantsRequest request) {
        OtherBuilder planner = OtherBuilder.ofGrants(context.deployer());
        return template.run(
                Verb.GRANTS, request.dryRun(), () -> request.dryRun() ? planned(planner) : carried(planner));
    }

    /** Shows the plan of grants. */
    public Report show() {
        return template.run(
                Verb.PLAN,
                true,
                () -> planned(OtherBuilder.ofGrants(context.deployer()))
                        .noting("This is the plan of grants at this moment."));
    }

    /** Runs the builder. */
    public Report exec(ExecRequest request) {
        return exec(request, problem -> true, SinkWays.NONE);
    }

    /**
     * Runs the builder for a deployment that goes on to promote: a problem that promote would not accept stops it
     * before the staged side hydrates.
     *
     * @param accepts whether a problem that can be accepted only warns
     * @param sinks the ways that the user has chosen for sinks
     */
    Report exec(ExecRequest request, Predicate<Problem> accepts, SinkWays sinks) {
        return template.run(
                Verb.EXEC,
                false,
                () -> missing(request, context.environment().name())
                        .map(problem -> Ended.unread(VerbResult.refused(problem)))
                        .orElseGet(() -> executed(request, accepts, sinks)));
    }

    /** The problem of a builder that does not exist. */
    static Optional<Problem> missing(ExecRequest request, Identifier environment) {
        if (Program.find(request).isPresent()) {
            return Optional.empty();
        }
        String name = request.program();
        boolean sets = request.setsVariable();
        return Optional.of(
                new Problem(
                        ProblemCode.NO_BUILDER,
                        sets
                                ? "the command begins with a value for the variable " + name + ", and no shell reads it"
                                : name.isEmpty()
                                        ? "the name of the program is empty"
                                        : "there is no program " + name + " that can be run",
                        "environment " + environment,
                        Fix.advice(
                                sets
                                        ? "set the variable before the call, or write the program env before it; nothing was changed"
                                        : "write the name of a program in a directory of PATH, or its path; nothing was changed")));
    }

    /** All objects exist, so the plan also shows what the judgement after it will be. */
    private Ended planned(OtherBuilder planner) {
        return context.readings(CatalogScope.BUILD)
                .decide(view -> {
                    PlanResult result = planner.end(view);
                    VerbResult shown = VerbResult.shown(result);
                    return new Ended(
                            result instanceof PlanResult.Planned planned
                                    ? shown.judged(
                                            planner.proof(planned.plan().after(view), problem -> true, SinkWays.NONE))
                                    : shown,
                            Optional.of(view));
                })
                .showing(planner.verb());
    }

    private Ended carried(OtherBuilder planner) {
        OtherBuilderPlanning planning = new OtherBuilderPlanning(context, planner, true);
        VerbResult result = new PlanLoop(context, StepLimits.NONE, planning).run();
        return result.problems().isEmpty()
                ? planning.judged(result, view -> planner.proof(view, problem -> true, SinkWays.NONE))
                : new Ended(result, planning.last().flatMap(last -> last.after(result)));
    }

    private Ended executed(ExecRequest request, Predicate<Problem> accepts, SinkWays sinks) {
        OtherBuilder planner = OtherBuilder.ofExec(RunIdentities.working(context));
        OtherBuilderPlanning planning = new OtherBuilderPlanning(context, planner, false);
        VerbResult begun = new PlanLoop(context, StepLimits.NONE, planning).run();
        if (!begun.problems().isEmpty()) {
            return new Ended(begun, planning.last().flatMap(last -> last.after(begun)));
        }
        Ending ending = new BuilderProcess(context, request)
                .run(planning.last()
                        .flatMap(last -> last.after(begun).or(() -> Optional.of(last.view())))
                        .flatMap(DeploymentView::record)
                        .map(DeploymentRecord::deploymentId));
        VerbResult ran = begun.after(List.of(step(request, ending)));
        Optional<Problem> failed = failed(request, ending);
        Look look;
        try {
            look = look(planning.last().orElseThrow().view(), failed.isPresent());
        } catch (SqlFailure failure) {
            Problem unread =
                    failed.orElseGet(() -> new Failures(context.environment().name()).of(failure));
            return Ended.unread(ran.failing(unread).noting(INCOMPLETE));
        }
        List<Problem> problems =
                Stream.concat(failed.stream(), look.changed().stream()).toList();
        if (!problems.isEmpty()) {
            VerbResult refused = ran;
            for (Problem problem : problems) {
                refused = refused.failing(problem);
            }
            return new Ended(
                    refused.noting(INCOMPLETE), Optional.of(look.after().view()));
        }
        planning.hasRun(look.after());
        VerbResult recorded = new PlanLoop(context, StepLimits.NONE, planning).run();
        VerbResult all = ran.and(recorded);
        return recorded.problems().isEmpty()
                ? planning.judged(all, view -> planner.proof(view, accepts, sinks))
                : Ended.unread(all.noting(AFTER_THE_BUILDER));
    }

    /**
     * The first reading after a builder.
     *
     * @param after the reading
     * @param changed a problem for each change of the live side since the last reading before the builder
     */
    private record Look(CatalogObservation after, List<Problem> changed) {}

    /** The reading is the one that the next plan needs, or the one that the report of a failure needs. */
    private Look look(DeploymentView before, boolean failed) {
        LiveObjects live = LiveObjects.of(before);
        CatalogReadings readings = context.readings(failed ? CatalogScope.BASE : CatalogScope.BUILD);
        return context.reconnecting(() -> readings.judge(after -> new Look(after, live.changedUntil(after.view()))));
    }

    private static StepReport step(ExecRequest request, Ending ending) {
        boolean done = ending instanceof Ending.Exited exited && exited.exitCode() == 0;
        return step(
                request,
                done ? StepReport.Status.DONE : StepReport.Status.FAILED,
                ending instanceof Ending.Exited exited ? Optional.of(exited.took()) : Optional.empty(),
                done ? Optional.empty() : Optional.of(how(ending)));
    }

    /** The builder as a step of a plan. */
    static StepReport planned(ExecRequest request) {
        return step(request, StepReport.Status.PLANNED, Optional.empty(), Optional.empty());
    }

    private static StepReport step(
            ExecRequest request, StepReport.Status status, Optional<Duration> took, Optional<String> error) {
        return new StepReport(
                "run-builder",
                "run " + Program.name(request),
                "it builds the staged side",
                List.of(),
                status,
                took,
                error);
    }

    private static String how(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited -> "ended with exit code " + exited.exitCode();
            case Ending.TimeOver over -> "did not end within the time limit of the verb, so it was ended";
            case Ending.NotStarted not -> "could not be started: " + not.why();
        };
    }

    private Optional<Problem> failed(ExecRequest request, Ending ending) {
        if (ending instanceof Ending.Exited exited && exited.exitCode() == 0) {
            return Optional.empty();
        }
        if (ending instanceof Ending.TimeOver) {
            return Optional.of(new Failures(context.environment().name())
                    .timeOver("the builder " + Program.name(request) + " ended"));
        }
        return Optional.of(new Problem(
                ProblemCode.BUILDER_FAILED,
                "the builder " + Program.name(request) + " " + how(ending),
                "environment " + context.environment().name(),
                Fix.advice("correct what it reports, then run it again")
                        .then(Fix.command(Verb.EXEC, context.environment().name()))));
    }
}
