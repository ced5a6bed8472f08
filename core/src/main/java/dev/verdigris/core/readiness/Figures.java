package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;

/**
 * What the server reports about one object in any state.
 *
 * @param write the time up to which its contents are complete; empty if nothing is written, if nothing will be added,
 *     and if it is not known
 * @param lag the distance of that time from the server's clock
 * @param liveWrite the same time of its live counterpart
 * @param liveLag the same distance of its live counterpart
 * @param hydratedOn the names of the replicas that are up and have computed it
 */
public record Figures(
        Optional<Instant> write,
        Optional<Duration> lag,
        Optional<Instant> liveWrite,
        Optional<Duration> liveLag,
        List<Identifier> hydratedOn) {

    /** Nothing is known. */
    public static final Figures UNKNOWN =
            new Figures(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public Figures {
        hydratedOn = List.copyOf(hydratedOn);
    }
}
