package dev.verdigris.core.plan.question;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.drift.ClusterParity;
import dev.verdigris.core.guard.drift.RollbackGuard;
import dev.verdigris.core.guard.identity.LockRules;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.guard.identity.SideRules;
import dev.verdigris.core.guard.sizing.Reconfigurations;
import dev.verdigris.core.guard.sizing.StagedSizing;
import dev.verdigris.core.inventory.RenamedHalves;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.readiness.Assessment;

/** What the verb status asks: what is wrong now, and what later verbs will ask. */
public final class StatusQuestions {

    /** What only a side that is built is asked. */
    private static final Guardrail[] FORESEEN = {
        Guardrail.COUNTERPARTS,
        Guardrail.LIVE_REFERENCES,
        Guardrail.RENAMES,
        Guardrail.TEMPORARY_VIEWS,
        Guardrail.EXTERNAL_DEPENDENTS,
        Guardrail.ACCESS
    };

    private final VerbGuardrails guards;
    private final DeploymentView view;
    private final boolean sinksLeft;

    private StatusQuestions(VerbGuardrails guards, DeploymentView view, boolean sinksLeft) {
        this.guards = guards;
        this.view = view;
        this.sinksLeft = sinksLeft;
    }

    /**
     * Asks about an environment that makes sense.
     *
     * @param readiness the readiness of the staged side, if it is known
     * @param sinksLeft whether a sink still has to follow the last swap
     */
    public static void ask(
            VerbGuardrails guards, DeploymentView view, Optional<Assessment> readiness, boolean sinksLeft) {
        new StatusQuestions(guards, view, sinksLeft).ask(readiness);
    }

    private void ask(Optional<Assessment> readiness) {
        guards.stateView(view);
        guards.heldPairs(view, false);
        guards.skipOthers(
                "there is no deployment",
                Guardrail.STATE_VIEW,
                Guardrail.PHASE,
                Guardrail.CONTENTS,
                Guardrail.PAIRS_COMPLETE,
                Guardrail.BUILD_FINISHED,
                Guardrail.CHECKS,
                Guardrail.CLUSTERS,
                Guardrail.CLUSTER_SETTINGS,
                Guardrail.DRIFT,
                Guardrail.PREVIOUS_SIDE,
                Guardrail.SINKS,
                Guardrail.UNUSED);
        guards.skipOthers("no staged side is built", FORESEEN);
        guards.skip(Guardrail.READINESS, "no staged side is built");
        guards.skipOthers("there is a lock schema, or nothing has the suffix", Guardrail.SIDE);
        view.lock().ifPresentOrElse(this::ask, this::withoutLock);
        readiness.ifPresent(known -> guards.neverReady(view.environment(), known));
    }

    /**
     * A whole suffixed side that is newer than the live one can be promoted: another tool has staged it. If another tool
     * has promoted, nothing is wrong: promote takes that over.
     */
    private void withoutLock() {
        if (view.pairs().suffixedInUse()) {
            boolean whole =
                    view.pairs().all().stream().allMatch(pair -> pair.suffixed().isPresent());
            boolean previous = SideRules.promotion(view).isPresent();
            List<Problem> unknown = previous ? List.of() : SideRules.older(view);
            guards.ask(whole ? unknown : SideRules.inUse(view), Guardrail.SIDE);
        }
    }

    private void ask(DeploymentLock lock) {
        if (lock.stateView().isEmpty()) {
            guards.refuse(LockRules.withoutStateView(view, lock));
            return;
        }
        guards.record(view);
        guards.passes(Guardrail.PHASE);
        if (isComparable(lock)) {
            compare(lock);
            return;
        }
        if (!guards.refuses()) {
            guards.pairs(view);
        }
        guards.skipOthers(
                "a side is not a whole version",
                Guardrail.PAIRS_COMPLETE,
                Guardrail.BUILD_FINISHED,
                Guardrail.CHECKS,
                Guardrail.CONTENTS,
                Guardrail.CLUSTERS,
                Guardrail.CLUSTER_SETTINGS,
                Guardrail.DRIFT,
                Guardrail.PREVIOUS_SIDE,
                Guardrail.SINKS,
                Guardrail.UNUSED);
    }

