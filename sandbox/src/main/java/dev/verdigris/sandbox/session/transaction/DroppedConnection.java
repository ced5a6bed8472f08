package dev.verdigris.sandbox.session.transaction;

import java.io.IOException;

/** A fault breaks the connection now. */
final class DroppedConnection extends IOException {

    private static final long serialVersionUID = 1L;

    DroppedConnection() {
        super("the connection was dropped on demand");
    }
}
