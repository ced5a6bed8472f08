package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.sizing.StagedSizing;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.question.WaitQuestions;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.RightSize;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.NoAnswer;
import dev.verdigris.engine.internal.connection.Scope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Endurance;
import dev.verdigris.engine.internal.execution.PlanLoop;
import dev.verdigris.engine.internal.execution.StepLimits;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.EngineOptions;

/**
 * Waits for readiness. It changes one thing: as soon as all is ready, each staged cluster that has another size only to
 * hydrate gets the size of its live counterpart. Then it waits until all is ready again.
 */
public final class AwaitVerb {

    private final Context context;

    /** Prepares. */
    public AwaitVerb(Context context) {
        this.context = context;
    }

    /** Waits and reports. */
    public Report await(AwaitRequest request) {
        Instant start = context.clock().instant();
        return limited(
                request,
                () -> new VerbTemplate(context)
                        .run(
                                Verb.AWAIT,
                                false,
                                () -> waitFor(request, CatalogScope.AWAIT, asked(), problem -> false, start)
                                        .ended()));
    }

    private Function<DeploymentView, VerbGuardrails> asked() {
        Deployer deployer = context.deployer();
        return view -> {
            VerbGuardrails guards = new VerbGuardrails(Verb.AWAIT);
            WaitQuestions.ask(guards, view, false, deployer);
            return guards;
        };
    }

    /** No reading lasts longer than the wait. Without time to wait, there is one reading with the usual limit. */
    private <T> T limited(AwaitRequest request, Supplier<T> work) {
        Scope limit = request.timeout().isZero()
                ? Scope.NONE
                : context.sessions().within(request.timeout(), NoAnswer.Source.WAIT);
        try {
            return work.get();
        } finally {
            limit.end();
        }
    }

    /**
     * The end of a wait.
     *
     * @param observed the last observation
     * @param judged the readiness at that moment; empty if there is nothing to wait for
     * @param observations the number of observations
     * @param guards what was asked; it refuses if the wait did not end well
     * @param resized what became of the sizes of staged clusters
     */
    record Waited(
            CatalogObservation observed,
            Optional<Assessment> judged,
            int observations,
            VerbGuardrails guards,
            VerbResult resized) {

        VerbTemplate.Ended ended() {
            VerbResult end = VerbResult.of(List.of(), guards.problems()).guarded(guards.evaluations());
            return new VerbTemplate.Ended(resized.and(end).assessed(judged), Optional.of(observed.view()));
        }

        /** Whether there is a staged side that is not ready to be promoted. */
        boolean isStopped() {
            return (guards.refuses() || !resized.problems().isEmpty())
                    && observed.view().mayBeStaged();
        }

        Waited with(VerbResult done) {
            return new Waited(observed, judged, observations, guards, done);
        }
    }

    private static final VerbResult UNCHANGED = VerbResult.of(List.of(), List.of());

    /**
     * Waits until all objects are ready, one has failed, or the time is over. The first observation reads the catalog
     * in the given scope. Later ones read only the server's reports while the objects stay the same, and a server that
     * fails to answer one is asked again until the time is over. If all objects are ready in the first observation, no
     * change signal is installed.
     *
     * @param asked asks, on each observation, whether there is something to wait for
     * @param accepted whether the size that a staged cluster has only to hydrate shall go live
     */
    Waited waitFor(
            AwaitRequest request,
            CatalogScope scope,
            Function<DeploymentView, VerbGuardrails> asked,
            Predicate<Problem> accepted) {
        Instant start = context.clock().instant();
        return limited(request, () -> waitFor(request, scope, asked, accepted, start));
    }

    private Waited waitFor(
            AwaitRequest request,
            CatalogScope scope,
            Function<DeploymentView, VerbGuardrails> asked,
            Predicate<Problem> accepted,
            Instant start) {
        CatalogReadings readings = context.readings(scope);
        Judged judged =
                context.reconnecting(() -> readings.judge(observed -> Judged.of(observed, request, Optional.empty())));
        int observations = 1;
        Optional<Waited> end = ended(judged, request, asked, accepted, start, observations);
        if (end.isPresent()) {
            return end.get();
        }
        VerbResult resized = UNCHANGED;
        Set<RightSize> begun = new HashSet<>();
        Endurance endurance = new Endurance(context, () -> context.left(request.timeout(), start));
        try (ChangeSignal signal = ChangeSignal.install(context)) {
            while (true) {
                Optional<Assessment> previous = judged.assessment();
                if (previous.orElseThrow().isReady()) {
                    resized = resized.and(rightSized(judged.observed().view(), asked, accepted, begun));
                    if (!resized.problems().isEmpty()) {
                        return stopped(judged, asked, observations).with(resized);
                    }
                }
                signal.await(pause(context.left(request.timeout(), start), request, previous.orElseThrow()));
                judged = endurance
                        .read(() -> readings.judgeAgain(observed -> Judged.of(observed, request, previous)))
                        .orElse(judged);
                observations++;
                end = ended(judged, request, asked, accepted, start, observations);
                if (end.isPresent()) {
                    return end.get().with(resized);
                }
            }
        }
    }

