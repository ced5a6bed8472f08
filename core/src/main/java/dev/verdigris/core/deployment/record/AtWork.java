package dev.verdigris.core.deployment.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The run that works on a deployment, or the last one that did. It is at work while its session exists.
 *
 * @param connection the connection of its session: {@code connection_id} of {@code mz_internal.mz_sessions}
 * @param since the time at which it began, in whole seconds, by the clock of its machine
 * @param token the fencing token that it gave to the state view. While the state view has another one, another run is
 *     about to write its own entry
 */
public record AtWork(long connection, Instant since, FencingToken token) {

    public AtWork {
        since = since.truncatedTo(ChronoUnit.SECONDS);
    }

    AtWork renamed(FencingToken to) {
        return new AtWork(connection, since, to);
    }
}
