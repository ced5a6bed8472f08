package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Verb;

/**
 * The state of an environment and the next command: a {@link StatusSummary} without the problems, so that the parts of
 * the catalog that only the problems need are not read.
 *
 * @param state the state by the lock schemas
 * @param left the follow-ups that are left: sinks to re-point
 * @param next the next command
 */
public record Standing(DeploymentState state, List<PlannedStep> left, Fix.Command next) {

    public Standing {
        left = List.copyOf(left);
    }

    /** Of an environment. An environment that makes no sense has no deployment. */
    public static Standing of(DeploymentView view) {
        Environment environment = view.environment();
        VerbGuardrails guards = new VerbGuardrails(Verb.STATUS, Set.of());
        if (!guards.environment(view)) {
            return new Standing(new DeploymentState.None(), List.of(), Fix.command(Verb.STATUS, environment.name()));
        }
        List<PlannedStep> left = swapped(view.state()) ? SinkPlanner.followUp(view) : List.of();
        Verb next = guards.heldPairs(view, false) ? next(view, left) : Verb.STATUS;
        return new Standing(view.state(), left, Fix.command(next, environment.name()));
    }

    /** Whether a swap was done in either direction, so that sinks may still have to follow it. */
    private static boolean swapped(DeploymentState state) {
        return state instanceof DeploymentState.Locked marked
                && (marked.lock().phase() == Phase.PROMOTED || marked.lock().phase() == Phase.ROLLED_BACK);
    }

    private static Verb next(DeploymentView view, List<PlannedStep> left) {
        ResolvedPairs sides = view.pairs();
        return switch (view.state()) {
            case DeploymentState.None none -> adoptedOrBegun(sides);
            case DeploymentState.Contradictory many -> Verb.STATUS;
            case DeploymentState.Locked marked ->
                switch (marked.lock().phase()) {
                    case STAGED -> staged(view, marked.lock());
                    case ROLLED_BACK -> left.isEmpty() ? staged(view, marked.lock()) : Verb.ROLLBACK;
                    case PROMOTED -> left.isEmpty() ? Verb.CLEANUP : Verb.PROMOTE;
                    // Both verbs complete the drops.
                    case DROPPING -> view.isFormerStillLive().orElse(false) ? Verb.ABORT : Verb.CLEANUP;
                };
        };
    }

    /** A version that was rolled back is corrected and built again first. Verdigris cannot build what another tool did. */
    private static Verb staged(DeploymentView view, DeploymentLock lock) {
        ResolvedPairs sides = view.pairs();
        boolean ours = view.record().flatMap(DeploymentRecord::built).isPresent();
        if (!RollbackRules.staged(view).isEmpty()) {
            return ours ? Verb.BUILD : Verb.ABORT;
        }
        if (!(lock.record() instanceof StoredRecord.Known known)) {
            return adoptedOrBegun(sides);
        }
        boolean built = !sides.itemsOf(Side.SUFFIXED).isEmpty();
        boolean whole = known.record().built().map(Built::whole).orElse(built);
        if (!built || !whole) {
            return Verb.BUILD;
        }
        Optional<Checked> last = known.record().checked();
        if (last.isPresent() && view.checked().isEmpty()) {
            return Verb.CHECK;
        }
        // After a failed check the models are corrected first. A side that another tool has built is only checked
        // again.
        Verb corrected = ours ? Verb.BUILD : Verb.CHECK;
        return last.filter(result -> !result.passed()).isPresent() ? corrected : Verb.PROMOTE;
    }

    /** The next command if no record says whether the suffixed side is staged: init takes over only an unused side. */
    private static Verb adoptedOrBegun(ResolvedPairs sides) {
        return sides.suffixedInUse() ? Verb.PROMOTE : Verb.INIT;
    }
}
