package dev.verdigris.engine.internal.verb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.verdigris.core.deployment.Fingerprint;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.build.SqlFiles;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.request.DeployRequest;

/** Runs the verbs of a whole deployment in order, up to the first that does not end well. */
public final class DeployVerb {

    private final Context context;
    private final List<Report> phases = new ArrayList<>();
    private final List<Report.Timing> timings = new ArrayList<>();

    /** Prepares. */
    public DeployVerb(Context context) {
        this.context = context;
    }

    /** Deploys and reports over all phases. */
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
            // A deploy that finds its swap done does not repeat it, because a rollback in the meantime was intended.
            PlannedVerbs verbs = new PlannedVerbs(context);
            phase("promote", () -> resumed ? verbs.followUp(request.promote()) : verbs.run(request.promote()));
        }
        return together(start);
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
        Map<Guardrail, Evaluation> guardrails = new EnumMap<>(Guardrail.class);
        Optional<Assessment> readiness = Optional.empty();
        for (Report phase : phases) {
            steps.addAll(phase.steps());
            warnings.addAll(phase.warnings());
            notes.addAll(phase.notes());
            phase.guardrails().forEach(each -> guardrails.put(each.guardrail(), each));
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
                List.copyOf(guardrails.values()),
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
