package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Reconnecting;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;

/** Waits for readiness. Changes nothing, whenever it stops. */
public final class AwaitVerb {

    private final Context context;

    /** Prepares. */
    public AwaitVerb(Context context) {
        this.context = context;
    }

    /** Waits and reports. */
    public Report await(AwaitRequest request) {
        return new VerbTemplate(context)
                .ending(
                        Verb.AWAIT,
                        false,
                        () -> waitFor(request, CatalogScope.AWAIT).ended());
    }

    /**
     * How waiting ended.
     *
     * @param look what was seen last
     * @param judged the verdict on it; empty if nothing is staged
     * @param looks how many looks were taken
     * @param problems why it did not end well; empty if everything is ready
     */
    record Waited(CatalogObservation look, Optional<Assessment> judged, int looks, List<Problem> problems) {

        VerbTemplate.Ended ended() {
            return new VerbTemplate.Ended(
                    VerbResult.of(List.of(), problems).assessed(judged), Optional.of(look.view()));
        }
    }

    /**
     * Waits until everything is ready, something never will be, or the time is up. The first look reads the catalog in
     * the given scope, each further one only what the server reports, as long as the objects stay the same. What is ready
     * at the first look needs no signal of changes.
     */
    Waited waitFor(AwaitRequest request, CatalogScope scope) {
        Reconnecting reconnecting = new Reconnecting(context);
        CatalogReadings readings = context.readings(scope);
        Instant start = context.clock().instant();
        Look look =
                reconnecting.call(() -> readings.judge(observation -> Look.at(observation, request, Optional.empty())));
        int looks = 1;
        Optional<Waited> end = ended(look, request, start, looks);
        if (end.isPresent()) {
            return end.get();
        }
        try (ChangeSignal signal = ChangeSignal.install(context)) {
            while (true) {
                Optional<Assessment> before = look.judged();
                signal.await(pause(left(request, start), request, before.orElseThrow()));
                look = reconnecting.call(
                        () -> readings.judgeAgain(observation -> Look.at(observation, request, before)));
                looks++;
                end = ended(look, request, start, looks);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
    }

    /** How waiting ends with a look, if it does. */
    private Optional<Waited> ended(Look look, AwaitRequest request, Instant start, int looks) {
        DeploymentView view = look.observation().view();
        if (look.judged().isEmpty()) {
            Problem nothing = ReadinessAssessor.nothingStaged(view);
            return Optional.of(new Waited(look.observation(), look.judged(), looks, List.of(nothing)));
        }
        Assessment assessment = look.judged().get();
        Duration left = left(request, start);
        context.listener().on(new ProgressEvent.Judged(assessment, context.since(start), left));
        if (!assessment.isReady() && !assessment.isFailed() && left.isPositive()) {
            return Optional.empty();
        }
        List<Problem> problems = assessment.isReady() ? List.of() : Guardrails.readiness(view, look.judged());
        return Optional.of(new Waited(look.observation(), look.judged(), looks, problems));
    }

    /** The time that is left, never negative. */
    private Duration left(AwaitRequest request, Instant start) {
        Duration left = request.timeout().minus(context.since(start));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private record Look(CatalogObservation observation, Optional<Assessment> judged) {

        static Look at(CatalogObservation observation, AwaitRequest request, Optional<Assessment> before) {
            return new Look(observation, ReadinessAssessor.of(observation, request.policy(), before));
        }
    }

    /** Until the next look at the latest: no later than the end, or than the moment at which it will have held. */
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
