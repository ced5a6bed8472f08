package dev.verdigris.engine.internal.builder;

import java.time.Instant;

import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * Keeps the session of a run open while its builder works. Other runs know by this session that the run is at work, and
 * networks close connections on which nothing is sent.
 */
final class Heartbeat {

    private final Context context;
    private Instant last;
    private int missed;

    Heartbeat(Context context) {
        this.context = context;
        this.last = context.clock().instant();
    }

    /**
     * Sends the cheapest query if it is time. Nothing that goes wrong with it ends the builder, because the server may
     * be back before its end. If the connection is lost, the listener learns of it, and the next beat connects again.
     */
    void beat() {
        if (context.since(last).compareTo(context.options().heartbeat()) < 0) {
            return;
        }
        last = context.clock().instant();
        try {
            context.sessions().catalog().query("SELECT 1");
            missed = 0;
        } catch (ServerRefusal refusal) {
            // A refusal is an answer too: the connection is open.
            missed = 0;
        } catch (ConnectionLost lost) {
            missed++;
            context.sessions().discard();
            context.listener()
                    .on(new ProgressEvent.Retrying(missed, context.options().heartbeat(), "the connection was lost"));
        }
    }
}
