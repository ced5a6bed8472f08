package dev.verdigris.engine.internal.connection;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * There is no connection, or it was lost. It is unknown whether a statement in flight took effect; only the catalog
 * shows it.
 */
public final class ConnectionLost extends SqlFailure {

    private static final long serialVersionUID = 1L;

    ConnectionLost(
            String message, String sqlState, String statement, @Nullable Throwable cause, @Nullable NoAnswer noAnswer) {
        super(message, sqlState, statement, cause, noAnswer);
    }

    @Override
    public Optional<String> detail() {
        return Optional.empty();
    }

    @Override
    public Optional<String> hint() {
        return Optional.empty();
    }
}
