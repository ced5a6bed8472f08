package dev.verdigris.core.model.syntax;

import java.util.OptionalInt;
import java.util.regex.Pattern;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;

/** Recognizes the models of dbt, which are templates in Jinja. */
public final class Jinja {

    private static final Pattern OPENING = Pattern.compile("\\{[{%#]");

    private Jinja() {}

    /** The offset of the first Jinja in a text. In strings, quoted names and comments of SQL, it is plain text. */
    public static OptionalInt first(String text) {
        return OPENING.matcher(text).find()
                ? Lexer.lex(text).stream()
                        .filter(token -> token.kind() == TokenKind.UNREADABLE)
                        .mapToInt(Token::start)
                        .filter(at ->
                                OPENING.matcher(text).region(at, text.length()).lookingAt())
                        .findFirst()
                : OptionalInt.empty();
    }
}
