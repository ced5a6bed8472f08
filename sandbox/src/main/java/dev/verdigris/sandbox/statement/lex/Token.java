package dev.verdigris.sandbox.statement.lex;

import java.util.Locale;

import dev.verdigris.sandbox.statement.name.Keywords;
import dev.verdigris.sandbox.statement.name.Quoting;

/**
 * One word of a script.
 *
 * @param kind what it is
 * @param value a bare word in lower case, a quoted name or text without its quotes, a number or operator as written
 * @param start where it begins in the script, in UTF-16 units from 0
 * @param end where it ends
 */
public record Token(Kind kind, String value, int start, int end) {

    public enum Kind {
        WORD("word"),
        QUOTED("quoted name"),
        STRING("string literal"),
        NUMBER("number"),
        PARAMETER("parameter"),
        OPERATOR("operator"),
        STAR("star"),
        EQUALS("equals sign"),
        LEFT_PARENTHESIS("left parenthesis"),
        RIGHT_PARENTHESIS("right parenthesis"),
        LEFT_BRACKET("left square bracket"),
        RIGHT_BRACKET("right square bracket"),
        DOT("dot"),
        COMMA("comma"),
        COLON("colon"),
        DOUBLE_COLON("double colon"),
        SEMICOLON("semicolon"),
        END("EOF");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    /** Whether the token is of the kind. */
    public boolean is(Kind other) {
        return kind == other;
    }

    /** Whether this is the bare word {@code word}, given in capitals. */
    public boolean isWord(String word) {
        return kind == Kind.WORD && value.equals(word.toLowerCase(Locale.ROOT));
    }

    /** How Materialize names the token in a syntax error. */
    public String describe() {
        return switch (kind) {
            case WORD ->
                Keywords.isKeyword(value) ? value.toUpperCase(Locale.ROOT) : "identifier " + Quoting.identifier(value);
            case QUOTED -> "identifier " + Quoting.identifier(value);
            case STRING -> "string literal " + Quoting.identifier(value);
            case NUMBER -> "number \"" + value + '"';
            case PARAMETER -> "parameter \"$" + value + '"';
            case OPERATOR -> "operator \"" + value + '"';
            // All others are punctuation, or the end of the text.
            default -> kind.description;
        };
    }
}
