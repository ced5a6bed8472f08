package dev.verdigris.engine.internal.verb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.deployment.record.Fingerprint;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.plan.InitPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.UnfitConnection;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.PromoteRequest;

/** Runs the verbs of a whole deployment in order. It stops at the first verb that fails. */
public final class DeployVerb {

    private static final String AWAITS =
            "The swap comes after await, and after check if there are checks. Promote asks its"
                    + " guardrails then; their answers are not known before the staged side is built.";

    private final Context context;
    private final DeployRequest request;
    private final Optional<Fingerprint> files;

    /** Prepares a deployment. */
    public DeployVerb(Context context, DeployRequest request) {
        this.context = context;
        this.request = request;
        this.files = files(request);
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
                        new Phase(Verb.BUILD, () -> new BuildVerb(context).build(build), view -> shown(view, build))));
        phases.add(Phase.withoutPlan(Verb.AWAIT, () -> new AwaitVerb(context).await(request.awaiting())));
        request.check()
                .ifPresent(
                        check -> phases.add(Phase.withoutPlan(Verb.CHECK, () -> new CheckVerb(context).check(check))));
        phases.add(new Phase(
                Verb.PROMOTE,
                () -> planned.run(promote),
                view -> new Shown(
                        VerbResult.shown(new PlanResult.Planned(PromotePlanner.foreseen(view, fresh)))
                                .noting(AWAITS),
                        Optional.empty())));
        return phases;
    }

    private Shown shown(DeploymentView staged, BuildRequest build) {
        return new BuildVerb(context)
                .with(
                        build,
                        planner -> {
                            PlanResult plan = planner.plan(staged);
                            return new Shown(BuildVerb.shown(plan), Shown.after(staged, plan));
                        },
                        refused -> new Shown(refused, Optional.empty()));
    }

    /** Deploys and reports all phases. */
    public Report deploy() {
        Instant start = context.clock().instant();
        List<Report> reports = new ArrayList<>();
        List<Report.Timing> timings = new ArrayList<>();
        for (Phase phase : phases(isPromoted())) {
            Instant begun = context.clock().instant();
            Report report = phase.run().get();
            reports.add(report);
            timings.add(new Report.Timing(phase.verb().word(), context.since(begun)));
            if (report.outcome() != Outcome.DONE) {
                break;
            }
        }
        timings.add(new Report.Timing("total", context.since(start)));
        return together(reports, timings);
    }

    /** Whether an earlier run has done the swap. If the catalog cannot be read, the first verb reports it. */
    private boolean isPromoted() {
        try {
            return Resumption.isPromoted(context.reconnecting(context::read), request.init(), files);
        } catch (SqlFailure | UnfitConnection failure) {
            return false;
        }
    }

    /**
     * Shows the present plan of a deploy, as far as it can be known before the staged side is built and ready. Each verb
     * is planned on the simulated result of the verbs before it, so one reading of the catalog is enough.
     */
    public Report show() {
        return new VerbTemplate(context)
                .run(
                        Verb.PLAN,
                        true,
                        () -> context.readings(CatalogScope.DEPLOY)
                                .decide(view -> new Ended(shown(view), Optional.of(view)))
                                .noting("this is the present plan of deploy")
                                .showing(Verb.DEPLOY));
    }

    private VerbResult shown(DeploymentView present) {
        VerbResult all = VerbResult.of(List.of(), List.of());
        Optional<DeploymentView> view = Optional.of(present);
        for (Phase phase : phases(Resumption.isPromoted(present, request.init(), files))) {
            if (view.isPresent()) {
                Shown shown = phase.show().apply(view.get());
                all = all.and(shown.result());
                view = shown.after();
            }
        }
        return all;
    }

    /** The fingerprint of the present files. The build reports a directory that cannot be read. */
    private static Optional<Fingerprint> files(DeployRequest request) {
        return request.build().map(build -> SqlFiles.in(build.models())).flatMap(found -> switch (found) {
            case SqlFiles.Found.Read read -> Optional.of(Fingerprints.ofFiles(read.files()));
            case SqlFiles.Found.Unreadable unreadable -> Optional.empty();
        });
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
            notes.addAll(phase.notes());
            guardrails.addAll(phase.guardrails());
            readiness = phase.readiness().isPresent() ? phase.readiness() : readiness;
        }
        if (last.outcome() != Outcome.DONE) {
            notes.add("stopped in " + last.verb() + "; the environment is " + last.state());
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
                last.problems(),
                warnings,
                notes,
                readiness,
                Optional.empty(),
                Optional.empty(),
                timings,
                last.next());
    }
}
