package dev.verdigris.core.diff;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.deployment.LiveNames;
import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.name.Identifier;

/**
 * An index, by what makes it useful for a query.
 *
 * @param name its name
 * @param cluster the cluster that it runs on, by the live name of its pair
 * @param key the key columns or expressions as the server stores them, with brackets; empty if its definition is not
 *     known
 */
public record IndexShape(Identifier name, Optional<String> cluster, Optional<String> key) {

    /** The shape of an index, with plain names in its key. */
    static IndexShape of(Item index, LiveNames names) {
        return new IndexShape(
                index.name(),
                index.cluster().map(names::cluster),
                index.createSql().map(names::in).flatMap(IndexShape::key));
    }

    /** Whether another index serves the same queries. Of an index without a known definition, only its name shows. */
    boolean serves(IndexShape other) {
        return cluster.equals(other.cluster) && key.isPresent() && key.equals(other.key);
    }

    /** The index in a few words. */
    public String text() {
        return "index " + name + key.map(columns -> " on " + columns).orElse("")
                + cluster.map(runs -> " in cluster " + runs).orElse("");
    }

    /** The bracket after the relation that follows {@code ON}. */
    private static Optional<String> key(String createSql) {
        List<Token> tokens =
                Lexer.lex(createSql).stream().filter(Token::isSignificant).toList();
        int at = 0;
        while (at < tokens.size() && !tokens.get(at).isWord("on")) {
            at++;
        }
        while (at < tokens.size() && !tokens.get(at).isPunctuation("(")) {
            at++;
        }
        int first = at;
        int depth = 0;
        for (; at < tokens.size(); at++) {
            depth += tokens.get(at).isPunctuation("(") ? 1 : tokens.get(at).isPunctuation(")") ? -1 : 0;
            if (depth == 0) {
                return Optional.of(createSql.substring(
                        tokens.get(first).start(), tokens.get(at).end()));
            }
        }
        return Optional.empty();
    }
}
