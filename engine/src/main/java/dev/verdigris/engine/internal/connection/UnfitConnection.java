package dev.verdigris.engine.internal.connection;

/** A data source provides connections that the engine cannot use. Its configuration must change. */
public final class UnfitConnection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitConnection(String message) {
        super(message);
    }
}
