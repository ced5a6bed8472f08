package dev.verdigris.core.deployment;

import java.util.Optional;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;

/** The text that the definition of a view in a lock schema holds as its first string literal. */
final class StoredText {

    private StoredText() {}

    /** The text; empty if the definition holds none, because another tool created the view. */
    static Optional<String> of(Item view) {
        return view.createSql().stream()
                .flatMap(createSql -> Lexer.lex(createSql).stream())
                .filter(token -> token.kind() == TokenKind.STRING)
                .findFirst()
                .map(Token::value)
                .filter(text -> text.startsWith("'"))
                .map(text -> text.substring(1, text.length() - 1).replace("''", "'"));
    }
}
