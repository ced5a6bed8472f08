package dev.verdigris.core.lexer;

/**
 * One word of a text and where it stands.
 *
 * @param kind what it is
 * @param start offset of its first character in the text, counted in UTF-16 units
 * @param end offset behind its last character; always greater than {@code start}
 * @param value what it means: the folded or unquoted name of an identifier, the complaint of an unreadable token, and
 *     the text as it stands for every other kind
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

    /** Whether this can stand as a name, quoted or not; keywords count, for most of them may be names. */
    public boolean isIdentifier() {
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED_IDENTIFIER;
    }

    /** Whether this carries meaning: neither blank nor comment. */
    public boolean isSignificant() {
        return kind != TokenKind.WHITESPACE && kind != TokenKind.COMMENT;
    }
}
