package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Reconnecting;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;

/** Waits for readiness. Never changes anything. */
public final class AwaitVerb {

    private final Context context;

    /** Prepares. */
    public AwaitVerb(Context context) {
        this.context = context;
    }

    /** Waits and reports. */
    public Report await(AwaitRequest request) {
        return new VerbTemplate(context).run(Verb.AWAIT, false, () -> work(request));
    }

    /** Waits until all objects are ready, one has failed, or the time is over. */
    VerbResult work(AwaitRequest request) {
        Reconnecting reconnecting = new Reconnecting(context);
        Instant start = context.clock().instant();
        Optional<Assessment> previous = Optional.empty();
        try (ChangeSignal signal = ChangeSignal.install(context)) {
            while (true) {
                CatalogObservation observed = reconnecting.call(context::look);
                Optional<Assessment> judged = ReadinessAssessor.of(observed, request.policy(), previous);
                if (judged.isEmpty()) {
                    return VerbResult.refused(ReadinessAssessor.nothingStaged(observed.view()));
                }
                Assessment assessment = judged.get();
                Duration waited = context.since(start);
                Duration left = request.timeout().minus(waited);
                context.listener()
                        .on(new ProgressEvent.Judged(assessment, waited, left.isNegative() ? Duration.ZERO : left));
                if (assessment.isReady() || assessment.isFailed() || !left.isPositive()) {
                    VerbGuardrails guards = new VerbGuardrails(Verb.AWAIT, Set.of());
                    guards.passes(Guardrail.ENVIRONMENT, Guardrail.PHASE);
                    guards.readiness(context.environment(), judged);
                    return VerbResult.of(List.of(), assessment.isReady() ? List.of() : guards.problems())
                            .assessed(judged)
                            .guarded(guards.evaluations());
                }
                signal.await(pause(left, request, assessment));
                previous = judged;
            }
        }
    }

    /**
     * The longest wait before the next reading. It ends at the time limit, and when the side has been ready for long
     * enough.
     */
    private Duration pause(Duration left, AwaitRequest request, Assessment assessment) {
        Duration pause = shorter(left, context.options().pollInterval());
        if (assessment.readySince().isPresent()) {
            Duration held = Duration.between(assessment.readySince().get(), assessment.at());
            Duration missing = request.policy().stableFor().minus(held);
            return missing.isPositive() ? shorter(pause, missing) : pause;
        }
        return pause;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
