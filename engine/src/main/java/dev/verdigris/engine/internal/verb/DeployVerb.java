package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.project.ProjectFiles;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.PromoteRequest;

/** Runs the verbs of a whole deployment in order. It stops at the first verb that fails. */
public final class DeployVerb {

    private static final String NOTHING_CHANGED =
            "All of this is known before the first statement, so nothing was created or changed.";

    private final Context context;
    private final VerbTemplate template;
    private final DeployRequest request;
    private final ProjectFiles project;

    /** Prepares a deployment and reads all its files, so that every verb uses the same. */
    public DeployVerb(Context context, DeployRequest request) {
        this.project = ProjectFiles.of(
                request.build().map(BuildRequest::models),
                request.check().map(CheckRequest::checks),
                context.environment());
        this.context = project.models().map(context::ofFiles).orElse(context);
        this.template = new VerbTemplate(this.context);
        this.request = request;
    }

    /**
     * One verb of a deployment.
     *
     * @param verb the verb
     * @param run runs it
     */
    private record Part(Verb verb, Supplier<Report> run) {}

    /**
     * The verbs in order. If the swap is already done, it is not repeated: a rollback in the meantime was intended.
     * Only init takes a deployment over: if another run does so after it, this run ends.
     */
    private List<Part> parts(DeployPreview.Look look) {
        PlannedVerbs first = new PlannedVerbs(context);
        PromoteRequest promote = request.promoteAfterBuild();
        if (look.promoted()) {
            return List.of(new Part(Verb.PROMOTE, () -> first.followUp(request.promote(), live())));
        }
        Context owning = context.owning();
        List<Part> parts = new ArrayList<>();
        Duration patience = look.busy() ? Duration.ZERO : context.options().lockPatience();
        parts.add(new Part(Verb.INIT, () -> first.begin(request.init(), look.observed(), patience)));
        request.build()
                .ifPresent(build -> parts.add(new Part(
                        Verb.BUILD,
                        () -> new BuildVerb(owning, build, project.models().orElseThrow())
                                .build(accepted()::cover, promote.sinks()))));
        request.exec()
                .ifPresent(exec -> parts.add(new Part(
                        Verb.EXEC,
                        () -> new OtherBuilderVerbs(owning).exec(exec, accepted()::cover, promote.sinks()))));
        parts.add(new Part(Verb.AWAIT, () -> new AwaitVerb(owning).await(request.awaiting())));
        Optional<CheckVerb> check = request.check()
                .map(asked -> new CheckVerb(owning, asked, project.checks().orElseThrow()));
        check.ifPresent(verb -> parts.add(new Part(Verb.CHECK, verb::check)));
        parts.add(new Part(
                Verb.PROMOTE,
                () -> new PlannedVerbs(owning)
                        .run(
                                promote,
                                check.map(verb -> Gate.after(
                                                project.checks().orElseThrow(), verb.result(), liveChecks(owning)))
                                        .orElseGet(() -> Gate.of(owning, promote)))));
        return parts;
    }

    /** The checks of the live side, for a promotion that needs no other. */
    private Gate live() {
        return request.check().map(check -> Gate.onlyLive(liveChecks(context))).orElse(Gate.NONE);
    }

    private LiveChecks liveChecks(Context within) {
        return new LiveChecks(
                within, request.check().orElseThrow(), project.checks().orElseThrow());
    }

    /** The problems that promote will accept. */
    private Consents accepted() {
        return request.promote().accept().at(context.clock().instant());
    }

    /** Deploys and reports all parts, or shows what it would do if the request is a dry run. */
    public Report deploy() {
        if (request.dryRun()) {
            return template.run(Verb.DEPLOY, true, () -> preview().showing(Verb.DEPLOY));
        }
        Instant start = context.clock().instant();
        List<Report> reports = new ArrayList<>();
        List<Report.Timing> timings = new ArrayList<>();
        AtomicReference<DeployPreview.Look> look = new AtomicReference<>();
        Report first = template.unannounced(Verb.INIT, false, () -> look(look));
        reports.add(first);
        DeployPreview.Look seen = look.get();
        if (first.outcome() == Outcome.DONE && seen != null) {
            for (Part part : parts(seen)) {
                Instant begun = context.clock().instant();
                Report report = context.isOver()
                        ? template.tooLate(part.verb())
                        : part.run().get();
                reports.add(report);
                timings.add(new Report.Timing(part.verb().word(), context.since(begun)));
                if (report.outcome() != Outcome.DONE) {
                    break;
                }
            }
        }
        timings.add(new Report.Timing("total", context.since(start)));
        return together(reports, timings);
    }

    /** Facts about consents that no verb of the deployment has used. */
    private List<String> unused(List<Evaluation> evaluations) {
        return Evaluation.unused(consents(), evaluations, context.clock().instant());
    }

    private Consents consents() {
        return request.init()
                .accept()
                .and(request.check().map(CheckRequest::accept).orElse(Consents.NONE))
                .and(request.promote().accept());
    }

    /**
     * Looks at the environment before the first statement: whether an earlier run has done the swap, and all problems
     * and warnings that are known already. Init begins on the same reading. If the server does not answer, nothing else
     * is asked: a second question would only wait as long again.
     */
    private Ended look(AtomicReference<DeployPreview.Look> look) {
        DeployPreview.Look seen = look();
        look.set(seen);
        VerbResult known = seen.promoted() ? VerbResult.of(List.of(), List.of()) : seen.result();
        VerbResult result = known.problems().isEmpty()
                ? VerbResult.of(List.of(), List.of(), known.warnings(), List.of())
                        .guarded(known.guardrails())
                : known.noting(NOTHING_CHANGED);
        return new Ended(result, Optional.of(seen.observed().view()));
    }

