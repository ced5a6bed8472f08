package dev.verdigris.sandbox.statement.rewrite;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Finds what PostgreSQL has no syntax for: constructors and types of lists and maps. In PostgreSQL all lists have the
 * type {@code mz_catalog.list} and all maps {@code mz_catalog.map}, whose values are texts. A cast to a list of plain
 * elements checks these on the way through PostgreSQL's array. A cast of a literal to {@code mz_timestamp} goes through
 * {@code text}, because only a cast can read a date.
 */
final class CollectionSyntax {

    private static final String LIST = "mz_catalog.list";
    private static final String MAP = "mz_catalog.map";
    private static final String TEXT = "::pg_catalog.text::";

    private final TokenCursor cursor;
    private final int to;
    private final Map<Integer, Edit> edits = new HashMap<>();

    private CollectionSyntax(TokenCursor cursor, int to) {
        this.cursor = cursor;
        this.to = to;
    }

    /**
     * A run of words with another text.
     *
     * @param end one past the last of its tokens
     * @param text what PostgreSQL reads instead
     */
    record Edit(int end, String text) {}

    /** The edits of the tokens from one to the one before another, by the first token of each. */
    static Map<Integer, Edit> edits(TokenCursor cursor, int from, int to) {
        CollectionSyntax syntax = new CollectionSyntax(cursor, to);
        for (int i = from; i < to; i++) {
            syntax.at(i);
        }
        return syntax.edits;
    }

    private void at(int i) {
        Token token = cursor.tokens.get(i);
        boolean bracket = is(i + 1, Token.Kind.LEFT_BRACKET);
        if (token.isWord("LIST") && bracket) {
            list(i);
        } else if (token.isWord("MAP") && bracket && !follows(i, Token.Kind.DOUBLE_COLON)) {
            map(i);
        } else if (token.is(Token.Kind.DOUBLE_COLON)) {
            String cast = cast(i + 1, typeEnd(i + 1), follows(i, Token.Kind.STRING));
            if (cast != null) {
                edits.put(i, new Edit(typeEnd(i + 1), cast));
            }
        } else if (token.isWord("CAST") && is(i + 1, Token.Kind.LEFT_PARENTHESIS)) {
            castCall(i);
        }
    }

    private boolean is(int i, Token.Kind kind) {
        return i < to && cursor.tokens.get(i).is(kind);
    }

    private boolean follows(int i, Token.Kind kind) {
        return i > 0 && cursor.tokens.get(i - 1).is(kind);
    }

    private boolean isWord(int i, String word) {
        return i < to && cursor.tokens.get(i).isWord(word);
    }

    private void list(int i) {
        int close = cursor.closing(i + 1);
        edits.put(i, new Edit(i + 1, "mz_store.list(ARRAY"));
        edits.put(close, new Edit(close + 1, close == i + 2 ? "]::pg_catalog.text[])" : "])"));
    }

    /** {@code MAP[key => value, …]} becomes a call with the texts of its pairs. */
    private void map(int i) {
        int close = cursor.closing(i + 1);
        boolean empty = close == i + 2;
        edits.put(i, new Edit(i + 2, empty ? "mz_store.map(ARRAY[" : "mz_store.map(ARRAY[mz_store.pair("));
        int depth = 0;
        for (int k = i + 2; k < close; k++) {
            Token token = cursor.tokens.get(k);
            depth += nesting(token);
            if (depth == 0 && token.is(Token.Kind.OPERATOR) && token.value().equals("=>")) {
                edits.put(k, new Edit(k + 1, ","));
            } else if (depth == 0 && token.is(Token.Kind.COMMA)) {
                edits.put(k, new Edit(k + 1, "), mz_store.pair("));
            }
        }
        edits.put(close, new Edit(close + 1, empty ? "]::pg_catalog.text[])" : ")])"));
    }

    /** How much deeper the next token is. */
    private static int nesting(Token token) {
        if (token.is(Token.Kind.LEFT_PARENTHESIS) || token.is(Token.Kind.LEFT_BRACKET)) {
            return 1;
        }
        return token.is(Token.Kind.RIGHT_PARENTHESIS) || token.is(Token.Kind.RIGHT_BRACKET) ? -1 : 0;
    }

    /** {@code CAST(x AS type)} becomes {@code ((x)::type)}. */
    private void castCall(int i) {
        int close = cursor.closing(i + 1);
        int as = close - 1;
        while (as > i + 1 && !isWord(as, "AS")) {
            as--;
        }
        boolean literal = as == i + 3 && is(i + 2, Token.Kind.STRING);
        String cast = as > i + 1 && typeEnd(as + 1) == close ? cast(as + 1, close, literal) : null;
        if (cast != null) {
            edits.put(i, new Edit(i + 2, "(("));
            edits.put(as, new Edit(close, ")" + cast));
        }
    }

    /** One past the type that begins at a token. */
    private int typeEnd(int start) {
        int i = start;
        while (is(i, Token.Kind.WORD) || is(i, Token.Kind.QUOTED)) {
            i++;
            if (!is(i, Token.Kind.DOT)) {
                break;
            }
            i++;
        }
        while (is(i, Token.Kind.LEFT_BRACKET) || is(i, Token.Kind.LEFT_PARENTHESIS) || isWord(i, "LIST")) {
            i = isWord(i, "LIST") ? i + 1 : cursor.closing(i) + 1;
        }
        return i;
    }

    /** The cast for PostgreSQL, or null if it can read the type as it is. */
    private @Nullable String cast(int start, int end, boolean literal) {
        boolean list = end - 1 > start && isWord(end - 1, "LIST");
        boolean map = isWord(start, "MAP") && is(start + 1, Token.Kind.LEFT_BRACKET);
        if (list) {
            boolean plain = !map && !isWord(end - 2, "LIST") && !is(end - 2, Token.Kind.RIGHT_BRACKET);
            String elements = plain ? element(cursor.source(start, end - 1)) + "[]::" : "";
            return TEXT + elements + LIST;
        }
        if (map) {
            return TEXT + MAP;
        }
        return literal && isWord(end - 1, "MZ_TIMESTAMP") ? TEXT + "mz_catalog.mz_timestamp" : null;
    }

    private static String element(String type) {
        return BackendRewriter.TYPES.getOrDefault(type.toLowerCase(Locale.ROOT), type);
    }
}
