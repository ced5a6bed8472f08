package dev.verdigris.engine.internal.catalog;

import java.util.Optional;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;

/**
 * What the stored definition of a materialized view says before its query. It only tells whether a part of the catalog
 * has to be read: in doubt it has to be.
 */
final class StoredDefinition {

    private StoredDefinition() {}

    /** Whether an object may be a materialized view that refreshes at set times. */
    static boolean mayRefresh(Item item) {
        return item.kind() == ItemKind.MATERIALIZED_VIEW && mayHold(item.createSql(), "refresh");
    }

    /** Whether an object may be a materialized view that waits to replace another. */
    static boolean mayReplace(Item item) {
        return item.kind() == ItemKind.MATERIALIZED_VIEW && mayHold(item.createSql(), "replacement");
    }

    /** Whether a word stands before the word AS that begins the query, or may stand there. */
    private static boolean mayHold(Optional<String> createSql, String word) {
        if (createSql.isEmpty()) {
            return true;
        }
        int depth = 0;
        for (Token token : Lexer.lex(createSql.get())) {
            if (token.isWord(word) || token.kind() == TokenKind.UNREADABLE) {
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
