package dev.verdigris.core.readiness;

import java.util.Optional;

/**
 * How much of something is used.
 *
 * @param used how much; empty if the server does not report it
 * @param limit how much there is; empty if the server does not report it
 */
public record Share(Optional<Long> used, Optional<Long> limit) {

    static final Share UNKNOWN = new Share(Optional.empty(), Optional.empty());

    /** The percentage of the limit; empty if one of the two is not known. */
    public Optional<Integer> percent() {
        return used.flatMap(part -> limit.filter(whole -> whole > 0).map(whole -> (int) (100 * part / whole)));
    }

    /** The one of which more is used. */
    Share larger(Share other) {
        return used.orElse(-1L) < other.used.orElse(-1L) ? other : this;
    }
}
