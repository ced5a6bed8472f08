package dev.verdigris.core.model.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;

/** A position in the significant tokens of one statement, with the queries that readers need. */
final class Tokens {

    /** The greatest depth of nested brackets. A deeper text is refused, so that no text can exhaust the stack. */
    static final int MAX_DEPTH = 200;

    private final String text;
    private final List<Token> tokens;
    private final int[] closing;
    private int at;

    private Tokens(String text, List<Token> tokens, int[] closing) {
        this.text = text;
        this.tokens = tokens;
        this.closing = closing;
    }

    /** Begins at the first token of a statement. Brackets must match; otherwise {@link Unreadable} names the wrong one. */
    static Tokens of(String text, List<Token> significant) {
        int[] closing = new int[significant.size()];
        Arrays.fill(closing, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < significant.size(); i++) {
            Token token = significant.get(i);
            if (token.isPunctuation("(") || token.isPunctuation("[")) {
                open.push(i);
                if (open.size() > MAX_DEPTH) {
                    throw new Unreadable(token.start(), "brackets are nested more than " + MAX_DEPTH + " deep");
                }
            } else if (token.isPunctuation(")") || token.isPunctuation("]")) {
                String opening = token.isPunctuation(")") ? "(" : "[";
                if (open.isEmpty() || !significant.get(open.element()).isPunctuation(opening)) {
                    throw new Unreadable(token.start(), "the closing bracket here has no opening bracket");
                }
                closing[open.pop()] = i;
            }
        }
        if (!open.isEmpty()) {
            throw new Unreadable(
                    significant.get(open.element()).start(), "the bracket that opens here is never closed");
        }
        return new Tokens(text, significant, closing);
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    int index() {
        return at;
    }

    void advance() {
        at++;
    }

    Token current() {
        return tokens.get(at);
    }

    /** Offset of the current token, or the end of the last one. */
    int offset() {
        return atEnd() ? tokens.get(tokens.size() - 1).end() : current().start();
    }

    /** The end of the token before the current one. */
    int previousEnd() {
        return tokens.get(at - 1).end();
    }

    /**
     * Whether the token at distance {@code ahead} from the current one (before it if negative) is one of these
     * keywords.
     */
    boolean isWord(int ahead, String... words) {
        int index = at + ahead;
        return index >= 0 && index < tokens.size() && Arrays.stream(words).anyMatch(tokens.get(index)::isWord);
    }

    boolean isWordIn(int ahead, Set<String> words) {
        int index = at + ahead;
        return index >= 0
                && index < tokens.size()
                && tokens.get(index).kind() == TokenKind.WORD
                && words.contains(tokens.get(index).value());
    }

    boolean isSign(int ahead, String sign) {
        int index = at + ahead;
        return index >= 0 && index < tokens.size() && tokens.get(index).isPunctuation(sign);
    }

    boolean isIdentifier(int ahead) {
        int index = at + ahead;
        return index >= 0 && index < tokens.size() && tokens.get(index).isIdentifier();
    }

    boolean isStar(int ahead) {
        int index = at + ahead;
        return index >= 0 && index < tokens.size() && tokens.get(index).isOperator("*");
    }

    boolean isString() {
        return !atEnd() && current().kind() == TokenKind.STRING;
    }

    /** Skips the given keywords if all of them are here in this order. */
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!isWord(i, words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    boolean acceptSign(String sign) {
        if (!isSign(0, sign)) {
            return false;
        }
        at++;
        return true;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw expected(word.toUpperCase(Locale.ROOT));
        }
    }

    void expectSign(String sign) {
        if (!acceptSign(sign)) {
            throw expected(sign);
        }
    }

    /** Reads one identifier. */
    Token identifier() {
        if (!isIdentifier(0)) {
            throw expected("a name");
        }
        Token token = current();
        at++;
        return token;
    }

    /** Reads a dotted name. A dot without an identifier after it is not read. */
    NamePath path() {
        List<Token> parts = new ArrayList<>();
        parts.add(identifier());
        while (isSign(0, ".") && isIdentifier(1)) {
            at++;
            parts.add(identifier());
        }
        return new NamePath(parts);
    }

    /** Skips the bracket that opens here and everything in it. */
    void skipBracket() {
        at = closing[at] + 1;
    }

    /** Index of the bracket that closes the one at {@code index}. */
    int closingOf(int index) {
        return closing[index];
    }

    /** Moves to an index, to look ahead and to return. */
    void moveTo(int index) {
        at = index;
    }

    Unreadable expected(String what) {
        String found = atEnd() ? "the statement ends" : "the text is \"" + shown(current()) + "\"";
        return new Unreadable(offset(), what + " is expected here, but " + found);
    }

    /** A token as the user wrote it, because its value is folded. */
    private String shown(Token token) {
        int limit = 40;
        String written = text.substring(token.start(), token.end());
        return written.length() <= limit ? written : written.substring(0, limit) + "…";
    }
}
