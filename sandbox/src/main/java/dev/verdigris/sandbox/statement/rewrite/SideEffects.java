package dev.verdigris.sandbox.statement.rewrite;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;

/**
 * The places where a function with a side effect is allowed. Materialize allows it only as the whole content of a
 * SELECT, because it must not be part of a computation of rows.
 */
public final class SideEffects {

    private static final String CANCEL = "pg_cancel_backend";
    private static final String MISPLACED = CANCEL + " in this position not yet supported";

    private SideEffects() {}

    /**
     * Refuses the function in a query, or in a part of one, unless it is the whole query.
     *
     * @throws SqlError XX000
     */
    public static void refuseWithin(TokenCursor cursor, int from, int to) {
        for (int i = from; i < to - 1; i++) {
            Token token = cursor.tokens.get(i);
            boolean named = token.is(Token.Kind.WORD) || token.is(Token.Kind.QUOTED);
            boolean called = cursor.tokens.get(i + 1).is(Token.Kind.LEFT_PARENTHESIS);
            if (named && called && token.value().equals(CANCEL) && !isAll(cursor, from, i, to)) {
                throw SqlError.internal(WhereClauses.message(cursor.tokens, from, i, MISPLACED));
            }
        }
    }

    /** SELECT, perhaps the schema, the function and its arguments, and nothing else. */
    private static boolean isAll(TokenCursor cursor, int from, int function, int to) {
        boolean qualified = function == from + 3 && cursor.tokens.get(from + 2).is(Token.Kind.DOT);
        return cursor.tokens.get(from).isWord("SELECT")
                && (function == from + 1 || qualified)
                && cursor.closing(function + 1) == to - 1;
    }

    /** Refuses the function in a stored query. */
    public static void refuseStored(QueryText text) {
        if (text.calledNames().contains(CANCEL)) {
            throw SqlError.internal(MISPLACED);
        }
    }
}
