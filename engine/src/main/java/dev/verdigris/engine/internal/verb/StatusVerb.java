package dev.verdigris.engine.internal.verb;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.plan.Standing;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.plan.question.StatusQuestions;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.request.VerbRequest;

/** Shows the state of the environment. Changes nothing. */
public final class StatusVerb {

    private static final String OTHER_FILES =
            "The files of this run are not those of the deployment, so check, await and promote refuse them.";

    private final Context context;

    /** Prepares. */
    public StatusVerb(Context context) {
        this.context = context;
    }

    /**
     * Sums up the environment. Only a deployment that is not promoted needs more of the catalog: who is at work on it,
     * and the readiness of a side that is built.
     *
     * @param previous the last assessment of the same side, if it was seen before
     */
    public Report status(ReadinessPolicy policy, Optional<Assessment> previous) {
        return new VerbTemplate(context).run(Verb.STATUS, false, () -> {
            CatalogReadings readings = context.readings(CatalogScope.STATUS);
            return context.reconnecting(() -> {
                DeploymentView view = readings.decide(Function.identity());
                if (view.lock().isEmpty() || view.isPromoted()) {
                    return readings.decideOnLast(last -> summed(last, Optional.empty()));
                }
                CatalogScope working = new CatalogScope(Set.of(CatalogPart.CONNECTIONS));
                return StatusQuestions.isBuilt(view)
                        ? readings.judgeWith(
                                working.with(CatalogScope.AWAIT), observed -> judged(observed, policy, previous))
                        : readings.judgeWith(working, observed -> summed(ofOthers(observed), Optional.empty()));
            });
        });
    }

    /** The summary of an observation that has all its parts. */
    public VerbTemplate.Ended seen(CatalogObservation observed, ReadinessPolicy policy) {
        return StatusQuestions.isBuilt(observed.view())
                ? judged(observed, policy, Optional.empty())
                : summed(ofOthers(observed), Optional.empty());
    }

    /** Only a wait proves the hold time. */
    private VerbTemplate.Ended judged(
            CatalogObservation observed, ReadinessPolicy policy, Optional<Assessment> previous) {
        Optional<Assessment> readiness = observed.staged(policy, previous);
        VerbTemplate.Ended ended = summed(ofOthers(observed), readiness);
        boolean unproven = policy.stableFor().isPositive()
                && readiness.filter(Assessment::isReady).isPresent();
        return unproven
                ? ended.noting("All objects are ready now, which does not prove that they stay ready for "
                        + DurationText.of(policy.stableFor()) + ".")
                : ended;
    }

    /** Without the connections of this process, which is at work on nothing while it shows a status. */
    private DeploymentView ofOthers(CatalogObservation observed) {
        CatalogSnapshot catalog = observed.view().catalog();
        Map<Long, Instant> others = new HashMap<>(catalog.connections());
        context.sessions().connections().forEach(others::remove);
        return observed.view().with(catalog.toBuilder().connections(others).build());
    }

    private VerbTemplate.Ended summed(DeploymentView view, Optional<Assessment> readiness) {
        StatusSummary summary = StatusSummary.of(
                view, context.checks(), readiness, context.clock().instant());
        VerbResult result = VerbResult.of(
                        List.of(), summary.problems(), Evaluation.warnings(summary.guardrails()), List.of())
                .standing(summary)
                .assessed(readiness)
                .guarded(summary.guardrails());
        boolean others = view.record().filter(context.deployer()::hasOtherFiles).isPresent();
        return new VerbTemplate.Ended(others ? result.noting(OTHER_FILES) : result, Optional.of(view));
    }

    /** Shows the plan of the next verb. One reading serves to choose the verb and to plan it. */
    public Report planNext(Function<Verb, Optional<VerbRequest>> requests) {
        return new VerbTemplate(context).run(Verb.PLAN, true, () -> {
            CatalogReadings readings = context.readings(CatalogScope.PLAN);
            CatalogObservation observed = context.reconnecting(() -> readings.judge(Function.identity()));
            Verb verb = Standing.of(observed.view(), context.checks(), Optional.empty())
                    .next()
                    .verb();
            return requests.apply(verb)
                    .map(next -> new PlannedVerbs(context).shown(next, Optional.of(observed)))
                    .orElseGet(() -> new VerbTemplate.Ended(
                            VerbResult.of(List.of(), List.of()).noting("The next verb is " + verb + "."),
                            Optional.of(observed.view())));
        });
    }

    /** The default request of a verb, if its plan does not depend on the files of a project. */
    public static Optional<VerbRequest> request(Verb verb) {
        return switch (verb) {
            case INIT -> Optional.of(InitRequest.DEFAULT);
            case PROMOTE -> Optional.of(PromoteRequest.DEFAULT);
            case ROLLBACK -> Optional.of(RollbackRequest.DEFAULT);
            case CLEANUP -> Optional.of(DropRequest.PREVIOUS);
            case ABORT -> Optional.of(DropRequest.STAGED);
            case BUILD, EXEC, GRANTS, AWAIT, CHECK, DEPLOY, STATUS, PLAN, HISTORY, DIFF, REPORT -> Optional.empty();
        };
    }
}
