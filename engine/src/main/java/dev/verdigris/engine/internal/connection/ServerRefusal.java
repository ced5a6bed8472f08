package dev.verdigris.engine.internal.connection;

import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** The server answered with an error. The session is still usable. */
public final class ServerRefusal extends SqlFailure {

    private static final long serialVersionUID = 1L;

    /** Another session changed the catalog during a DDL transaction. Nothing was applied. */
    public static final String SERIALIZATION_FAILURE = "40001";

    /** A privilege or an ownership is missing. */
    public static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** The statement was cancelled, by request or by a time limit. */
    public static final String QUERY_CANCELED = "57014";

    private final @Nullable String detail;
    private final @Nullable String hint;

    ServerRefusal(
            String message,
            String sqlState,
            @Nullable String detail,
            @Nullable String hint,
            String statement,
            @Nullable Throwable cause,
            @Nullable NoAnswer noAnswer) {
        super(message, sqlState, statement, cause, noAnswer);
        this.detail = detail;
        this.hint = hint;
    }

    /** Whether the error has that state. */
    public boolean is(String state) {
        return sqlState().equals(state);
    }

    /** The character of the statement that the error is about, counted from 1; empty if the server names none. */
    public OptionalInt position() {
        return getCause() instanceof PSQLException server
                        && server.getServerErrorMessage() != null
                        && server.getServerErrorMessage().getPosition() > 0
                ? OptionalInt.of(server.getServerErrorMessage().getPosition())
                : OptionalInt.empty();
    }

    @Override
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    @Override
    public Optional<String> hint() {
        return harmless(hint);
    }
}
