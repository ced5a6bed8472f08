package dev.verdigris.engine.internal.verb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.plan.InitPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.project.ProjectFiles;
import dev.verdigris.engine.internal.project.SqlFiles;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.PromoteRequest;

/** Runs the verbs of a whole deployment in order. It stops at the first verb that fails. */
public final class DeployVerb {

    private static final String AWAITS =
            "The swap comes after await, and after check if there are checks. Promote asks its"
                    + " guardrails then; their answers are not known before the staged side is built.";

    private final Context context;
    private final VerbTemplate template;
    private final DeployRequest request;
    private final ProjectFiles project;

    /** Prepares a deployment and reads all its files, so that every verb uses the same. */
    public DeployVerb(Context context, DeployRequest request) {
        this.context =
                request.build().map(BuildRequest::models).map(context::ofModels).orElse(context);
        this.template = new VerbTemplate(this.context);
        this.request = request;
        this.project = ProjectFiles.of(
                request.build().map(BuildRequest::models), request.check().map(CheckRequest::checks));
    }

    /**
     * One verb of a deployment.
     *
     * @param verb the verb
     * @param run runs it
     * @param show what it would do to a view
     */
    private record Phase(Verb verb, Supplier<Report> run, Function<DeploymentView, Shown> show) {

        /** A verb that changes nothing and has no plan. */
        static Phase withoutPlan(Verb verb, Supplier<Report> run) {
            return new Phase(verb, run, view -> new Shown(VerbResult.of(List.of(), List.of()), Optional.of(view)));
        }
    }

    /**
     * What a verb would do.
     *
     * @param result its plan
     * @param after the simulated result of its steps; empty if there is no plan
     */
    private record Shown(VerbResult result, Optional<DeploymentView> after) {

        static Shown of(DeploymentView before, PlanResult plan) {
            return new Shown(VerbResult.shown(plan), after(before, plan));
        }

        static Optional<DeploymentView> after(DeploymentView before, PlanResult plan) {
            return plan instanceof PlanResult.Planned planned
                    ? Optional.of(planned.plan().after(before))
                    : Optional.empty();
        }
    }

