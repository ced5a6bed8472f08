package dev.verdigris.core.lexer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * Cuts a text into tokens by the lexical rules of Materialize's SQL (Materialize docs: sql/identifiers,
 * sql/types/text).
 *
 * <p>Those rules differ from PostgreSQL's. A vertical tab and a no-break space are not blanks; the latter is part of an
 * identifier. A line comment ends at a line feed only. Unquoted identifiers are folded for all letters, not just for
 * ASCII. Any text between two dollar signs is the tag of a dollar quote.
 */
public final class Lexer {

    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";
    private static final String PUNCTUATION = "()[],;:.";
    private static final String BLANKS = " \t\n\r\f";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * Cuts a text. It never fails: text that cannot be read becomes a token of kind {@link TokenKind#UNREADABLE}.
     *
     * @return tokens without gaps: the first starts at 0, and each other one starts where its predecessor ends
     */
    public static List<Token> lex(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.token();
        }
        return List.copyOf(lexer.tokens);
    }

    private void token() {
        char c = text.charAt(at);
        if (isBlank(at)) {
            whitespace();
        } else if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            emit(TokenKind.COMMENT, end < 0 ? text.length() : end);
        } else if (text.startsWith("/*", at)) {
            blockComment();
        } else {
            switch (c) {
                case '\'' -> quoted(at);
                case '"' -> quotedIdentifier();
                case '$' -> dollar();
                default -> plain(c);
            }
        }
    }

    /** A token that its first character alone does not decide. */
    private void plain(char c) {
        boolean string = charAt(at + 1) == '\'';
        if (string && (c == 'e' || c == 'E')) {
            escapeString();
        } else if (string && (c == 'x' || c == 'X')) {
            quoted(at + 1);
        } else if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)))) {
            number();
        } else if (isIdentifierStart(c)) {
            word();
        } else {
            sign(c);
        }
    }

    private void whitespace() {
        int end = at;
        while (end < text.length() && isBlank(end)) {
            end++;
        }
        emit(TokenKind.WHITESPACE, end);
    }

    private void blockComment() {
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            if (text.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    emit(TokenKind.COMMENT, i + 1);
                    return;
                }
            }
        }
        unreadable(text.length(), "a comment begins here and has no end");
    }

    /** A string whose opening quote is at {@code open}. A doubled quote means one quote. */
    private void quoted(int open) {
        string(open, quote -> closingQuote(quote, '\''));
    }

    private void escapeString() {
        string(at + 1, this::closingQuoteAfterEscapes);
    }

    /**
     * A string whose opening quote is at {@code open}. Strings with only white space between them, in which a line
     * ends, are one string (Materialize: {@code lex_to_adjacent_string}).
     */
    private void string(int open, IntUnaryOperator closing) {
        StringBuilder value = new StringBuilder(text.substring(at, open + 1));
        int quote = open;
        while (quote >= 0) {
            int end = closing.applyAsInt(quote);
            if (end < 0) {
                unreadable(text.length(), "a string begins here and has no end");
                return;
            }
            value.append(text, quote + 1, end - 1);
            quote = adjacent(end);
            if (quote < 0) {
                tokens.add(
                        new Token(TokenKind.STRING, at, end, value.append('\'').toString()));
                at = end;
            }
        }
    }

    /** The offset of the quote that continues the string which ends at {@code end}, or -1. */
    private int adjacent(int end) {
        int next = end;
        boolean lineEnds = false;
        while (next < text.length() && isBlank(next)) {
            lineEnds |= text.charAt(next) == '\n' || text.charAt(next) == '\r';
            next++;
        }
        return lineEnds && charAt(next) == '\'' ? next : -1;
    }

    /**
     * The offset after the quote that closes the one at {@code open}, or -1. A backslash escapes the next character.
     */
    private int closingQuoteAfterEscapes(int open) {
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || (c == '\'' && charAt(i + 1) == '\'')) {
                i++;
            } else if (c == '\'') {
                return i + 1;
            }
        }
        return -1;
    }

    private void quotedIdentifier() {
        int end = closingQuote(at, '"');
        if (end < 0) {
            unreadable(text.length(), "a quoted identifier begins here and has no end");
            return;
        }
        String name = text.substring(at + 1, end - 1).replace("\"\"", "\"");
        if (name.isEmpty()) {
            unreadable(end, "a quoted identifier is empty");
        } else if (name.indexOf('\0') >= 0) {
            unreadable(end, "a quoted identifier contains a NUL character");
        } else {
            tokens.add(new Token(TokenKind.QUOTED_IDENTIFIER, at, end, name));
            at = end;
        }
    }

    /** The offset after the quote that closes the one at {@code open}, or -1. */
    private int closingQuote(int open, char quote) {
        int i = open + 1;
        while (i < text.length()) {
            if (text.charAt(i) != quote) {
                i++;
            } else if (charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return -1;
    }

    private void dollar() {
        int end = at + 1;
        while (isDigit(charAt(end))) {
            end++;
        }
        if (end > at + 1) {
            emit(TokenKind.PARAMETER, end);
            return;
        }
        int tagEnd = text.indexOf('$', at + 1);
        String tag = tagEnd < 0 ? "" : text.substring(at, tagEnd + 1);
        int close = tagEnd < 0 ? -1 : text.indexOf(tag, tagEnd + 1);
        if (close < 0) {
            unreadable(text.length(), "a dollar-quoted string begins here and has no end");
        } else {
            emit(TokenKind.STRING, close + tag.length());
        }
    }

    private void number() {
        int end = digits(at);
        if (charAt(end) == '.') {
            end = digits(end + 1);
        }
        if (charAt(end) == 'e' || charAt(end) == 'E') {
            boolean signed = charAt(end + 1) == '+' || charAt(end + 1) == '-';
            int exponent = signed ? end + 2 : end + 1;
            if (isDigit(charAt(exponent))) {
                end = digits(exponent);
            }
        }
        emit(TokenKind.NUMBER, end);
    }

    private int digits(int from) {
        int end = from;
        while (isDigit(charAt(end))) {
            end++;
        }
        return end;
    }

    private void word() {
        int end = at + 1;
        while (end < text.length() && isIdentifierPart(text.charAt(end))) {
            end++;
        }
        String folded = text.substring(at, end).toLowerCase(Locale.ROOT);
        tokens.add(new Token(TokenKind.WORD, at, end, folded));
        at = end;
    }

    private void sign(char c) {
        if (text.startsWith("::", at)) {
            emit(TokenKind.PUNCTUATION, at + 2);
        } else if (PUNCTUATION.indexOf(c) >= 0) {
            emit(TokenKind.PUNCTUATION, at + 1);
        } else if (OPERATORS.indexOf(c) >= 0) {
            operator();
        } else if (c == '\\') {
            unreadable(at + 1, "a model cannot contain a backslash command of psql");
        } else {
            unreadable(at + 1, "the character U+%04X is not allowed here".formatted((int) c));
        }
    }

    /** An operator ends where a comment begins, even without a blank between. */
    private void operator() {
        int end = at + 1;
        while (end < text.length()
                && OPERATORS.indexOf(text.charAt(end)) >= 0
                && !text.startsWith("--", end)
                && !text.startsWith("/*", end)) {
            end++;
        }
        emit(TokenKind.OPERATOR, end);
    }

    private void emit(TokenKind kind, int end) {
        tokens.add(new Token(kind, at, end, text.substring(at, end)));
        at = end;
    }

    private void unreadable(int end, String why) {
        tokens.add(new Token(TokenKind.UNREADABLE, at, end, why));
        at = end;
    }

    /** The character at an offset, or NUL after the end. NUL continues no token. */
    private char charAt(int offset) {
        return offset < text.length() ? text.charAt(offset) : '\0';
    }

    private boolean isBlank(int offset) {
        char c = text.charAt(offset);
        return BLANKS.indexOf(c) >= 0 || (offset == 0 && c == BYTE_ORDER_MARK);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isIdentifierStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= '\u0080';
    }

    private static boolean isIdentifierPart(char c) {
        return isIdentifierStart(c) || isDigit(c) || c == '$';
    }
}
