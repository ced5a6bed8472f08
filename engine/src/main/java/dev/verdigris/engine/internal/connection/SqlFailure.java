package dev.verdigris.engine.internal.connection;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.verdigris.engine.progress.StatementKind;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A failed statement. Decisions use {@link #sqlState()} and the catalog, which is read again. They never use the
 * message text. Nearly every planner and catalog error of Materialize has the state {@code XX000}.
 */
public abstract sealed class SqlFailure extends RuntimeException permits ServerRefusal, ConnectionLost {

    private static final long serialVersionUID = 1L;

    private static final Pattern CASCADE = Pattern.compile("\\bCASCADE\\b", Pattern.CASE_INSENSITIVE);

    private final String sqlState;
    private final String statement;
    private final transient @Nullable NoAnswer noAnswer;

    SqlFailure(
            String message, String sqlState, String statement, @Nullable Throwable cause, @Nullable NoAnswer noAnswer) {
        super(message, cause);
        this.sqlState = sqlState;
        this.statement = Redaction.of(statement);
        this.noAnswer = noAnswer;
    }

    /** Creates a value from the driver's exception. The text {@code statement} is empty when connecting. */
    static SqlFailure of(SQLException e, String statement) {
        return of(e, statement, Optional.empty());
    }

    /** The same. If the limit of the statement has passed, {@code missed} is why it was cancelled or given up. */
    static SqlFailure of(SQLException e, String statement, Optional<NoAnswer> missed) {
        ServerErrorMessage message = e instanceof PSQLException server ? server.getServerErrorMessage() : null;
        String state = textOr(e.getSQLState(), "08006");
        if (message == null || isLoss(state)) {
            return new ConnectionLost(
                    textOr(e.getMessage(), "connection lost"), state, statement, e, missed.orElse(null));
        }
        return new ServerRefusal(
                textOr(message.getMessage(), ""),
                state,
                message.getDetail(),
                message.getHint(),
                statement,
                e,
                missed.filter(over -> state.equals(ServerRefusal.QUERY_CANCELED))
                        .orElse(null));
    }

    /** After class 08 and the shutdowns by an administrator there is no session any more (PostgreSQL, appendix A). */
    private static boolean isLoss(String state) {
        return state.startsWith("08") || state.startsWith("57P0") || state.equals("25P03");
    }

    private static String textOr(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    /** The five characters of the error's state; {@code 08006} if the driver gave none. */
    public final String sqlState() {
        return sqlState;
    }

    /** The statement that failed, shortened and without secrets; empty when connecting. */
    public final String statement() {
        return statement;
    }

    /** The limit, if the statement failed because the server did not answer within it. */
    public final Optional<NoAnswer> noAnswer() {
        return Optional.ofNullable(noAnswer);
    }

    /**
     * Whether the verb must end, because it has waited for an answer up to its limit. A new session is requested again,
     * unless the limit was that of the verb or of a wait.
     */
    public final boolean isFinal() {
        return noAnswer()
                .filter(missed ->
                        missed.source() != NoAnswer.Source.STATEMENT || missed.kind() != StatementKind.SESSION)
                .isPresent();
    }

    /**
     * Whether the same may succeed later without a correction by the user: a server that is unreachable or overloaded
     * recovers. A login, a right or a relation that it refuses stays refused, and so does what it does not understand
     * (PostgreSQL, appendix A, classes 42 and 0A).
     */
    public final boolean mayHeal() {
        return switch (NoSession.of(this)) {
            case LOGIN, OTHER_SERVER -> false;
            case HOST, TLS, UNREACHABLE ->
                !(sqlState.startsWith("42") || sqlState.startsWith("0A"))
                        && noAnswer()
                                .filter(missed -> missed.source() != NoAnswer.Source.STATEMENT)
                                .isEmpty();
        };
    }

    /** Further lines from the server. */
    public abstract Optional<String> detail();

    /** The server's advice, unless it is to drop with CASCADE. */
    public abstract Optional<String> hint();

    /** A hint that a user may follow. A drop with CASCADE would also drop what others have built. */
    static Optional<String> harmless(@Nullable String hint) {
        return Optional.ofNullable(hint).filter(text -> !CASCADE.matcher(text).find());
    }

    /** Message, detail, hint and state in one text. */
    public final String describe() {
        StringBuilder text = new StringBuilder(String.valueOf(getMessage()))
                .append(" [")
                .append(sqlState)
                .append(']');
        detail().ifPresent(detail -> text.append("\nDETAIL: ").append(detail));
        hint().ifPresent(hint -> text.append("\nHINT: ").append(hint));
        return text.toString();
    }
}
