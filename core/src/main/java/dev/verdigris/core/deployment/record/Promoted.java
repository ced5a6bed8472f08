package dev.verdigris.core.deployment.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The last promotion of a deployment. The run that swapped writes the entry right after its swap, and no later run
 * writes it, because only that run knows the time. A run that adopts a side after its swap, which another tool made or
 * whose record is lost, writes what the audit log shows, or that nothing is known of the promotion.
 *
 * @param token the fencing token that the promotion gave to the state view; an entry with another token is about an
 *     earlier promotion
 * @param at the time at which the server's answer to the swap came, in whole seconds, by the clock of the machine that
 *     ran it; empty if the answer was lost
 * @param role the name of the role that ran it; empty if the record had no room for it
 */
public record Promoted(FencingToken token, Optional<Instant> at, Optional<String> role) {

    public Promoted {
        at = at.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** A promotion of which neither the time nor the role is known: the record began after it. */
    public static Promoted beforeRecord(FencingToken token) {
        return new Promoted(token, Optional.empty(), Optional.empty());
    }

    /** Whether the record may have begun after the promotion, so that its times say nothing about it. */
    public boolean isUnknown() {
        return at.isEmpty() && role.isEmpty();
    }

    Promoted at(Instant swapped) {
        return new Promoted(token, Optional.of(swapped), role);
    }

    Promoted withoutRole() {
        return new Promoted(token, at, Optional.empty());
    }
}
