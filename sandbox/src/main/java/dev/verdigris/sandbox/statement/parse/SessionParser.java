package dev.verdigris.sandbox.statement.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.CursorStatement;
import dev.verdigris.sandbox.statement.ast.PreparationStatement;
import dev.verdigris.sandbox.statement.ast.SessionStatement;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.ast.TransactionMode;
import dev.verdigris.sandbox.statement.ast.TransactionStatement;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionParser;
import dev.verdigris.sandbox.statement.option.OptionValues;
import org.jspecify.annotations.Nullable;

/** Reads BEGIN, COMMIT, ROLLBACK and statements about the session's settings. */
final class SessionParser {

    private final TokenCursor cursor;

    SessionParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    Statement begin() {
        int from = cursor.index();
        boolean start = cursor.accept("START");
        if (start) {
            cursor.expect("TRANSACTION");
        } else {
            cursor.expect("BEGIN");
            cursor.acceptOneOf("TRANSACTION", "WORK");
        }
        List<TransactionMode> modes = modes(false);
        cursor.expectEnd();
        return new TransactionStatement.Begin(cursor.text(from), modes, start);
    }

    Statement commit() {
        int from = cursor.index();
        cursor.expect("COMMIT");
        endOfTransaction();
        return new TransactionStatement.Commit(cursor.text(from));
    }

    Statement rollback() {
        int from = cursor.index();
        cursor.expectOneOf("ROLLBACK", "ABORT");
        endOfTransaction();
        return new TransactionStatement.Rollback(cursor.text(from));
    }

    private void endOfTransaction() {
        cursor.acceptOneOf("TRANSACTION", "WORK");
        if (cursor.accept("AND")) {
            boolean chain = !cursor.accept("NO");
            cursor.expect("CHAIN");
            if (chain) {
                throw SqlError.internal("CHAIN not yet supported");
            }
        }
        cursor.expectEnd();
    }

    private List<TransactionMode> modes(boolean required) {
        List<TransactionMode> modes = new ArrayList<>();
        boolean expecting = required;
        while (expecting || !cursor.atEnd()) {
            if (cursor.accept("ISOLATION LEVEL")) {
                modes.add(new TransactionMode.Isolation(isolationLevel()));
            } else if (cursor.accept("READ ONLY")) {
                modes.add(new TransactionMode.Access(true));
            } else if (cursor.accept("READ WRITE")) {
                modes.add(new TransactionMode.Access(false));
            } else {
                throw cursor.expected(required || !modes.isEmpty() ? "transaction mode" : "end of statement");
            }
            expecting = cursor.accept(Token.Kind.COMMA);
        }
        return modes;
    }

    private String isolationLevel() {
        String level = cursor.acceptOneOf(
                "READ UNCOMMITTED",
                "READ COMMITTED",
                "REPEATABLE READ",
                "SERIALIZABLE",
                "STRICT SERIALIZABLE",
                "STRONG SESSION SERIALIZABLE");
        if (level == null) {
            throw cursor.expected("isolation level");
        }
        return level.toLowerCase(Locale.ROOT);
    }

    Statement set() {
        int from = cursor.index();
        cursor.expect("SET");
        if (cursor.accept("TRANSACTION")) {
            return transaction(from, false);
        }
        if (cursor.accept("SESSION CHARACTERISTICS AS TRANSACTION")) {
            return transaction(from, true);
        }
        boolean local = cursor.accept("LOCAL");
        if (!local) {
            cursor.accept("SESSION");
        }
        String standardName = standardName();
        if (standardName != null) {
            return set(from, standardName, List.of(variableValue()), local);
        }
        boolean schema = cursor.looksAt("SCHEMA");
        String name = settableName();
        if (!cursor.accept(Token.Kind.EQUALS) && !cursor.accept("TO") && !schema) {
            throw cursor.expected("equals sign or TO");
        }
        if (cursor.accept("DEFAULT")) {
            cursor.expectEnd();
            return new SessionStatement.ResetVariable(cursor.text(from), name, true);
        }
        return set(from, name, variableValues(), local);
    }

    /** The variable that TIME ZONE or NAMES stands for in SET; null if the cursor is at none of these. */
    private @Nullable String standardName() {
        if (cursor.accept("TIME ZONE")) {
            return "timezone";
        }
        if (cursor.accept("NAMES")) {
            return "client_encoding";
        }
        return null;
    }

