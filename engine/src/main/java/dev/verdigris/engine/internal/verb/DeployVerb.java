package dev.verdigris.engine.internal.verb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprint;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.plan.InitPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.Request;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.request.DeployRequest;

/** Runs the verbs of a whole deployment in order. It stops at the first verb that fails. */
public final class DeployVerb {

    private static final String AWAITS =
            "The swap comes after await, and after check if there are checks. Promote asks its"
                    + " guardrails then; their answers are not known before the staged side is built.";

    private final Context context;
    private final List<Report> phases = new ArrayList<>();
    private final List<Report.Timing> timings = new ArrayList<>();

    /** Creates the verb. */
    public DeployVerb(Context context) {
        this.context = context;
    }

    /** Deploys and reports all phases. */
    public Report deploy(DeployRequest request) {
        Instant start = context.clock().instant();
        boolean resumed = Resumption.isPromoted(context, request.init(), files(request));
        boolean going = resumed
                || phase("init", () -> new PlannedVerbs(context).run(request.init()))
                        && (request.build().isEmpty()
                                || phase(
                                        "build",
                                        () -> new BuildVerb(context)
                                                .build(request.build().get())))
                        && phase("await", () -> new AwaitVerb(context).await(request.awaiting()))
                        && (request.check().isEmpty()
                                || phase(
                                        "check",
                                        () -> new CheckVerb(context)
                                                .check(request.check().get())));
        if (going) {
            // If the swap is already done, it is not repeated: a rollback in the meantime was intended.
            PlannedVerbs verbs = new PlannedVerbs(context);
            phase("promote", () -> resumed ? verbs.followUp(request.promote()) : verbs.run(request.promote()));
        }
        return together(start);
    }

    /** Shows the present plan of a deploy, as far as it can be known before the staged side is built and ready. */
    public Report show(DeployRequest request) {
        return new VerbTemplate(context).ending(Verb.PLAN, true, () -> {
            VerbTemplate.Ended shown = Resumption.isPromoted(context, request.init(), files(request))
                    ? new PlannedVerbs(context).shownFollowUp(request.promote())
                    : context.readings(CatalogScope.DEPLOY)
                            .decide(view -> new VerbTemplate.Ended(shown(view, request), Optional.of(view)));
            return shown.noting("this is the present plan of deploy").showing(Verb.DEPLOY);
        });
    }

    /** Plans each verb on the simulated result of the verbs before it. */
    private VerbResult shown(DeploymentView view, DeployRequest request) {
        Request.Init init = InitPlanning.core(context, request.init(), false);
        PlanResult begun = InitPlanner.plan(view, init);
        return VerbResult.shown(begun)
                .and(after(
                        view,
                        begun,
                        staged -> request.build()
                                .map(build -> new BuildVerb(context)
                                        .with(
                                                build,
                                                planner -> built(planner.plan(staged), staged, init.fresh()),
                                                Function.identity()))
                                .orElseGet(() -> promotion(staged, init.fresh()))));
    }

    private static VerbResult built(PlanResult built, DeploymentView staged, RunIdentity fresh) {
        return BuildVerb.shown(built).and(after(staged, built, ready -> promotion(ready, fresh)));
    }

    private static VerbResult after(
            DeploymentView before, PlanResult result, Function<DeploymentView, VerbResult> next) {
        return result instanceof PlanResult.Planned planned
                ? next.apply(planned.plan().after(before))
                : VerbResult.of(List.of(), List.of());
    }

    private static VerbResult promotion(DeploymentView ready, RunIdentity fresh) {
        return VerbResult.shown(new PlanResult.Planned(PromotePlanner.foreseen(ready, fresh)))
                .noting(AWAITS);
    }

    /** The fingerprint of the present files. The build reports a directory that cannot be read. */
    private static Optional<Fingerprint> files(DeployRequest request) {
        return request.build().map(build -> SqlFiles.in(build.models())).flatMap(found -> switch (found) {
            case SqlFiles.Found.Read read -> Optional.of(Fingerprints.ofFiles(read.files()));
            case SqlFiles.Found.Unreadable unreadable -> Optional.empty();
        });
    }

    private boolean phase(String name, Supplier<Report> verb) {
        Instant start = context.clock().instant();
        Report report = verb.get();
        phases.add(report);
        timings.add(new Report.Timing(name, context.since(start)));
        return report.outcome() == Outcome.DONE;
    }

    private Report together(Instant start) {
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
        timings.add(new Report.Timing("total", context.since(start)));
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
                timings,
                last.next());
    }
}
