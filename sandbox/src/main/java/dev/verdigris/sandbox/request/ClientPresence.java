package dev.verdigris.sandbox.request;

import java.io.IOException;

/** Tells whether the client is still connected. */
@FunctionalInterface
public interface ClientPresence {

    /** False after the client has disconnected or sent Terminate. Waits one millisecond at most. */
    boolean isConnected() throws IOException;

    /** For work without a client. */
    static ClientPresence always() {
        return () -> true;
    }
}