    private Statement set(int from, String name, List<String> values, boolean local) {
        cursor.expectEnd();
        return new SessionStatement.SetVariable(cursor.text(from), name, values, local);
    }

    private Statement transaction(int from, boolean session) {
        List<TransactionMode> modes = modes(true);
        cursor.expectEnd();
        return new SessionStatement.SetTransaction(cursor.text(from), session, modes);
    }

    /** A variable's name for SET and RESET, where SCHEMA is the search path. */
    private String settableName() {
        return cursor.accept("SCHEMA") ? "search_path" : variableName();
    }

    /** A variable's name in lower case. */
    String variableName() {
        return String.join(".", cursor.path().parts()).toLowerCase(Locale.ROOT);
    }

    List<String> variableValues() {
        List<String> values = new ArrayList<>();
        do {
            values.add(variableValue());
        } while (cursor.accept(Token.Kind.COMMA));
        return values;
    }

    private String variableValue() {
        Token token = cursor.peek();
        return switch (token.kind()) {
            case STRING, NUMBER, WORD, QUOTED -> cursor.advance().value();
            case OPERATOR -> {
                if (!token.value().equals("-") || !cursor.peek(1).is(Token.Kind.NUMBER)) {
                    throw cursor.expected("variable value");
                }
                cursor.advance();
                yield "-" + cursor.advance().value();
            }
            case PARAMETER,
                    STAR,
                    EQUALS,
                    LEFT_PARENTHESIS,
                    RIGHT_PARENTHESIS,
                    LEFT_BRACKET,
                    RIGHT_BRACKET,
                    DOT,
                    COMMA,
                    COLON,
                    DOUBLE_COLON,
                    SEMICOLON,
                    END -> throw cursor.expected("variable value");
        };
    }

    Statement reset() {
        int from = cursor.index();
        cursor.expect("RESET");
        String name = cursor.accept("ALL") ? "all" : settableName();
        cursor.expectEnd();
        return new SessionStatement.ResetVariable(cursor.text(from), name, false);
    }

    Statement discard() {
        int from = cursor.index();
        cursor.expect("DISCARD");
        String target = cursor.expectOneOf("ALL", "PLANS", "SEQUENCES", "TEMP", "TEMPORARY");
        cursor.expectEnd();
        return new SessionStatement.Discard(cursor.text(from), target.equals("TEMPORARY") ? "TEMP" : target);
    }

    Statement close() {
        int from = cursor.index();
        cursor.expect("CLOSE");
        String name = cursor.identifier();
        cursor.expectEnd();
        return new CursorStatement.CloseCursor(cursor.text(from), name);
    }

    Statement fetch() {
        int from = cursor.index();
        cursor.expect("FETCH");
        cursor.accept("FORWARD");
        Long count = 1L;
        if (cursor.accept("ALL")) {
            count = null;
        } else if (cursor.looksAt(Token.Kind.NUMBER) && cursor.peek().value().matches("[0-9]{1,18}")) {
            count = Long.valueOf(cursor.advance().value());
        }
        cursor.accept("FROM");
        String name = cursor.identifier();
        List<Option> options = new OptionParser(cursor).with("TIMEOUT");
        cursor.expectEnd();
        String timeout = options.isEmpty() ? null : OptionValues.text(options.get(0));
        return new CursorStatement.Fetch(cursor.text(from), name, count, timeout);
    }

    Statement deallocate() {
        int from = cursor.index();
        cursor.expect("DEALLOCATE");
        cursor.accept("PREPARE");
        String name = cursor.accept("ALL") ? null : cursor.identifier();
        cursor.expectEnd();
        return new PreparationStatement.Deallocate(cursor.text(from), name);
    }

    Statement execute() {
        int from = cursor.index();
        cursor.expect("EXECUTE");
        String name = cursor.identifier();
        List<String> arguments = cursor.looksAt(Token.Kind.LEFT_PARENTHESIS)
                ? new QueryParser(cursor).expressionsInParentheses()
                : List.of();
        cursor.expectEnd();
        return new PreparationStatement.ExecutePrepared(cursor.text(from), name, arguments);
    }
}
