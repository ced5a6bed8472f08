package dev.verdigris.core.deployment;

import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.HeldPairs.FormerLive;
import dev.verdigris.core.environment.Pair;

/**
 * The phase of a deployment, and how it is known. The state view shows the phase that Verdigris has brought about. The
 * ids of the pairs show which side is live. They differ if another tool, or a person, has swapped or dropped a side.
 * Then the ids are right.
 */
public sealed interface PhaseEvidence {

    /** The phase. */
    Phase phase();

    /** The ids agree with the state view, or they say nothing. */
    record Agreed(Phase phase) implements PhaseEvidence {}

    /**
     * Another tool has swapped the pairs.
     *
     * @param phase the phase by the ids
     * @param shown the phase that the state view shows
     */
    record SwappedElsewhere(Phase phase, Phase shown) implements PhaseEvidence {}

    /**
     * The version that was live when the state view was created is gone. The state view describes a deployment of the
     * past.
     *
     * @param phase whether the suffixed side is a later version or the version before the live one, by the order of the
     *     ids
     * @param shown the phase that the state view shows
     * @param suffixed whether there is a suffixed side
     */
    record FormerGone(Phase phase, Phase shown, boolean suffixed) implements PhaseEvidence {}

    /**
     * Another tool has swapped some of the pairs. Neither side is whole.
     *
     * @param phase the phase that the state view shows
     * @param swapped the pairs whose former live half has the suffixed name
     * @param others the pairs whose former live half has the live name
     */
    record HalfSwapped(Phase phase, List<Pair> swapped, List<Pair> others) implements PhaseEvidence {

        public HalfSwapped {
            swapped = List.copyOf(swapped);
            others = List.copyOf(others);
        }
    }

    /** Whether the suffixed side is a later version than the one of the state view, so that its record says nothing of it. */
    default boolean ofLaterVersion() {
        return this instanceof FormerGone gone && gone.phase().isStaged() && !gone.shown().isStaged();
    }

    /** Whether the deployment was promoted and its previous side no longer exists. */
    default boolean isWithoutPrevious() {
        return this instanceof FormerGone gone && !gone.suffixed();
    }

    /** Compares the phase that a state view shows with the ids of its pairs. */
    static PhaseEvidence of(Phase shown, HeldPairs held, CatalogSnapshot catalog) {
        if (shown == Phase.DROPPING) {
            return new Agreed(shown);
        }
        return switch (held.formerLive(catalog)) {
            case UNKNOWN -> new Agreed(shown);
            case LIVE -> shown.isStaged() ? new Agreed(shown) : new SwappedElsewhere(Phase.ROLLED_BACK, shown);
            case SUFFIXED -> shown == Phase.PROMOTED ? new Agreed(shown) : new SwappedElsewhere(Phase.PROMOTED, shown);
            case MIXED ->
                new HalfSwapped(
                        shown,
                        held.where(FormerLive.SUFFIXED, catalog),
                        held.where(FormerLive.LIVE, catalog));
            case GONE -> {
                boolean suffixed = held.anySuffixed(catalog);
                Phase byAge = suffixed && !held.anySuffixedOlder(catalog) ? Phase.STAGED : Phase.PROMOTED;
                yield new FormerGone(byAge, shown, suffixed);
            }
        };
    }
}
