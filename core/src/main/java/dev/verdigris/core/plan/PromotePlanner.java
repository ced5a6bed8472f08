package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.PlannedRelations;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.approval.ApprovalGuard;
import dev.verdigris.core.guard.drift.ClusterParity;
import dev.verdigris.core.guard.identity.LockRules;
import dev.verdigris.core.guard.identity.PhaseProblems;
import dev.verdigris.core.guard.identity.SideRules;
import dev.verdigris.core.guard.sizing.Reconfigurations;
import dev.verdigris.core.guard.sizing.StagedSizing;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.step.RightSize;
import dev.verdigris.core.step.Step;

/**
 * Plans a promotion: all guardrails, then one swap, then its entry in the record and the sinks. After the swap, only
 * the entry and the sinks are left; after the sinks, nothing is left. So a second promote never swaps back.
 */
public final class PromotePlanner {

    /** The end of a note. With such a note, the report does not say that the files of the run are live. */
    public static final String NOT_COMPARED = "Nothing shows whether its files are those of this run.";

    private static final String NO_DRIFT =
            "No record describes the live side at the beginning of the deployment, so drift cannot be detected.";

    private final DeploymentView view;
    private final Environment environment;
    private final PlanInput.Promote input;
    private final VerbGuardrails guards;
    private final PlanBuilder steps;
    private final ApprovalGuard approved;

    private PromotePlanner(DeploymentView view, PlanInput.Promote input) {
        this.view = view;
        this.environment = view.environment();
        this.input = input;
        this.guards = new VerbGuardrails(Verb.PROMOTE, input::accepts);
        this.steps = new PlanBuilder(view);
        this.approved = new ApprovalGuard(
                guards, input.approval(), input.accept().at(input.run().now()));
    }

    /** Plans the remaining steps of promote, or returns all problems. */
    public static PlanResult plan(DeploymentView view, PlanInput.Promote input) {
        return new PromotePlanner(view, input).plan();
    }

    /**
     * Plans that the staged clusters get the sizes of the live ones, before a promotion and as soon as all is hydrated.
     *
     * @param verb the verb that waits for the promotion
     * @param accepted whether a size shall go live
     * @param begun what the run has begun already; the server may have given it up
     */
    public static PlanResult rightSize(
            DeploymentView view, Verb verb, Predicate<Problem> accepted, Set<RightSize> begun) {
        VerbGuardrails guards = new VerbGuardrails(verb);
        PlanBuilder steps = new PlanBuilder(view);
        StagedSizing.steps(view, accepted).stream()
                .filter(step -> !begun.contains(step))
                .forEach(step -> steps.add(step, "its live counterpart has this size"));
        guards.skipOthers("only the sizes of staged clusters are changed", Guardrail.values());
        return steps.planned(guards);
    }

    private PlanResult plan() {
        if (!guards.begin(view, input.adopt())) {
            return steps.rejected(guards);
        }
        Optional<DeploymentLock> lock = view.lock();
        if (lock.isEmpty()) {
            guards.skip(Guardrail.OWN_DEPLOYMENT, "no record names a deployment");
            return input.followUpOnly() ? steps.refused(guards, PhaseProblems.gone(environment, "ended")) : adopt();
        }
        if (!guards.ownDeployment(view, input.run().deployer())) {
            return steps.rejected(guards);
        }
        if (isToReplace(lock.get().evidence())) {
            return replaced(lock.get());
        }
        return switch (lock.get().phase()) {
            case STAGED, ROLLED_BACK ->
                input.followUpOnly()
                        ? steps.refused(guards, PhaseProblems.gone(environment, "rolled back, or replaced by another,"))
                        : staged(lock.get());
            case PROMOTED -> followUp(view);
            case DROPPING -> steps.refused(guards, PhaseProblems.dropping(environment, lock.get()));
        };
    }

    private PlanResult staged(DeploymentLock lock) {
        boolean inUse = view.pairs().suffixedInUse();
        if (lock.record() instanceof StoredRecord.Missing && !inUse) {
            guards.refuse(LockRules.unfinished(environment, lock));
        }
        if (lock.stateViewName().isEmpty()) {
            return inUse ? adopt() : steps.rejected(guards);
        }
        guards.passes(Guardrail.PHASE, Guardrail.SIDE);
        guards.record(view);
        boolean adopted = lock.record() instanceof StoredRecord.Missing && inUse;
        return swap(adopted ? record(lock) : given(lock));
    }

