package dev.verdigris.core.lexer;

/**
 * One word of a text, with its position.
 *
 * @param kind its kind
 * @param start the offset of its first character in the text, counted in UTF-16 units
 * @param end the offset after its last character; always greater than {@code start}
 * @param value its meaning: the folded or unquoted name of an identifier, the error message of an unreadable token, and
 *     the unchanged text of every other token
 */
public record Token(TokenKind kind, int start, int end, String value) {

    public Token {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a token must span at least one character");
        }
    }

    /** Whether this is the given keyword or unquoted identifier, given in lower case. */
    public boolean isWord(String word) {
        return kind == TokenKind.WORD && value.equals(word);
    }

    /** Whether this is the given punctuation. */
    public boolean isPunctuation(String sign) {
        return kind == TokenKind.PUNCTUATION && value.equals(sign);
    }

    /** Whether this is the given operator. */
    public boolean isOperator(String sign) {
        return kind == TokenKind.OPERATOR && value.equals(sign);
    }

    /** Whether this can be a name, quoted or not. Keywords count, because most of them may be names. */
    public boolean isIdentifier() {
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED_IDENTIFIER;
    }

    /** Whether this has meaning, that is, it is neither blank nor comment. */
    public boolean isSignificant() {
        return kind != TokenKind.WHITESPACE && kind != TokenKind.COMMENT;
    }
}
