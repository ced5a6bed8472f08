package dev.verdigris.core.lexer;

/** The kinds of {@link Token}. */
public enum TokenKind {
    /** Blanks, line ends, and a byte order mark at the very beginning. */
    WHITESPACE,
    /** A comment of either form; block comments nest. */
    COMMENT,
    /** An unquoted identifier or a keyword. Its value is folded to lower case. */
    WORD,
    /** An identifier in double quotes. Its value is the text between them, with doubled quotes made single. */
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
    /** Text that cannot be read. Its value is the error message. */
    UNREADABLE
}
