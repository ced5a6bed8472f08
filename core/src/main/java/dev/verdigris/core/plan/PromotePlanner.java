package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogId;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.ItemId;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.Locks;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.guard.Messages;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.Step;

/**
 * Plans a promotion: all guardrails, then one swap, then the sinks. Once the swap is done, what is left are the sinks,
 * and once they are done, nothing: promoting twice never swaps back.
 */
public final class PromotePlanner {

    private static final String NO_DRIFT =
            "No record tells what the live side was when the deployment began, so drift cannot be seen.";

    private PromotePlanner() {}

    /** Plans what is left to do for promote, or tells all that stands in the way. */
    public static PlanResult plan(CatalogSnapshot catalog, Environment environment, Request.Promote request) {
        ProblemCollector ruling = new ProblemCollector(Verb.PROMOTE, environment, request.accept());
        ruling.addAll(Preconditions.environment(catalog, environment));
        if (ruling.rejects()) {
            return ruling.reject();
        }
        DeploymentState state = Locks.read(catalog, environment);
        return switch (state) {
            case DeploymentState.Contradictory many -> refuse(ruling, Preconditions.contradictory(environment, many));
            case DeploymentState.None none ->
                request.followUpOnly()
                        ? refuse(ruling, gone(environment, "ended"))
                        : adopt(catalog, environment, request, ruling, none);
            case DeploymentState.Locked marked ->
                switch (marked.lock().phase()) {
                    case STAGED, ROLLED_BACK ->
                        request.followUpOnly()
                                ? refuse(ruling, gone(environment, "rolled back, or replaced by another,"))
                                : staged(catalog, environment, request, ruling, marked);
                    case PROMOTED -> followUp(catalog, environment, ruling, marked);
                    case DROPPING -> refuse(ruling, Preconditions.dropping(environment, marked.lock()));
                };
        };
    }

    private static PlanResult refuse(ProblemCollector ruling, Problem problem) {
        ruling.add(problem);
        return ruling.reject();
    }

    /** What was promoted when the run began, and is not any more: somebody wanted it so. */
    private static Problem gone(Environment environment, String how) {
        return new Problem(
                ProblemCode.LOST_RACE,
                "the deployment of environment " + environment.name() + " was promoted when this run began, and was "
                        + how + " meanwhile",
                "environment " + environment.name(),
                Messages.command("status", environment.name()));
    }

    private static PlanResult staged(
            CatalogSnapshot catalog,
            Environment environment,
            Request.Promote request,
            ProblemCollector ruling,
            DeploymentState.Locked state) {
        DeploymentLock lock = state.lock();
        boolean inUse = ResolvedPairs.of(catalog, environment).suffixedInUse();
        if (lock.record() instanceof StoredRecord.Missing && !inUse) {
            ruling.add(unfinished(environment, lock));
        }
        if (lock.stateViewName().isEmpty()) {
            return inUse ? adopt(catalog, environment, request, ruling, state) : ruling.reject();
        }
        ObjectName stateView = lock.stateViewName().get();
        PlanBuilder draft = new PlanBuilder(catalog);
        switch (lock.record()) {
            case StoredRecord.Known known -> {
                ruling.addAll(Guardrails.drift(catalog, environment, known.record()));
                ruling.addAll(Guardrails.wholeBuild(environment, known.record()));
            }
            case StoredRecord.Missing missing -> {
                if (inUse) {
                    stateView = record(draft, environment, request, lock);
                }
            }
            case StoredRecord.Unreadable unreadable ->
                Preconditions.unreadable(lock).ifPresent(ruling::add);
        }
        return swap(environment, request, ruling, state, draft, stateView);
    }

    /** An init that did not end, behind which nothing was built. */
    private static Problem unfinished(Environment environment, DeploymentLock lock) {
        return new Problem(
                ProblemCode.RECORD_UNREADABLE,
                "the lock schema has no record: init did not end",
                lock.toString(),
                Messages.command("init", environment.name()));
    }

    /** Goes on where an adoption died before it wrote the record. */
    private static ObjectName record(
            PlanBuilder draft, Environment environment, Request.Promote request, DeploymentLock lock) {
        ObjectName stateView = LockSteps.takeOver(draft, environment, lock, request.fresh());
        draft.add(
                new Step.RecordDeployment(stateView, LockSteps.adopted(draft.catalog(), environment, request.fresh())),
                "whoever made the lock schema died before writing the record");
        LockSteps.giveToLiveOwner(draft, environment, stateView);
        draft.note(NO_DRIFT);
        return stateView;
    }

