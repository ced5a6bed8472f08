package dev.verdigris.core.deployment;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;

/** The texts that the definition of a view of ours holds as string literals. */
public final class StoredText {

    private StoredText() {}

    /** The first text; empty if the definition holds none, because another tool created the view. */
    static Optional<String> of(Item view) {
        return all(view).stream().findFirst();
    }

    /** The texts in order. A literal of another form, such as one with escapes, is none of ours. */
    public static List<String> all(Item view) {
        return view.createSql().stream()
                .flatMap(createSql -> Lexer.lex(createSql).stream())
                .filter(token -> token.kind() == TokenKind.STRING)
                .map(Token::value)
                .filter(text -> text.startsWith("'"))
                .map(text -> text.substring(1, text.length() - 1).replace("''", "'"))
                .toList();
    }
}
