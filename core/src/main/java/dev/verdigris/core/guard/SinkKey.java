package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.name.Identifier;

/** Reads the columns that a sink's stored definition names as its key; re-pointing checks them again. */
final class SinkKey {

    private SinkKey() {}

    /** The columns of the clause {@code KEY (…)}; empty if there is none. */
    static List<Identifier> of(String createSql) {
        List<Token> tokens =
                Lexer.lex(createSql).stream().filter(Token::isSignificant).toList();
        for (int at = 0; at + 1 < tokens.size(); at++) {
            if (tokens.get(at).isWord("key") && tokens.get(at + 1).isPunctuation("(")) {
                return columns(tokens.subList(at + 2, tokens.size()));
            }
        }
        return List.of();
    }

    private static List<Identifier> columns(List<Token> tokens) {
        List<Identifier> columns = new ArrayList<>();
        for (Token token : tokens) {
            if (token.isPunctuation(")")) {
                break;
            }
            if (token.isIdentifier()) {
                columns.add(Identifier.of(token.value()));
            }
        }
        return columns;
    }
}
