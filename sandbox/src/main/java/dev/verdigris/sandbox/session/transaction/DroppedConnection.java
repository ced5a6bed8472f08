package dev.verdigris.sandbox.session.transaction;

import java.io.IOException;

/** A test asked for the connection to break now. */
final class DroppedConnection extends IOException {

    private static final long serialVersionUID = 1L;

    DroppedConnection() {
        super("the connection was dropped on demand");
    }
}
