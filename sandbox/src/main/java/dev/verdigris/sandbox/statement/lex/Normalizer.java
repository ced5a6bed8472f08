package dev.verdigris.sandbox.statement.lex;

import java.util.Locale;

import dev.verdigris.sandbox.statement.name.Quoting;

/** Prints tokens back as Materialize prints a parsed statement. */
final class Normalizer {

    private Normalizer() {}

    static String print(TokenCursor cursor, int from, int to) {
        StringBuilder out = new StringBuilder();
        int i = from;
        while (i < to) {
            TokenCursor.Substitute substitute = cursor.substitutes.get(i);
            String word = substitute != null && substitute.end() <= to ? substitute.text() : word(cursor, i);
            if (i > from && blankBefore(cursor, i)) {
                out.append(' ');
            }
            if (cursor.equalsBefore.get(i)) {
                out.append("= ");
            }
            out.append(word);
            i = substitute != null && substitute.end() <= to ? substitute.end() : i + 1;
        }
        return out.toString();
    }

    private static String word(TokenCursor cursor, int i) {
        Token token = cursor.tokens.get(i);
        return switch (token.kind()) {
            case WORD -> cursor.keywords.get(i) ? token.value().toUpperCase(Locale.ROOT) : token.value();
            case QUOTED -> Quoting.identifierIfNeeded(token.value());
            case STRING -> Quoting.literal(token.value());
            case PARAMETER -> "$" + token.value();
            case NUMBER,
                    OPERATOR,
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
                    END -> token.value();
        };
    }

    private static boolean blankBefore(TokenCursor cursor, int i) {
        Token before = cursor.tokens.get(i - 1);
        Token token = cursor.tokens.get(i);
        return switch (before.kind()) {
            case LEFT_PARENTHESIS, LEFT_BRACKET, DOT, DOUBLE_COLON -> false;
            default ->
                switch (token.kind()) {
                    case RIGHT_PARENTHESIS, RIGHT_BRACKET, DOT, COMMA, DOUBLE_COLON, SEMICOLON -> false;
                    case LEFT_PARENTHESIS, LEFT_BRACKET -> before.end() < token.start() || cursor.keywords.get(i - 1);
                    default -> true;
                };
        };
    }
}