    /** The state view that is there. The run that adopts plans again after its record, so it is given away here. */
    private ObjectName given(DeploymentLock lock) {
        ObjectName stateView = lock.stateViewName().orElseThrow();
        if (view.catalog().session().role().equals(lock.owner())) {
            LockSteps.giveToLiveOwner(steps, stateView);
        }
        return stateView;
    }

    /** Continues an adoption that was stopped before it wrote the record. */
    private ObjectName record(DeploymentLock lock) {
        ObjectName stateView = LockSteps.takeOver(steps, lock, input.run());
        steps.add(
                new Step.RecordDeployment(stateView, LockSteps.adopted(steps.view(), input.run())),
                "the creator of the lock schema was stopped before it wrote the record");
        LockSteps.giveToLiveOwner(steps, stateView);
        steps.note(NO_DRIFT);
        return stateView;
    }

    /**
     * Creates the state view again before the swap, because the version that was live when it was created is gone. Only
     * a state view with the ids of the present live side can show after the swap which side is live.
     */
    private PlanResult replaced(DeploymentLock lock) {
        if (input.followUpOnly()) {
            return steps.refused(guards, PhaseProblems.gone(environment, "replaced by another,"));
        }
        guards.passes(Guardrail.PHASE, Guardrail.SIDE);
        guards.record(view);
        boolean wentLive = lock.evidence() instanceof PhaseEvidence.LaterVersion
                || lock.stateView()
                        .map(StateView::phase)
                        .filter(Phase.PROMOTED::equals)
                        .isPresent();
        HistorySteps.replace(steps, lock.stateView().orElseThrow(), input, wentLive);
        steps.add(
                new Step.DropStateView(
                        lock.stateViewName().orElseThrow(),
                        view.lockNames().words(view.catalog()).stream()
                                .map(view.catalog()::nameOf)
                                .toList()),
                "the version that was live when it was created is gone");
        guards.warn(ClusterParity.adopted(view), Guardrail.CLUSTER_SETTINGS);
        ObjectName stateView = LockSteps.adopt(steps, Phase.STAGED, input.run());
        steps.note(NO_DRIFT);
        return swap(stateView);
    }

    /** An unclear side comes here only if the user has said that it is staged. */
    private static boolean isToReplace(PhaseEvidence evidence) {
        return switch (evidence) {
            case PhaseEvidence.LaterVersion later -> true;
            case PhaseEvidence.Unclear unclear -> true;
            case PhaseEvidence.Agreed agreed -> false;
            case PhaseEvidence.SwappedElsewhere swapped -> false;
            case PhaseEvidence.HalfSwapped half -> false;
            case PhaseEvidence.WithoutPrevious without -> false;
        };
    }

    /** Whether the live side consists of the objects of the last build. Another tool can replace the staged side first. */
    private static boolean isWhatWasBuilt(DeploymentView now) {
        return now.record()
                .flatMap(DeploymentRecord::built)
                .filter(built -> built.isOfOther(Digests.ofObjects(now, Side.LIVE)))
                .isEmpty();
    }

    /** Says which deployment it is if the files of the run cannot show that it is the one that the user means. */
    private void noteFiles() {
        Optional<DeploymentRecord> known = steps.view().record();
        if (known.isEmpty()) {
            steps.note("No record says which deployment this is. " + NOT_COMPARED);
        }
        known.filter(record -> input.run().deployer().files().isEmpty()
                        || record.built().filter(Built::whole).isEmpty())
                .ifPresent(record -> steps.note("This is deployment " + record.deploymentId()
                        + record.provenance()
                                .commit()
                                .map(commit -> ", commit " + commit)
                                .orElse("")
                        + ". " + NOT_COMPARED));
    }

    private PlanResult swap(ObjectName stateView) {
        noteFiles();
        guards.recorded(view);
        guards.warn(ClusterParity.besideDrift(view), Guardrail.CLUSTER_SETTINGS);
        guards.ask(StagedSizing.left(view), Guardrail.CLUSTER_SETTINGS);
        guards.ask(Reconfigurations.problems(view), Guardrail.CLUSTERS);
        guards.checks(view, input.checks());
        guards.rolledBack(view);
        if (input.skipsReadiness()) {
            guards.readinessSkipped(environment);
        } else {
            guards.readiness(environment, input.readiness());
        }
        guards.built(steps.view(), PlannedRelations.NONE);
        guards.swap(steps.view());
        guards.chosen(steps.view(), input.sinks());
        guards.consequences(steps.view(), ways());
        approved.beforeSwap(view, ways());
        if (!guards.pairs(steps.view())) {
            return steps.rejected(guards);
        }
        LockSteps.keepConsents(steps, guards, input.accept(), input.run());
        LockSteps.keepSinkWays(steps, ways(), input.run());
        SwapSteps.inventories(steps, input.run());
        SwapSteps.promote(steps, stateView, input.run(), ways());
        approved.steps(view, steps.bare(), false);
        return steps.planned(guards);
    }

