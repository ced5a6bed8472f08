package dev.verdigris.core.deployment;

import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.HeldPairs.PreviousHalf;
import dev.verdigris.core.environment.Pair;

/**
 * The phase of a deployment, and how it is known. The state view shows the phase that Verdigris has brought about. The
 * ids of the pairs show which side is live. They differ if another tool, or a person, has swapped or dropped a side.
 * Then the ids count. If the ids do not decide, no verb acts on a guess.
 */
public sealed interface PhaseEvidence {

    /** The phase by the ids; the phase that the state view shows if they do not show it. */
    Phase phase();

    /** The ids agree with the state view, or no pair has one. */
    record Agreed(Phase phase) implements PhaseEvidence {}

    /** Another tool has swapped all pairs. */
    record SwappedElsewhere(Phase phase) implements PhaseEvidence {}

    /**
     * Another tool has swapped some of the pairs. Neither side is whole.
     *
     * @param phase the phase that the state view shows
     * @param swapped the pairs whose previous half has the suffixed name
     * @param others the pairs whose previous half has the live name
     */
    record HalfSwapped(Phase phase, List<Pair> swapped, List<Pair> others) implements PhaseEvidence {

        public HalfSwapped {
            swapped = List.copyOf(swapped);
            others = List.copyOf(others);
        }
    }

    /** After the promotion another tool has dropped the whole previous side. There is no suffixed side. */
    record WithoutPrevious() implements PhaseEvidence {

        @Override
        public Phase phase() {
            return Phase.PROMOTED;
        }
    }

    /**
     * After the promotion another tool has dropped the whole previous side and created a suffixed side that is newer
     * than the live one in every pair.
     */
    record LaterVersion() implements PhaseEvidence {

        @Override
        public Phase phase() {
            return Phase.STAGED;
        }
    }

    /**
     * Halves that were live when the state view was created have no name of their pairs any more, so neither side is
     * known to be whole.
     *
     * @param phase the phase by the ids of the other pairs; the phase that the state view shows if there are none
     * @param gone the pairs of these halves
     */
    record Unclear(Phase phase, List<Pair> gone) implements PhaseEvidence {

        public Unclear {
            gone = List.copyOf(gone);
        }
    }

    /** Whether the record of the state view is about the present sides. */
    default boolean isOfRecord() {
        return switch (this) {
            case Agreed agreed -> true;
            case SwappedElsewhere swapped -> true;
            case HalfSwapped half -> true;
            case WithoutPrevious without -> false;
            case LaterVersion later -> false;
            case Unclear unclear -> false;
        };
    }

    /** Compares the phase that a state view shows with the ids of its pairs. */
    static PhaseEvidence of(Phase shown, HeldPairs held, CatalogSnapshot catalog) {
        List<Pair> live = held.where(PreviousHalf.LIVE, catalog);
        List<Pair> suffixed = held.where(PreviousHalf.SUFFIXED, catalog);
        List<Pair> gone = held.where(PreviousHalf.GONE, catalog);
        if (shown == Phase.DROPPING) {
            return new Agreed(shown);
        }
        if (!live.isEmpty() && !suffixed.isEmpty()) {
            return new HalfSwapped(shown, suffixed, live);
        }
        if (!gone.isEmpty()) {
            return gone.size() == held.withId()
                    ? gone(shown, held, catalog, gone)
                    : new Unclear(byIds(shown, !suffixed.isEmpty()), gone);
        }
        Phase phase = live.isEmpty() && suffixed.isEmpty() ? shown : byIds(shown, !suffixed.isEmpty());
        return phase == shown ? new Agreed(shown) : new SwappedElsewhere(phase);
    }

    private static Phase byIds(Phase shown, boolean swapped) {
        if (shown.isStaged() != swapped) {
            return shown;
        }
        return swapped ? Phase.PROMOTED : Phase.ROLLED_BACK;
    }

    /**
     * A half that has neither name of its pair was dropped only if nothing has its id. It was the previous one if the
     * state view shows that, or if the comments of dbt show that the macros have promoted the live side.
     */
    private static PhaseEvidence gone(Phase shown, HeldPairs held, CatalogSnapshot catalog, List<Pair> gone) {
        boolean promoted = shown == Phase.PROMOTED || held.isPromotedByDbt(catalog);
        if (!promoted || !HeldPairs.moved(held, catalog).isEmpty()) {
            return new Unclear(shown, gone);
        }
        if (!held.anySuffixed(catalog)) {
            return new WithoutPrevious();
        }
        return held.allSuffixedNewer(catalog) ? new LaterVersion() : new Unclear(shown, gone);
    }
}
