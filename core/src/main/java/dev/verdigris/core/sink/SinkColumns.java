package dev.verdigris.core.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.name.Identifier;

/**
 * The columns that the stored definition of a sink names. Re-pointing a sink plans its whole definition again on the
 * new relation (Materialize docs: sql/create-sink/kafka), so the server refuses it if one of them is missing.
 *
 * @param key the columns of the clause {@code KEY (…)}
 * @param headers the columns of the clause {@code HEADERS …}
 * @param inExpression the names in the expression {@code PARTITION BY = …} that can be columns. Some can also be words
 *     of the language
 */
public record SinkColumns(List<Identifier> key, List<Identifier> headers, List<Identifier> inExpression) {

    /** No columns. */
    public static final SinkColumns NONE = new SinkColumns(List.of(), List.of(), List.of());

    public SinkColumns {
        key = List.copyOf(key);
        headers = List.copyOf(headers);
        inExpression = List.copyOf(inExpression);
    }

    /** Reads a stored definition. */
    public static SinkColumns of(String createSql) {
        List<Token> tokens =
                Lexer.lex(createSql).stream().filter(Token::isSignificant).toList();
        List<Identifier> keys = new ArrayList<>();
        List<Identifier> headers = new ArrayList<>();
        List<Identifier> inExpression = new ArrayList<>();
        for (int at = 0; at + 1 < tokens.size(); at++) {
            Token next = tokens.get(at + 1);
            if (tokens.get(at).isWord("key") && next.isPunctuation("(")) {
                keys.addAll(key(tokens.subList(at + 2, tokens.size())));
            } else if (tokens.get(at).isWord("headers") && next.isIdentifier()) {
                headers.add(Identifier.of(next.value()));
            } else if (tokens.get(at).isWord("partition") && next.isWord("by")) {
                inExpression.addAll(expression(tokens.subList(at + 2, tokens.size())));
            }
        }
        return new SinkColumns(keys, headers, inExpression);
    }

    /** The columns that a clause names. */
    public List<Identifier> named() {
        return Stream.concat(key.stream(), headers.stream()).toList();
    }

    private static List<Identifier> key(List<Token> tokens) {
        return tokens.stream()
                .takeWhile(token -> !token.isPunctuation(")"))
                .filter(Token::isIdentifier)
                .map(token -> Identifier.of(token.value()))
                .toList();
    }

    /**
     * The names of an option's value, which ends at a comma or at the bracket that closes the options. The names of
     * functions, of types and of relations before a column are left out.
     */
    private static List<Identifier> expression(List<Token> tokens) {
        List<Identifier> names = new ArrayList<>();
        int depth = 0;
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            depth += opens(token) ? 1 : closes(token) ? -1 : 0;
            if (depth < 0 || depth == 0 && token.isPunctuation(",")) {
                break;
            }
            if (token.isIdentifier() && !qualifies(tokens, at) && !isType(tokens, at)) {
                names.add(Identifier.of(token.value()));
            }
        }
        return names;
    }

    private static boolean opens(Token token) {
        return token.isPunctuation("(") || token.isPunctuation("[");
    }

    private static boolean closes(Token token) {
        return token.isPunctuation(")") || token.isPunctuation("]");
    }

    private static boolean qualifies(List<Token> tokens, int at) {
        return isAt(tokens, at + 1, "(") || isAt(tokens, at + 1, ".");
    }

    private static boolean isType(List<Token> tokens, int at) {
        return at > 0 && (tokens.get(at - 1).isWord("as") || isAt(tokens, at - 1, "::"));
    }

    private static boolean isAt(List<Token> tokens, int at, String sign) {
        return at < tokens.size() && tokens.get(at).isPunctuation(sign);
    }
}