    /**
     * Gives the staged clusters the sizes of the live ones, as far as that has not begun. A resize that the server gives
     * up is not begun again by the same run, because it would be given up again.
     */
    private VerbResult rightSized(
            DeploymentView view,
            Function<DeploymentView, VerbGuardrails> asked,
            Predicate<Problem> accepted,
            Set<RightSize> begun) {
        List<RightSize> steps = StagedSizing.steps(view, accepted).stream()
                .filter(step -> !begun.contains(step))
                .toList();
        if (steps.isEmpty()) {
            return UNCHANGED;
        }
        Set<RightSize> before = Set.copyOf(begun);
        Verb verb = asked.apply(view).verb();
        Planning planning = Planning.ofView(
                context, verb, CatalogScope.BASE, present -> PromotePlanner.rightSize(present, verb, accepted, before));
        VerbResult result = new PlanLoop(context, StepLimits.NONE, planning).run();
        begun.addAll(steps);
        return result;
    }

    private Waited stopped(Judged judged, Function<DeploymentView, VerbGuardrails> asked, int observations) {
        VerbGuardrails guards = asked.apply(judged.observed().view());
        guards.readiness(context.environment(), judged.assessment());
        return new Waited(judged.observed(), judged.assessment(), observations, guards, UNCHANGED);
    }

    /** The end of the wait after an observation, if it ends. */
    private Optional<Waited> ended(
            Judged judged,
            AwaitRequest request,
            Function<DeploymentView, VerbGuardrails> asked,
            Predicate<Problem> accepted,
            Instant start,
            int observations) {
        CatalogObservation observed = judged.observed();
        VerbGuardrails guards = asked.apply(observed.view());
        if (guards.refuses()) {
            return Optional.of(new Waited(observed, Optional.empty(), observations, guards, UNCHANGED));
        }
        Assessment assessment = judged.assessment().orElseThrow();
        Duration left = context.left(request.timeout(), start);
        context.listener().on(new ProgressEvent.Judged(assessment, context.since(start), left));
        if (assessment.isReady()) {
            guards.ask(StagedSizing.awaited(observed.view(), accepted), Guardrail.READINESS);
        }
        boolean whole = assessment.isReady() && !guards.refuses();
        if (!whole && !assessment.isFailed() && left.isPositive()) {
            return Optional.empty();
        }
        guards.readiness(context.environment(), judged.assessment());
        return Optional.of(new Waited(observed, judged.assessment(), observations, guards, UNCHANGED));
    }

    private record Judged(CatalogObservation observed, Optional<Assessment> assessment) {

        static Judged of(CatalogObservation observed, AwaitRequest request, Optional<Assessment> previous) {
            return new Judged(observed, observed.awaited(request.policy(), previous));
        }
    }

    /**
     * The longest wait before the next reading. It ends at the time limit, and when the side has been ready for long
     * enough.
     */
    private Duration pause(Duration left, AwaitRequest request, Assessment assessment) {
        Duration pause = shorter(left, jittered(context.options().pollInterval()));
        if (assessment.readySince().isPresent()) {
            Duration held = Duration.between(assessment.readySince().get(), assessment.at());
            Duration missing = request.policy().stableFor().minus(held);
            return missing.isPositive() ? shorter(pause, missing) : pause;
        }
        return pause;
    }

    private static Duration jitter(Duration interval) {
        return interval.dividedBy(5);
    }

    /** How a wait for a request goes on, and when it ends. */
    static String sentence(AwaitRequest request, EngineOptions options) {
        Duration longest = options.pollInterval();
        return request.timeout().isZero()
                ? "A wait for that has one reading."
                : "A wait for that ends after " + DurationText.of(request.timeout())
                        + ". Between two readings it pauses for " + DurationText.of(longest.minus(jitter(longest)))
                        + " to " + DurationText.of(longest) + ", or until the server signals a change.";
    }

    /** Runs that wait for the same server do not ask it at the same moments. */
    private Duration jittered(Duration interval) {
        return interval.minusNanos(context.random().nextLong(jitter(interval).toNanos() + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
