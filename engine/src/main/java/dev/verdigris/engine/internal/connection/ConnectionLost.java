package dev.verdigris.engine.internal.connection;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * There is no connection, or there is none any more. Whether a statement that was under way took effect is unknown; the
 * catalog must be asked.
 */
public final class ConnectionLost extends SqlFailure {

    private static final long serialVersionUID = 1L;

    ConnectionLost(String message, String sqlState, String statement, @Nullable Throwable cause) {
        super(message, sqlState, statement, cause);
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
