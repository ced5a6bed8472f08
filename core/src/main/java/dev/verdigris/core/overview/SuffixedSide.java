package dev.verdigris.core.overview;

import java.time.Instant;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.RolledBack;
import dev.verdigris.core.guard.identity.SideRules;

/**
 * The side that has the suffix.
 *
 * @param what what it is
 * @param since since when it is that, if the record shows it
 * @param cost what its clusters cost; empty if it has none
 */
public record SuffixedSide(What what, Optional<Since> since, Optional<Cost> cost) {

    /** What the suffixed side is. */
    public enum What {
        /** The new version before its promotion. */
        STAGED,
        /** The version that was live before a rollback. */
        ROLLED_BACK,
        /** The version that was live before the promotion. */
        PREVIOUS,
        /** It is in quarantine, and what is left of it will be dropped. */
        DROPPING,
        /** No state view shows what it is. */
        UNKNOWN
    }

    static Optional<SuffixedSide> of(DeploymentView view, Instant now) {
        if (!view.pairs().anySuffixed()) {
            return Optional.empty();
        }
        What what = view.lock().map(SuffixedSide::what).orElseGet(() -> withoutLock(view));
        Optional<Cost> cost = Optional.of(view.pairs().clustersOf(Side.SUFFIXED))
                .filter(clusters -> !clusters.isEmpty())
                .map(clusters -> Cost.of(clusters, view.catalog().credits()));
        return Optional.of(new SuffixedSide(what, since(what, view, now), cost));
    }

    private static What withoutLock(DeploymentView view) {
        return SideRules.promotion(view).isPresent() ? What.PREVIOUS : What.UNKNOWN;
    }

    private static What what(DeploymentLock lock) {
        return switch (lock.evidence()) {
            case PhaseEvidence.HalfSwapped half -> What.UNKNOWN;
            case PhaseEvidence.Unclear unclear -> What.UNKNOWN;
            case PhaseEvidence.Agreed agreed -> what(lock, agreed);
            case PhaseEvidence.SwappedElsewhere swapped -> what(lock, swapped);
            case PhaseEvidence.WithoutPrevious without -> what(lock, without);
            case PhaseEvidence.LaterVersion later -> what(lock, later);
        };
    }

    private static What what(DeploymentLock lock, PhaseEvidence evidence) {
        if (lock.stateView().isEmpty()) {
            return What.UNKNOWN;
        }
        return switch (evidence.phase()) {
            case STAGED -> What.STAGED;
            case ROLLED_BACK -> What.ROLLED_BACK;
            case PROMOTED -> What.PREVIOUS;
            case DROPPING -> What.DROPPING;
        };
    }

    /** A later version of another tool is none of the record. */
    private static Optional<Since> since(What what, DeploymentView view, Instant now) {
        Optional<DeploymentRecord> record =
                view.lock().filter(lock -> lock.evidence().isOfRecord()).flatMap(DeploymentLock::knownRecord);
        return switch (what) {
            case STAGED -> record.map(known -> Since.exactly(known.createdAt(), now));
            case ROLLED_BACK ->
                LiveVersion.rollback(view).flatMap(RolledBack::at).map(at -> Since.exactly(at, now));
            case PREVIOUS ->
                record.flatMap(known -> LiveVersion.since(known, view.lock().flatMap(LiveVersion::promotion), now));
            case DROPPING, UNKNOWN -> Optional.empty();
        };
    }

    /** The same without its age. */
    public SuffixedSide ageless() {
        return new SuffixedSide(what, since.map(Since::ageless), cost);
    }

    /** What it is, in one word. */
    public String word() {
        return switch (what) {
            case STAGED, ROLLED_BACK -> "staged";
            case PREVIOUS -> "previous";
            case DROPPING -> "dropping";
            case UNKNOWN -> "suffixed";
        };
    }

    /** Its age and its cost, in a few words. */
    public String text() {
        String cost = this.cost.map(Cost::text).orElse("no clusters of its own");
        return since.map(known -> known.text() + "; " + cost).orElse(cost);
    }
}
