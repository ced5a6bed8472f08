package dev.verdigris.core.lexer;

/** What a {@link Token} is. */
public enum TokenKind {
    /** Blanks, line ends, and a byte order mark at the very beginning. */
    WHITESPACE,
    /** A comment of either form; block comments nest. */
    COMMENT,
    /** An unquoted identifier or a keyword; its value is folded to lower case. */
    WORD,
    /** An identifier in double quotes; its value is what stands between them, with doubled quotes made single. */
    QUOTED_IDENTIFIER,
    /** A text in single quotes, with or without a letter before it, or in dollar quotes. */
    STRING,
    /** A number without its sign. */
    NUMBER,
    /** A parameter such as {@code $1}. */
    PARAMETER,
    /** A run of operator characters. */
    OPERATOR,
    /** One of {@code ( ) [ ] , ; : .} or the cast sign {@code ::}. */
    PUNCTUATION,
    /** Text that cannot be read: its value says what is wrong with it. */
    UNREADABLE
}