    /** Asks what each side is, compared with what it was. */
    private void compare(DeploymentLock lock) {
        switch (lock.phase()) {
            case STAGED, ROLLED_BACK -> staged(lock);
            case PROMOTED -> promoted(lock);
            case DROPPING -> {
                guards.droppable(view);
                guards.skipOthers(
                        "the suffixed side is being dropped",
                        Guardrail.PAIRS_COMPLETE,
                        Guardrail.BUILD_FINISHED,
                        Guardrail.CHECKS,
                        Guardrail.CLUSTERS,
                        Guardrail.CLUSTER_SETTINGS,
                        Guardrail.DRIFT,
                        Guardrail.PREVIOUS_SIDE,
                        Guardrail.SINKS);
            }
        }
    }

    private void staged(DeploymentLock lock) {
        halves(lock);
        guards.recorded(view);
        guards.warn(ClusterParity.besideDrift(view), Guardrail.CLUSTER_SETTINGS);
        guards.warn(Reconfigurations.problems(view), Guardrail.CLUSTERS);
        guards.checks(view, RequiredChecks.NONE);
        if (!guards.refuses() && isBuilt(view)) {
            guards.foreseen(view);
        }
        guards.skipOthers("nothing is dropped", Guardrail.CONTENTS, Guardrail.UNUSED);
        guards.skipOthers("the swap is not done", Guardrail.PREVIOUS_SIDE, Guardrail.SINKS);
    }

    private void promoted(DeploymentLock lock) {
        halves(lock);
        guards.stoppedSinks(view);
        guards.waysLeft(view);
        if (lock.evidence() instanceof PhaseEvidence.SwappedElsewhere) {
            guards.warn(StagedSizing.live(view), Guardrail.CLUSTER_SETTINGS);
        }
        if (view.record().isPresent()) {
            guards.ask(RollbackGuard.previous(view), Guardrail.PREVIOUS_SIDE);
            guards.warn(RollbackGuard.lostObjects(view), Guardrail.PREVIOUS_SIDE);
            guards.warn(RollbackGuard.lostChanges(view), Guardrail.PREVIOUS_SIDE);
        }
        if (!guards.refuses() && !sinksLeft) {
            guards.stillRead(view);
        }
        guards.skipOthers("nothing is dropped yet", Guardrail.CONTENTS, Guardrail.UNUSED);
        guards.skipOthers("no record is about the previous side", Guardrail.PREVIOUS_SIDE);
        guards.skipOthers(
                "the swap is done",
                Guardrail.CLUSTERS,
                Guardrail.CLUSTER_SETTINGS,
                Guardrail.BUILD_FINISHED,
                Guardrail.CHECKS,
                Guardrail.DRIFT);
    }

    /** Whether the staged side is a whole version that was not rolled back, so that it can be promoted. */
    public static boolean isBuilt(DeploymentView view) {
        return view.isWhole()
                && view.lock().filter(lock -> lock.phase().isStaged()).isPresent()
                && RollbackRules.staged(view).isEmpty();
    }

    /** A missing half is a problem of its own unless another tool has dropped a whole side. */
    private void halves(DeploymentLock lock) {
        if (guards.refuses()) {
            guards.skip(Guardrail.PAIRS_COMPLETE, "the pairs are not those of the deployment");
        } else if (lock.evidence() instanceof PhaseEvidence.WithoutPrevious) {
            guards.skip(Guardrail.PAIRS_COMPLETE, "another tool has dropped the previous side");
        } else {
            guards.pairs(view);
        }
    }

    /** Whether each side is one version, so that it can be compared with what it was. */
    private boolean isComparable(DeploymentLock lock) {
        return switch (lock.evidence()) {
            case PhaseEvidence.Unclear unclear -> false;
            case PhaseEvidence.HalfSwapped half -> false;
            case PhaseEvidence.WithoutPrevious without -> true;
            case PhaseEvidence.Agreed agreed -> RenamedHalves.of(view).isEmpty();
            case PhaseEvidence.SwappedElsewhere swapped ->
                RenamedHalves.of(view).isEmpty();
            case PhaseEvidence.LaterVersion later -> true;
        };
    }
}
