package dev.verdigris.sandbox.statement.lex;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;

/**
 * Splits a script into tokens, as Materialize does: names without quotes become lower case, block comments nest, and a
 * backslash is special in E-strings only.
 */
final class Lexer {

    /** Materialize's limit for one name. */
    private static final int MAX_IDENTIFIER_BYTES = 255;

    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";

    private final String script;
    private final int limit;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String script, int limit) {
        this.script = script;
        this.limit = limit;
    }

    /**
     * The tokens of a script, the last of which is {@link Token.Kind#END}.
     *
     * @throws SqlError 42601 for text that cannot be read
     */
    static List<Token> tokens(String script) {
        return tokens(script, MAX_IDENTIFIER_BYTES);
    }

    /** The same for a statement of the sandbox's own, whose names of schemas can have a prefix. */
    static List<Token> tokensOfAnyLength(String script) {
        return tokens(script, Integer.MAX_VALUE);
    }

    private static List<Token> tokens(String script, int limit) {
        Lexer lexer = new Lexer(script, limit);
        lexer.run();
        return List.copyOf(lexer.tokens);
    }

    /** A syntax error at a place of {@code script}, given in UTF-16 units from 0; clients count characters from 1. */
    static SqlError syntaxError(String script, int at, String message) {
        int position = script.codePointCount(0, Math.min(at, script.length())) + 1;
        return new SqlError(Diagnostic.error("42601", message).at(position));
    }

    private void run() {
        skipBlanks();
        while (at < script.length()) {
            next();
            skipBlanks();
        }
        tokens.add(new Token(Token.Kind.END, "", script.length(), script.length()));
    }

    private void next() {
        char c = script.charAt(at);
        if (c == '\'') {
            string(at, at, false);
        } else if (isPrefix(c) && follows(1, '\'')) {
            string(at, at + 1, c == 'e' || c == 'E');
        } else if (isUnicodeEscaped(c)) {
            throw SqlError.unsupported("a name or text with Unicode escapes (U&)");
        } else if (c == '"') {
            quotedName();
        } else if (isNameStart(c)) {
            word();
        } else if (isNumberStart(c)) {
            number();
        } else if (c == '$') {
            dollar();
        } else {
            punctuation(c);
        }
    }

    /** Whether a string literal may begin with this letter: E for escapes, X for bytes. */
    private static boolean isPrefix(char c) {
        return "eExX".indexOf(c) >= 0;
    }

    private boolean isUnicodeEscaped(char c) {
        return (c == 'u' || c == 'U') && follows(1, '&') && (follows(2, '"') || follows(2, '\''));
    }

    private boolean isNumberStart(char c) {
        return isDigit(c) || (c == '.' && at + 1 < script.length() && isDigit(script.charAt(at + 1)));
    }

    private void punctuation(char c) {
        switch (c) {
            case '(' -> add(Token.Kind.LEFT_PARENTHESIS, 1);
            case ')' -> add(Token.Kind.RIGHT_PARENTHESIS, 1);
            case '[' -> add(Token.Kind.LEFT_BRACKET, 1);
            case ']' -> add(Token.Kind.RIGHT_BRACKET, 1);
            case '.' -> add(Token.Kind.DOT, 1);
            case ',' -> add(Token.Kind.COMMA, 1);
            case ';' -> add(Token.Kind.SEMICOLON, 1);
            case ':' -> {
                boolean two = follows(1, ':');
                add(two ? Token.Kind.DOUBLE_COLON : Token.Kind.COLON, two ? 2 : 1);
            }
            default -> operator(c);
        }
    }

    private void operator(char c) {
        int end = at;
        while (end < script.length()
                && OPERATOR_CHARACTERS.indexOf(script.charAt(end)) >= 0
                && !script.startsWith("--", end)
                && !script.startsWith("/*", end)) {
            end++;
        }
        if (end == at) {
            throw error(at, "unexpected character in input: " + Character.toString(script.codePointAt(at)));
        }
        int length = end - at;
        if (length == 1 && c == '*') {
            add(Token.Kind.STAR, 1);
        } else if (length == 1 && c == '=') {
            add(Token.Kind.EQUALS, 1);
        } else {
            add(Token.Kind.OPERATOR, length);
        }
    }

    private void word() {
        int start = at;
        while (at < script.length() && isNamePart(script.charAt(at))) {
            at++;
        }
        String name = asciiLowerCase(script.substring(start, at));
        checkLength(name, start);
        tokens.add(new Token(Token.Kind.WORD, name, start, at));
    }

    private void quotedName() {
        int start = at;
        StringBuilder name = new StringBuilder();
        at++;
        while (true) {
            if (at >= script.length()) {
                throw error(start, "unterminated quoted identifier");
            }
            char c = script.charAt(at++);
            if (c != '"') {
                name.append(c);
            } else if (at < script.length() && script.charAt(at) == '"') {
                name.append('"');
                at++;
            } else {
                break;
            }
        }
        if (name.isEmpty()) {
            throw SqlError.unsupported("the name \"\", which has no character,");
        }
        if (name.indexOf("\0") >= 0) {
            throw error(start, "null character in quoted identifier");
        }
        checkLength(name.toString(), start);
        tokens.add(new Token(Token.Kind.QUOTED, name.toString(), start, at));
    }

    private void checkLength(String name, int start) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limit) {
            throw error(start, "identifier length exceeds " + MAX_IDENTIFIER_BYTES + " bytes");
        }
    }

    private void string(int start, int quote, boolean escapes) {
        StringBuilder text = new StringBuilder();
        at = quote + 1;
        while (true) {
            if (at >= script.length()) {
                throw error(start, "unterminated quoted string");
            }
            char c = script.charAt(at++);
            if (c == '\\' && escapes && at < script.length()) {
                escape(text);
            } else if (c != '\'') {
                text.append(c);
            } else if (at < script.length() && script.charAt(at) == '\'') {
                text.append('\'');
                at++;
            } else if (!continues()) {
                break;
            }
        }
        tokens.add(new Token(Token.Kind.STRING, text.toString(), start, at));
    }

    /** Two strings with a line break between them are one. */
    private boolean continues() {
        int next = at;
        boolean lineBreak = false;
        while (next < script.length() && Character.isWhitespace(script.charAt(next))) {
            lineBreak |= script.charAt(next) == '\n';
            next++;
        }
        if (!lineBreak || next >= script.length() || script.charAt(next) != '\'') {
            return false;
        }
        at = next + 1;
        return true;
    }

    private void escape(StringBuilder text) {
        char c = script.charAt(at++);
        switch (c) {
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> codePoint(text, 4);
            case 'U' -> codePoint(text, 8);
            case 'x' -> codePoint(text, 2);
            default -> {
                if (c >= '0' && c <= '7') {
                    at--;
                    octal(text);
                } else {
                    text.append(c);
                }
            }
        }
    }

    private void octal(StringBuilder text) {
        int end = at;
        while (end < script.length() && end < at + 3 && "01234567".indexOf(script.charAt(end)) >= 0) {
            end++;
        }
        text.append((char) Integer.parseInt(script.substring(at, end), 8));
        at = end;
    }

    private void codePoint(StringBuilder text, int digits) {
        int end = at;
        while (end < script.length() && end < at + digits && Character.digit(script.charAt(end), 16) >= 0) {
            end++;
        }
        if (end == at || (digits > 2 && end < at + digits)) {
            throw error(at, "invalid unicode escape");
        }
        int code = Integer.parseUnsignedInt(script.substring(at, end), 16);
        if (!Character.isValidCodePoint(code) || code == 0) {
            throw error(at, "invalid unicode escape");
        }
        text.appendCodePoint(code);
        at = end;
    }

    private void number() {
        int start = at;
        skipDigits();
        if (at < script.length() && script.charAt(at) == '.' && !script.startsWith("..", at)) {
            at++;
            skipDigits();
        }
        if (at < script.length() && (script.charAt(at) == 'e' || script.charAt(at) == 'E')) {
            int mark = at;
            at++;
            if (at < script.length() && (script.charAt(at) == '+' || script.charAt(at) == '-')) {
                at++;
            }
            if (at < script.length() && isDigit(script.charAt(at))) {
                skipDigits();
            } else {
                at = mark;
            }
        }
        tokens.add(new Token(Token.Kind.NUMBER, script.substring(start, at), start, at));
    }

    private void skipDigits() {
        while (at < script.length() && isDigit(script.charAt(at))) {
            at++;
        }
    }

    private void dollar() {
        int start = at;
        if (at + 1 < script.length() && isDigit(script.charAt(at + 1))) {
            at++;
            skipDigits();
            tokens.add(new Token(Token.Kind.PARAMETER, script.substring(start + 1, at), start, at));
            return;
        }
        int end = at + 1;
        while (end < script.length() && isNamePart(script.charAt(end)) && script.charAt(end) != '$') {
            end++;
        }
        if (end >= script.length() || script.charAt(end) != '$') {
            throw error(start, "unexpected character in input: $");
        }
        String tag = script.substring(start, end + 1);
        int close = script.indexOf(tag, end + 1);
        if (close < 0) {
            throw error(start, "unterminated dollar-quoted string");
        }
        at = close + tag.length();
        tokens.add(new Token(Token.Kind.STRING, script.substring(end + 1, close), start, at));
    }

    private void skipBlanks() {
        while (at < script.length()) {
            if (Character.isWhitespace(script.charAt(at))) {
                at++;
            } else if (script.startsWith("--", at)) {
                int end = script.indexOf('\n', at);
                at = end < 0 ? script.length() : end + 1;
            } else if (script.startsWith("/*", at)) {
                blockComment();
            } else {
                return;
            }
        }
    }

    private void blockComment() {
        int start = at;
        int depth = 0;
        do {
            if (script.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (script.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (at >= script.length()) {
                throw error(start, "unterminated multiline comment");
            } else {
                at++;
            }
        } while (depth > 0);
    }

    private void add(Token.Kind kind, int length) {
        tokens.add(new Token(kind, script.substring(at, at + length), at, at + length));
        at += length;
    }

    private boolean follows(int distance, char c) {
        return at + distance < script.length() && script.charAt(at + distance) == c;
    }

    private SqlError error(int where, String message) {
        return syntaxError(script, where, message);
    }

    private static String asciiLowerCase(String name) {
        StringBuilder lower = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            lower.append(c < 128 ? String.valueOf(c).toLowerCase(Locale.ROOT) : String.valueOf(c));
        }
        return lower.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
