package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.Backoff;

/** Repeats reads over new connections, for as long as the options allow. */
public final class Reconnecting {

    private final Context context;

    /** Creates an instance. */
    public Reconnecting(Context context) {
        this.context = context;
    }

    /**
     * Calls a read until it returns.
     *
     * @param reading the read, which must change nothing on the server
     * @throws ConnectionLost if all attempts failed, or if the server did not answer within the limit of the statement;
     *     it is the failure of the last attempt
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
                if (lost.isFinal() || !backoff.allows(attempt, context.since(start))) {
                    throw lost;
                }
                Duration pause = backoff.after(attempt, context.random());
                context.listener().on(new ProgressEvent.Retrying(attempt, pause, "the connection was lost"));
                context.pause().of(pause);
            }
        }
    }
}
