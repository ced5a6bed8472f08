package dev.verdigris.sandbox.request;

import java.io.IOException;

/** Tells whether a client still wants the answer that it is being given. */
@FunctionalInterface
public interface ClientPresence {

    /** False once the client has gone or has said goodbye. Waits for a moment at most. */
    boolean isConnected() throws IOException;

    /** For work without a client. */
    static ClientPresence always() {
        return () -> true;
    }
}
