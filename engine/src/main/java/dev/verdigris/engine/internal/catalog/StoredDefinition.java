package dev.verdigris.engine.internal.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;

/**
 * The clauses before the query in the stored definition of a materialized view. They only decide whether a part of the
 * catalog must be read. In doubt it must.
 */
final class StoredDefinition {

    private StoredDefinition() {}

    /** Whether an object may be a materialized view that refreshes at set times, and not at every commit. */
    static boolean mayRefresh(Item item) {
        return item.kind() == ItemKind.MATERIALIZED_VIEW
                && mayHold(item.createSql(), rest -> rest.get(0).isWord("refresh") && !isOnCommit(rest));
    }

    /** Whether an object may be a materialized view that will replace another. */
    static boolean mayReplace(Item item) {
        return item.kind() == ItemKind.MATERIALIZED_VIEW
                && mayHold(item.createSql(), rest -> rest.get(0).isWord("replacement"));
    }

    /** The server writes {@code REFRESH = ON COMMIT} into every definition that has no clause of its own. */
    private static boolean isOnCommit(List<Token> rest) {
        int value = rest.size() > 1 && rest.get(1).isOperator("=") ? 2 : 1;
        return rest.size() > value + 1
                && rest.get(value).isWord("on")
                && rest.get(value + 1).isWord("commit");
    }

    /** Whether a clause begins, or may begin, before the word AS that begins the query. */
    private static boolean mayHold(Optional<String> createSql, Predicate<List<Token>> begins) {
        if (createSql.isEmpty()) {
            return true;
        }
        List<Token> tokens =
                Lexer.lex(createSql.get()).stream().filter(Token::isSignificant).toList();
        int depth = 0;
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (token.kind() == TokenKind.UNREADABLE || begins.test(tokens.subList(at, tokens.size()))) {
                return true;
            }
            if (depth == 0 && token.isWord("as")) {
                return false;
            }
            if (token.isPunctuation("(") || token.isPunctuation("[")) {
                depth++;
            } else if (token.isPunctuation(")") || token.isPunctuation("]")) {
                depth--;
            }
        }
        return true;
    }
}