    /** What the deployment has kept counts for the sinks for which the run chooses nothing. */
    private SinkWays ways() {
        return input.sinks().over(view.sinkWays());
    }

    /**
     * Plans that the deployment keeps the ways of sinks. A way that nothing keeps would be forgotten by the next run,
     * so it needs the rights to keep it. Returns whether the role has them.
     */
    private boolean keepsWays(DeploymentView now) {
        boolean owner = Rights.of(now.catalog()).owns(now.lock().orElseThrow().owner());
        if (owner || !LockSteps.notKept(view, ways()).isEmpty()) {
            LockSteps.keepSinkWays(steps, ways(), input.run());
        }
        return steps.lackingRights().isEmpty();
    }

    /**
     * Plans the sinks. A sink that cannot follow does not stop the others, so its problems are only warnings here. A
     * choice that the deployment has kept was checked before the swap; a new one for a sink that does not exist is
     * refused, because with a wrong name the sink would be re-pointed.
     */
    private PlanResult followUp(DeploymentView now) {
        guards.passes(Guardrail.PHASE);
        guards.record(now);
        guards.liveHalves(now);
        if (guards.refuses()) {
            return steps.rejected(guards);
        }
        boolean elsewhere = now.lock().orElseThrow().evidence() instanceof PhaseEvidence.SwappedElsewhere;
        if (isWhatWasBuilt(now)) {
            if (elsewhere) {
                steps.note("Another tool has promoted the staged side; this run swaps nothing.");
            }
            noteFiles();
        } else {
            steps.note((elsewhere
                            ? "Another tool has promoted a version that this deployment did not build"
                            : "The live side has other objects than this deployment built: somebody has changed it, or"
                                    + " another tool has promoted another version")
                    + "; this run swaps nothing. "
                    + NOT_COMPARED);
        }
        if (elsewhere) {
            guards.warn(StagedSizing.live(now), Guardrail.CLUSTER_SETTINGS);
        }
        guards.chosen(now, input.sinks().unlike(now.sinkWays()));
        guards.waysAfterSwap(now, ways());
        approved.afterSwap(now, ways());
        if (!keepsWays(now)) {
            return steps.rejected(guards);
        }
        SwapSteps.record(steps, input.run());
        SwapSteps.sinksLeft(steps, ways());
        approved.steps(now, steps.bare(), true);
        if (steps.steps().isEmpty()) {
            steps.note("Environment " + environment.name() + " is promoted and nothing is left to do.");
        }
        guards.sinksAfterSwap(now, steps.repointed());
        return steps.followUp(guards);
    }

    /**
     * Adopts a deployment that other tools began. A suffixed side that is older than the live side may be the previous
     * one. If it is that for sure, only the rest of the promotion is left.
     */
    private PlanResult adopt() {
        if (!view.pairs().anySuffixed()) {
            return steps.refused(guards, PhaseProblems.nothingSuffixed(environment));
        }
        guards.passes(Guardrail.PHASE);
        guards.record(view);
        Optional<AuditEvent> promotion = input.adopt() ? Optional.empty() : SideRules.promotion(view);
        if (promotion.isPresent()) {
            return takeOver(promotion.get());
        }
        List<Problem> older = SideRules.older(view);
        if (input.adopt()) {
            guards.warn(older, Guardrail.SIDE);
        } else {
            guards.ask(older, Guardrail.SIDE);
        }
        guards.warn(ClusterParity.adopted(view), Guardrail.CLUSTER_SETTINGS);
        ObjectName stateView = LockSteps.adopt(steps, Phase.STAGED, input.run());
        steps.note(NO_DRIFT);
        return swap(stateView);
    }

    private PlanResult takeOver(AuditEvent promotion) {
        guards.passes(Guardrail.SIDE);
        LockSteps.adopt(steps, promotion, input.run());
        if (!steps.lackingRights().isEmpty()) {
            return steps.rejected(guards);
        }
        steps.note("Another tool has promoted the live version: " + SideRules.promotedElsewhere(promotion)
                + ". This run swaps nothing.");
        return followUp(steps.view());
    }
}
