package dev.verdigris.sandbox.statement.rewrite;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;

/**
 * The WHERE clauses around a word of a query. Materialize reports an error of planning in such a clause with the clause
 * in front of the message (recorded from a server of version 26.24).
 */
public final class WhereClauses {

    private static final String PREFIX = "WHERE clause error: ";

    private static final Set<String> NEXT_CLAUSES = Set.of(
            "group", "having", "order", "limit", "offset", "fetch", "union", "intersect", "except", "window", "select");

    private WhereClauses() {}

    /**
     * The message of an error at a place of a query.
     *
     * @param sql the query's text
     * @param position the place in characters, from 1
     */
    public static String message(String sql, int position, String message) {
        List<Token> tokens = new TokenCursor(sql).tokens;
        return message(tokens, 0, at(tokens, sql, position), message);
    }

    /** The word at a place of a query. */
    public static String word(String sql, int position) {
        List<Token> tokens = new TokenCursor(sql).tokens;
        return tokens.get(at(tokens, sql, position)).value();
    }

    private static int at(List<Token> tokens, String sql, int position) {
        int place = sql.offsetByCodePoints(0, Math.min(position - 1, sql.codePointCount(0, sql.length())));
        int at = 0;
        while (at < tokens.size() - 1 && tokens.get(at).start() < place) {
            at++;
        }
        return at;
    }

    /** The message of an error at a token. */
    static String message(List<Token> tokens, int from, int at, String message) {
        Deque<Boolean> inside = new ArrayDeque<>(List.of(false));
        for (int i = from; i < at; i++) {
            Token token = tokens.get(i);
            if (token.is(Token.Kind.LEFT_PARENTHESIS)) {
                inside.push(false);
            } else if (token.is(Token.Kind.RIGHT_PARENTHESIS) && inside.size() > 1) {
                inside.pop();
            } else if (token.isWord("WHERE") && !filters(tokens, i)) {
                replaceTop(inside, true);
            } else if (token.is(Token.Kind.WORD) && NEXT_CLAUSES.contains(token.value())) {
                replaceTop(inside, false);
            }
        }
        return PREFIX.repeat((int) inside.stream().filter(Boolean::booleanValue).count()) + message;
    }

    /** Whether the word belongs to an aggregate, as in {@code count(*) FILTER (WHERE …)}. */
    private static boolean filters(List<Token> tokens, int where) {
        return where > 1 && tokens.get(where - 2).isWord("FILTER");
    }

    private static void replaceTop(Deque<Boolean> inside, boolean value) {
        inside.pop();
        inside.push(value);
    }
}
