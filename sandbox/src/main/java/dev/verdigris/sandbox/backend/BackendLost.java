package dev.verdigris.sandbox.backend;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The connection to PostgreSQL broke. Whether its last statement took effect is unknown. */
public final class BackendLost extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    /** A break by {@code cause}. */
    public BackendLost(IOException cause) {
        super("the connection to the database was lost: " + cause.getMessage(), cause);
    }
}
