package dev.verdigris.core.diff.definition;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import dev.verdigris.core.lexer.Token;

/** The names that a statement gives to its own queries in {@code WITH}. They hide relations that are named without a schema. */
final class QueryNames {

    private QueryNames() {}

    /** The names of the queries in all parts of a statement. */
    static Set<String> of(List<Token> tokens) {
        Set<String> names = new HashSet<>();
        for (int at = 1; at < tokens.size(); at++) {
            if (tokens.get(at).isIdentifier() && mayFollow(tokens.get(at - 1)) && beginsQuery(tokens, at + 1)) {
                names.add(tokens.get(at).value());
            }
        }
        return names;
    }

    /** Whether a query's name may come after this: the words before the first, the end of their options, a comma. */
    private static boolean mayFollow(Token before) {
        return before.isWord("with")
                || before.isWord("recursive")
                || before.isPunctuation(",")
                || before.isPunctuation(")");
    }

    /** Whether a query begins here, perhaps with a list of its columns before it. */
    private static boolean beginsQuery(List<Token> tokens, int at) {
        int as = at < tokens.size() && tokens.get(at).isPunctuation("(")
                ? afterBrackets(tokens, at).orElse(tokens.size())
                : at;
        return as + 1 < tokens.size()
                && tokens.get(as).isWord("as")
                && tokens.get(as + 1).isPunctuation("(");
    }

    private static OptionalInt afterBrackets(List<Token> tokens, int open) {
        int depth = 0;
        for (int at = open; at < tokens.size(); at++) {
            depth += tokens.get(at).isPunctuation("(") ? 1 : tokens.get(at).isPunctuation(")") ? -1 : 0;
            if (depth == 0) {
                return OptionalInt.of(at + 1);
            }
        }
        return OptionalInt.empty();
    }
}