    /** The verbs in order. If the swap is already done, it is not repeated: a rollback in the meantime was intended. */
    private List<Phase> phases(boolean resumed) {
        PlannedVerbs planned = new PlannedVerbs(context);
        RunIdentity fresh = RunIdentities.fresh(context);
        PromoteRequest promote = request.promote();
        if (resumed) {
            return List.of(new Phase(
                    Verb.PROMOTE,
                    () -> planned.followUp(promote),
                    view -> Shown.of(view, PlannedVerbs.followUp(view, promote, fresh))));
        }
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(
                Verb.INIT,
                () -> planned.run(request.init()),
                view -> Shown.of(view, InitPlanner.plan(view, InitPlanning.core(request.init(), fresh, false)))));
        request.build()
                .ifPresent(build -> phases.add(
                        new Phase(Verb.BUILD, () -> new BuildVerb(context).build(build, models()), this::shownBuild)));
        phases.add(Phase.withoutPlan(Verb.AWAIT, () -> new AwaitVerb(context).await(request.awaiting())));
        Optional<CheckVerb> check = request.check()
                .map(asked -> new CheckVerb(context, asked, project.checks().orElseThrow()));
        check.ifPresent(verb -> phases.add(Phase.withoutPlan(Verb.CHECK, verb::check)));
        phases.add(new Phase(
                Verb.PROMOTE,
                () -> planned.run(
                        promote,
                        check.map(verb -> Gate.after(project.checks().orElseThrow(), verb.result()))
                                .orElseGet(() -> Gate.of(promote))),
                view -> new Shown(
                        VerbResult.shown(new PlanResult.Planned(PromotePlanner.foreseen(view, fresh)))
                                .noting(AWAITS),
                        Optional.empty())));
        return phases;
    }

    private SqlFiles models() {
        return project.models().orElseThrow();
    }

    private Shown shownBuild(DeploymentView staged) {
        return new BuildVerb(context)
                .with(
                        models(),
                        planner -> {
                            PlanResult plan = planner.plan(staged);
                            return new Shown(BuildVerb.shown(plan), Shown.after(staged, plan));
                        },
                        refused -> new Shown(refused, Optional.empty()),
                        (shown, note) -> new Shown(shown.result().noting(note), shown.after()));
    }

    /** The mistakes of the files. They are told before anything is created. */
    private Optional<Report> mistakes(Verb verb) {
        List<Problem> mistakes = project.mistakes(context.environment());
        return mistakes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        template.run(verb, verb == Verb.PLAN, () -> Ended.unread(VerbResult.of(List.of(), mistakes))));
    }

    /** Deploys and reports all phases. */
    public Report deploy() {
        return mistakes(Verb.DEPLOY).orElseGet(this::deployed);
    }

    private Report deployed() {
        Instant start = context.clock().instant();
        List<Report> reports = new ArrayList<>();
        List<Report.Timing> timings = new ArrayList<>();
        AtomicBoolean promoted = new AtomicBoolean();
        Report look = look(promoted);
        if (look.outcome() != Outcome.DONE) {
            reports.add(look);
        } else {
            for (Phase phase : phases(promoted.get())) {
                Instant begun = context.clock().instant();
                Report report = context.isOver()
                        ? template.tooLate(phase.verb())
                        : phase.run().get();
                reports.add(report);
                timings.add(new Report.Timing(phase.verb().word(), context.since(begun)));
                if (report.outcome() != Outcome.DONE) {
                    break;
                }
            }
        }
        timings.add(new Report.Timing("total", context.since(start)));
        return together(reports, timings);
    }

    /**
     * Looks whether an earlier run has done the swap, or a rollback has undone it. If the server does not answer, nothing else is asked: a second
     * question would only wait as long again.
     */
    private Report look(AtomicBoolean promoted) {
        return template.unannounced(Verb.INIT, false, () -> {
            DeploymentView view = context.reconnecting(context::read);
            promoted.set(isPromoted(view));
            VerbResult result =
                    rolledBack(view).map(VerbResult::refused).orElseGet(() -> VerbResult.of(List.of(), List.of()));
            return new Ended(result, Optional.of(view));
        });
    }

    /** Whether an earlier run has done the swap. */
    private boolean isPromoted(DeploymentView view) {
        return Resumption.isPromoted(view, RunIdentities.deployer(context));
    }

    /** The problem of a version that was rolled back. Promote would report it too, but only after the hydration. */
    private Optional<Problem> rolledBack(DeploymentView view) {
        if (request.promote().accept().contains(ProblemCode.ROLLED_BACK_FILES)) {
            return Optional.empty();
        }
        return request
                .build()
                .flatMap(build -> RunIdentities.deployer(context).files())
                .map(digest -> RollbackRules.files(view, digest))
                .orElseGet(() -> RollbackRules.staged(view))
                .stream()
                .findFirst();
    }

    /**
     * Shows the present plan of a deploy, as far as it can be known before the staged side is built and ready. Each verb
     * is planned on the simulated result of the verbs before it, so one reading of the catalog is enough.
     */
    public Report show() {
        return mistakes(Verb.PLAN).orElseGet(this::planned);
    }

    private Report planned() {
        return template.run(
                Verb.PLAN,
                true,
                () -> context.readings(CatalogScope.DEPLOY)
                        .decide(view -> new Ended(shown(view), Optional.of(view)))
                        .noting("this is the present plan of deploy")
                        .showing(Verb.DEPLOY));
    }

    private VerbResult shown(DeploymentView present) {
        Optional<Problem> rolledBack = rolledBack(present);
        if (rolledBack.isPresent()) {
            return VerbResult.refused(rolledBack.get());
        }
        VerbResult all = VerbResult.of(List.of(), List.of());
        Optional<DeploymentView> view = Optional.of(present);
        for (Phase phase : phases(isPromoted(present))) {
            if (view.isPresent()) {
                Shown shown = phase.show().apply(view.get());
                all = all.and(shown.result());
                view = shown.after();
            }
        }
        return all;
    }

    /** A command that continues or takes over a deployment: the user ran deploy, so deploy does it. */
    private static Fix.Command asDeploy(Fix.Command command) {
        boolean addressed = command.options().stream()
                .anyMatch(option ->
                        option instanceof CommandOption.Deployment || option == CommandOption.Switch.TAKE_OVER);
        boolean begins = command.verb() == Verb.INIT || command.verb() == Verb.BUILD;
        return addressed && begins ? new Fix.Command(Verb.DEPLOY, command.environment(), command.options()) : command;
    }

    private static Report together(List<Report> phases, List<Report.Timing> timings) {
        Report last = phases.get(phases.size() - 1);
        List<StepReport> steps = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<Evaluation> guardrails = new ArrayList<>();
        Optional<Assessment> readiness = Optional.empty();
        for (Report phase : phases) {
            steps.addAll(phase.steps());
            warnings.addAll(phase.warnings());
            phase.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
            guardrails.addAll(phase.guardrails());
            readiness = phase.readiness().isPresent() ? phase.readiness() : readiness;
        }
        if (last.outcome() != Outcome.DONE) {
            notes.add(stopped(phases, last));
        }
        return new Report(
                Verb.DEPLOY,
                last.environment(),
                last.outcome(),
                last.state(),
                last.deployment(),
                last.dryRun(),
                Optional.empty(),
                Evaluation.latest(guardrails),
                steps,
                last.problems().stream()
                        .map(problem -> problem.with(DeployVerb::asDeploy))
                        .toList(),
                warnings,
                notes,
                readiness,
                Optional.empty(),
                Optional.empty(),
                timings,
                last.next().or(() -> status(last)));
    }

    /** Where the deployment stopped, and the state that it left, as far as that is known. */
    private static String stopped(List<Report> phases, Report last) {
        if (last.state() != EnvironmentState.UNKNOWN) {
            return "stopped in " + last.verb() + "; the environment is " + last.state();
        }
        boolean touched =
                phases.stream().flatMap(phase -> phase.steps().stream()).anyMatch(DeployVerb::wasSent);
        if (!touched) {
            return "stopped in " + last.verb() + " before the first step; this run has changed nothing";
        }
        return phases.stream()
                .filter(phase -> phase.state() != EnvironmentState.UNKNOWN)
                .reduce((earlier, later) -> later)
                .map(known -> "stopped in " + last.verb() + "; the environment was " + known.state() + " after "
                        + known.verb() + ", and its present state could not be read")
                .orElseGet(() -> "stopped in " + last.verb() + "; the state of the environment could not be read");
    }

    private static boolean wasSent(StepReport step) {
        return switch (step.status()) {
            case DONE, ALREADY_DONE, FAILED -> true;
            case NOT_REACHED, PLANNED -> false;
        };
    }

    /** After a failure to read the state, status shows it and the next command as soon as the server answers. */
    private static Optional<Fix.Command> status(Report last) {
        return last.outcome() == Outcome.UNREACHABLE
                ? Optional.of(Fix.command(Verb.STATUS, last.environment()))
                : Optional.empty();
    }
}