    private static PlanResult swap(
            Environment environment,
            Request.Promote request,
            ProblemCollector ruling,
            DeploymentState state,
            PlanBuilder draft,
            ObjectName stateView) {
        CatalogSnapshot catalog = draft.catalog();
        if (!request.skipReadiness()) {
            ruling.addAll(Guardrails.readiness(environment, request.readiness()));
        }
        ruling.addAll(Guardrails.built(catalog, environment));
        ruling.addAll(Guardrails.consequences(catalog, environment));
        List<Problem> halves = Guardrails.halves(catalog, environment);
        ruling.addAll(halves);
        if (halves.isEmpty()) {
            draft.add(
                    SwapSteps.swap(environment, stateView, Phase.PROMOTED, request.fresh()),
                    "the staged side goes live, all of it at once");
            SwapSteps.sinks(draft, environment);
        }
        return ruling.rule(state, draft);
    }

    /** What keeps a sink from following does not keep the others: it only warns here. */
    private static PlanResult followUp(
            CatalogSnapshot catalog, Environment environment, ProblemCollector ruling, DeploymentState.Locked state) {
        Preconditions.unreadable(state.lock()).ifPresent(ruling::add);
        if (ruling.rejects()) {
            return ruling.reject();
        }
        PlanBuilder draft = new PlanBuilder(catalog);
        SwapSteps.sinks(draft, environment);
        if (draft.steps().isEmpty()) {
            draft.note("Environment " + environment.name() + " is promoted and nothing is left to do.");
        }
        List<ItemId> sinks = draft.steps().stream()
                .map(PlannedStep::step)
                .map(step -> ((Step.RepointSink) step).sinkId())
                .toList();
        ruling.warn(Guardrails.sinkHealth(catalog, sinks));
        ruling.warn(Guardrails.stoppedSinks(catalog, environment));
        ruling.warn(draft.lackingRights());
        return ruling.planned(state, draft);
    }

    /** A deployment that other tools began; a suffixed side that is older than the live one looks previous. */
    private static PlanResult adopt(
            CatalogSnapshot catalog,
            Environment environment,
            Request.Promote request,
            ProblemCollector ruling,
            DeploymentState state) {
        ResolvedPairs sides = ResolvedPairs.of(catalog, environment);
        if (!sides.anySuffixed()) {
            return refuse(
                    ruling,
                    Preconditions.nothingStaged(
                            environment, "nothing bears its suffix", Messages.command("init", environment.name())));
        }
        if (!request.adopt()) {
            olderHalf(sides).map(where -> previous(environment, where)).ifPresent(ruling::add);
        }
        PlanBuilder draft = new PlanBuilder(catalog);
        ObjectName stateView = LockSteps.adopt(draft, environment, Phase.STAGED, request.fresh());
        draft.note(NO_DRIFT);
        return swap(environment, request, ruling, state, draft, stateView);
    }

    /** Ids grow, and a swap leaves them with the contents: what was made later has the greater id. */
    private static Optional<String> olderHalf(ResolvedPairs sides) {
        for (ResolvedPairs.Schemas each : sides.schemas()) {
            if (each.live().isPresent()
                    && each.suffixed().isPresent()
                    && isOlder(each.suffixed().get().id(), each.live().get().id())) {
                return Optional.of("schema " + each.pair().suffixed());
            }
        }
        for (ResolvedPairs.Clusters each : sides.clusters()) {
            if (each.live().isPresent()
                    && each.suffixed().isPresent()
                    && isOlder(each.suffixed().get().id(), each.live().get().id())) {
                return Optional.of("cluster " + each.pair().suffixed());
            }
        }
        return Optional.empty();
    }

    private static boolean isOlder(CatalogId one, CatalogId other) {
        return CatalogId.ORDER.compare(one, other) < 0;
    }

    private static Problem previous(Environment environment, String where) {
        return new Problem(
                ProblemCode.UNMARKED,
                where
                        + " is older than its live counterpart, so it looks like the previous version, and no lock schema tells",
                where,
                "-- if it is the previous version\n" + Messages.command("cleanup", environment.name())
                        + " --adopt\n-- if it is the new version\n"
                        + Messages.command("promote", environment.name()) + " --adopt");
    }
}