    /** The last look. While another run is at work, nothing can be judged, so this run looks again for a moment. */
    private DeployPreview.Look look() {
        DeployPreview preview = new DeployPreview(context, request, project);
        CatalogReadings readings = context.readings(CatalogScope.DEPLOY);
        return Patience.with(
                context,
                context.options().lockPatience(),
                over -> context.reconnecting(() -> readings.judge(preview::of)),
                DeployPreview.Look::busy);
    }

    /** Shows the present plan of a deploy, as far as it can be known before the staged side is built and ready. */
    public Report show() {
        return template.run(
                Verb.PLAN,
                true,
                () -> preview()
                        .noting("This is the plan of deploy at this moment.")
                        .showing(Verb.DEPLOY));
    }

    private Ended preview() {
        DeployPreview.Look seen = look();
        seen.made().ifPresent(plan -> context.listener().on(new ProgressEvent.PlanMade(plan)));
        VerbResult shown = seen.result();
        for (String sentence : request.awaiting().policy().sentences()) {
            shown = shown.noting(sentence);
        }
        shown = shown.noting(AwaitVerb.sentence(request.awaiting(), context.options()));
        return new Ended(shown, Optional.of(seen.observed().view()))
                .consented(consents(), context.clock().instant());
    }

    /** A command that continues or takes over a deployment: the user ran deploy, so deploy does it. */
    private static Fix.Command asDeploy(Fix.Command command) {
        boolean addressed = command.options().stream()
                .anyMatch(option ->
                        option instanceof CommandOption.Deployment || option == CommandOption.Switch.TAKE_OVER);
        boolean begins = command.verb() == Verb.INIT || command.verb() == Verb.BUILD;
        return addressed && begins || command.verb() == Verb.EXEC
                ? new Fix.Command(Verb.DEPLOY, command.environment(), command.options())
                : command;
    }

    /** A later part knows more about what an earlier one has warned of. */
    private static void replace(Set<Problem> warnings, List<Problem> later) {
        warnings.removeIf(earlier -> later.stream()
                .anyMatch(
                        known -> known.code() == earlier.code() && known.where().equals(earlier.where())));
        warnings.addAll(later);
    }

    /**
     * One report of all.
     *
     * @param parts the look before the first statement, and the verbs that ran
     */
    private Report together(List<Report> parts, List<Report.Timing> timings) {
        Report last = parts.get(parts.size() - 1);
        Set<Problem> warnings = new LinkedHashSet<>();
        List<String> notes = new ArrayList<>();
        List<Evaluation> guardrails = new ArrayList<>();
        for (Report part : parts) {
            replace(warnings, part.warnings());
            part.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
            guardrails.addAll(part.guardrails());
        }
        if (last.outcome() != Outcome.DONE && !notes.contains(NOTHING_CHANGED)) {
            notes.add(stopped(parts.subList(1, parts.size()), last));
        }
        notes.addAll(unused(guardrails));
        return new Report(
                Verb.DEPLOY,
                last.environment(),
                last.outcome(),
                last.state(),
                last.deployment(),
                last.consents(),
                last.dryRun(),
                Optional.empty(),
                Evaluation.latest(guardrails),
                parts.stream().flatMap(part -> part.steps().stream()).toList(),
                ofDeploy(last.problems()),
                List.copyOf(warnings),
                notes,
                last(parts, Report::readiness),
                Optional.empty(),
                Optional.empty(),
                last(parts, Report::diff),
                last(parts, part -> Optional.of(part.sinks()).filter(sinks -> !sinks.isEmpty()))
                        .orElse(List.of()),
                timings,
                last.next().or(() -> status(last)),
                last.alternatives(),
                last.dbt());
    }

    private static <T> Optional<T> last(List<Report> parts, Function<Report, Optional<T>> value) {
        return parts.stream().flatMap(part -> value.apply(part).stream()).reduce((earlier, later) -> later);
    }

    private static List<Problem> ofDeploy(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.with(DeployVerb::asDeploy))
                .toList();
    }

    /** Where the deployment stopped, and the state that it left, as far as that is known. */
    private static String stopped(List<Report> parts, Report last) {
        if (last.state() != EnvironmentState.UNKNOWN) {
            return "Deploy stopped in " + last.verb() + ". The environment is " + last.state() + ".";
        }
        if (last.steps().stream().anyMatch(DeployVerb::isSwap)) {
            return "Deploy stopped in " + last.verb() + " after the swap. The new version is live, and the present"
                    + " state of the environment could not be read.";
        }
        boolean touched = parts.stream().flatMap(part -> part.steps().stream()).anyMatch(DeployVerb::wasSent);
        if (!touched) {
            return "Deploy stopped in " + last.verb() + " before the first step. This run has changed nothing.";
        }
        return parts.stream()
                .filter(part -> part.state() != EnvironmentState.UNKNOWN)
                .reduce((earlier, later) -> later)
                .map(known -> "Deploy stopped in " + last.verb() + ". The environment was " + known.state() + " after "
                        + known.verb() + ", and its present state could not be read.")
                .orElseGet(
                        () -> "Deploy stopped in " + last.verb() + ". The state of the environment could not be read.");
    }

    private static boolean isSwap(StepReport step) {
        return step.isOf(Step.Swap.class)
                && (step.status() == StepReport.Status.DONE || step.status() == StepReport.Status.ALREADY_DONE);
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
