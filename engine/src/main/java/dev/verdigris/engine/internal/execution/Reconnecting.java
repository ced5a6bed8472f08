package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.Backoff;

/** Repeats what only reads, over new connections, for as long as the options allow. */
public final class Reconnecting {

    private final Context context;

    /** Prepares. */
    public Reconnecting(Context context) {
        this.context = context;
    }

    /**
     * Calls until there is an answer.
     *
     * @param reading must change nothing on the server
     * @throws ConnectionLost the last one, when the attempts are used up
     */
    public <T> T call(Supplier<T> reading) {
        Backoff backoff = context.options().reconnects();
        Instant start = context.clock().instant();
        int attempt = 0;
        while (true) {
            try {
                return reading.get();
            } catch (ConnectionLost lost) {
                attempt++;
                context.sessions().discard();
                if (!backoff.allows(attempt, context.since(start))) {
                    throw lost;
                }
                Duration pause = backoff.after(attempt, context.random());
                context.listener().on(new ProgressEvent.Retrying(attempt, pause, "the connection was lost"));
                context.pause().of(pause);
            }
        }
    }
}
