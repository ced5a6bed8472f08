package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.name.Identifier;

/**
 * Reads the columns that the stored definition of a sink names: those of its key, and the one with the headers.
 * Re-pointing a sink checks them again (Materialize docs: sql/create-sink/kafka).
 */
final class SinkColumns {

    private SinkColumns() {}

    /** The columns of the clauses {@code KEY (…)} and {@code HEADERS …}; empty if there is neither. */
    static List<Identifier> of(String createSql) {
        List<Token> tokens =
                Lexer.lex(createSql).stream().filter(Token::isSignificant).toList();
        List<Identifier> columns = new ArrayList<>();
        for (int at = 0; at + 1 < tokens.size(); at++) {
            Token next = tokens.get(at + 1);
            if (tokens.get(at).isWord("key") && next.isPunctuation("(")) {
                columns.addAll(key(tokens.subList(at + 2, tokens.size())));
            } else if (tokens.get(at).isWord("headers") && next.isIdentifier()) {
                columns.add(Identifier.of(next.value()));
            }
        }
        return List.copyOf(columns);
    }

    private static List<Identifier> key(List<Token> tokens) {
        return tokens.stream()
                .takeWhile(token -> !token.isPunctuation(")"))
                .filter(Token::isIdentifier)
                .map(token -> Identifier.of(token.value()))
                .toList();
    }
}
