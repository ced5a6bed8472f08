package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.ItemId;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;

/**
 * Plans a promotion: all guardrails, then one swap, then the sinks. Once the swap is done, what is left are the sinks,
 * and once they are done, nothing: promoting twice never swaps back.
 */
public final class PromotePlanner {

    private static final String NO_DRIFT =
            "No record tells what the live side was when the deployment began, so drift cannot be seen.";

    private final DeploymentView view;
    private final Environment environment;
    private final Request.Promote request;
    private final ProblemCollector problems;
    private final PlanBuilder steps;

    private PromotePlanner(DeploymentView view, Request.Promote request) {
        this.view = view;
        this.environment = view.environment();
        this.request = request;
        this.problems = new ProblemCollector(Verb.PROMOTE, view, request.accept());
        this.steps = new PlanBuilder(view);
    }

    /** Plans what is left to do for promote, or tells all that stands in the way. */
    public static PlanResult plan(DeploymentView view, Request.Promote request) {
        return new PromotePlanner(view, request).plan();
    }

    /**
     * What promote will do with a side that is staged but not yet built or ready: the swap and the sinks after it. No
     * guardrail is asked, because what they ask about does not exist yet; rights that are missing now are warnings.
     *
     * @param view has both halves of every pair and a state view
     */
    public static Plan foreseen(DeploymentView view, RunIdentity fresh) {
        PlanBuilder steps = new PlanBuilder(view);
        ObjectName stateView =
                view.lock().flatMap(DeploymentLock::stateViewName).orElseThrow();
        SwapSteps.promote(steps, stateView, fresh);
        ProblemCollector problems = new ProblemCollector(Verb.PROMOTE, view, Set.of());
        problems.warn(steps.lackingRights());
        return problems.plan(steps);
    }

    private PlanResult plan() {
        problems.addAll(Preconditions.environment(view));
        if (problems.rejects()) {
            return problems.reject();
        }
        return switch (view.state()) {
            case DeploymentState.Contradictory many -> problems.reject(Preconditions.contradictory(environment, many));
            case DeploymentState.None none -> request.followUpOnly() ? problems.reject(gone("ended")) : adopt();
            case DeploymentState.Locked locked ->
                switch (locked.lock().phase()) {
                    case STAGED, ROLLED_BACK ->
                        request.followUpOnly()
                                ? problems.reject(gone("rolled back, or replaced by another,"))
                                : staged(locked.lock());
                    case PROMOTED -> followUp(locked.lock());
                    case DROPPING -> problems.reject(Preconditions.dropping(environment, locked.lock()));
                };
        };
    }

    /** What was promoted when the run began, and is not any more: somebody wanted it so. */
    private Problem gone(String how) {
        return new Problem(
                ProblemCode.LOST_RACE,
                "the deployment of environment " + environment.name() + " was promoted when this run began, and was "
                        + how + " meanwhile",
                "environment " + environment.name(),
                Fix.command(Verb.STATUS, environment.name()));
    }

    private PlanResult staged(DeploymentLock lock) {
        boolean inUse = view.pairs().suffixedInUse();
        if (lock.record() instanceof StoredRecord.Missing && !inUse) {
            problems.add(unfinished(lock));
        }
        if (lock.stateViewName().isEmpty()) {
            return inUse ? adopt() : problems.reject();
        }
        ObjectName stateView = lock.stateViewName().get();
        switch (lock.record()) {
            case StoredRecord.Known known -> {
                problems.addAll(Guardrails.drift(view, known.record()));
                problems.addAll(Guardrails.wholeBuild(view, known.record()));
            }
            case StoredRecord.Missing missing -> {
                if (inUse) {
                    stateView = record(lock);
                }
            }
            case StoredRecord.Unreadable unreadable ->
                Preconditions.unreadable(lock).ifPresent(problems::add);
        }
        return swap(stateView);
    }

    /** An init that did not end, after which nothing was built. */
    private Problem unfinished(DeploymentLock lock) {
        return new Problem(
                ProblemCode.RECORD_UNREADABLE,
                "the lock schema has no record: init did not end",
                lock.toString(),
                Fix.command(Verb.INIT, environment.name()));
    }

    /** Goes on where an adoption died before it wrote the record. */
    private ObjectName record(DeploymentLock lock) {
        ObjectName stateView = LockSteps.takeOver(steps, lock, request.fresh());
        steps.add(
                new Step.RecordDeployment(stateView, LockSteps.adopted(steps.view(), request.fresh())),
                "whoever made the lock schema died before writing the record");
        LockSteps.giveToLiveOwner(steps, stateView);
        steps.note(NO_DRIFT);
        return stateView;
    }

    private PlanResult swap(ObjectName stateView) {
        if (!request.skipReadiness()) {
            problems.addAll(Guardrails.readiness(view, request.readiness()));
        }
        problems.addAll(Guardrails.built(steps.view()));
        problems.addAll(Guardrails.consequences(steps.view()));
        List<Problem> halves = Guardrails.halves(steps.view());
        problems.addAll(halves);
        if (halves.isEmpty()) {
            SwapSteps.promote(steps, stateView, request.fresh());
        }
        return problems.rule(steps);
    }

    /** What keeps a sink from following does not keep the others: it only warns here. */
    private PlanResult followUp(DeploymentLock lock) {
        Preconditions.unreadable(lock).ifPresent(problems::add);
        if (problems.rejects()) {
            return problems.reject();
        }
        SwapSteps.sinks(steps);
        if (steps.steps().isEmpty()) {
            steps.note("Environment " + environment.name() + " is promoted and nothing is left to do.");
        }
        List<ItemId> sinks = steps.steps().stream()
                .map(PlannedStep::step)
                .map(step -> ((Step.RepointSink) step).sinkId())
                .toList();
        problems.warn(Guardrails.sinkHealth(view, sinks));
        problems.warn(Guardrails.stoppedSinks(view));
        problems.warn(steps.lackingRights());
        return problems.planned(steps);
    }

    /** A deployment that other tools began; a suffixed side that is older than the live one looks previous. */
    private PlanResult adopt() {
        if (!view.pairs().anySuffixed()) {
            return problems.reject(Preconditions.nothingStaged(
                    environment, "nothing bears its suffix", Fix.command(Verb.INIT, environment.name())));
        }
        if (!request.adopt()) {
            olderHalf(view.pairs()).map(this::previous).ifPresent(problems::add);
        }
        ObjectName stateView = LockSteps.adopt(steps, Phase.STAGED, request.fresh());
        steps.note(NO_DRIFT);
        return swap(stateView);
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

    private Problem previous(String where) {
        return new Problem(
                ProblemCode.UNKNOWN_SIDE,
                where
                        + " is older than its live counterpart, so it looks like the previous version, and no lock"
                        + " schema tells",
                where,
                Fix.choice(
                        Fix.either(
                                "if it is the previous version, drop it",
                                Fix.command(Verb.CLEANUP, environment.name(), CommandOption.Switch.ADOPT)),
                        Fix.either(
                                "if it is the new version, promote it",
                                Fix.command(Verb.PROMOTE, environment.name(), CommandOption.Switch.ADOPT))));
    }
}
