package dev.verdigris.core.sink;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.name.ObjectName;

/**
 * The references in the stored definition of a sink. The server stores each of them as
 * {@code [u12 AS "db"."schema"."name"]}.
 *
 * <p>A sink in Avro also refers to every object whose comment it has copied: {@code DOC ON TYPE [u12 AS …] = 'text'}.
 * The server adds these options when it creates the sink, for the relation and for all that the relation reads.
 * {@code ALTER SINK … SET FROM} changes only {@code FROM}.
 */
public final class SinkDefinition {

    private final String sql;
    private final List<Token> tokens;

    private SinkDefinition(String sql) {
        this.sql = sql;
        this.tokens = Lexer.lex(sql).stream().filter(Token::isSignificant).toList();
    }

    /** Reads a stored definition. */
    public static SinkDefinition of(String createSql) {
        return new SinkDefinition(createSql);
    }

    /** The relation after {@code FROM}; empty if the text does not show its id. */
    public Optional<ItemId> from() {
        int at = fromAt();
        return isReference(at) ? Optional.of(id(at)) : Optional.empty();
    }

    /** The objects whose comments the sink has copied, in their order in the text. */
    public Set<ItemId> documented() {
        Set<ItemId> documented = new LinkedHashSet<>();
        for (int at = 0; at + 3 < tokens.size(); at++) {
            boolean doc = tokens.get(at).isWord("doc")
                    && tokens.get(at + 1).isWord("on")
                    && (tokens.get(at + 2).isWord("type") || tokens.get(at + 2).isWord("column"));
            if (doc && isReference(at + 3)) {
                documented.add(id(at + 3));
            }
        }
        return documented;
    }

    /** The text after the server has re-pointed the sink; the same text if it does not show the id of its relation. */
    public String repointed(ItemId to, ObjectName name) {
        int at = fromAt();
        if (!isReference(at)) {
            return sql;
        }
        int end = at;
        while (end + 1 < tokens.size() && !tokens.get(end).isPunctuation("]")) {
            end++;
        }
        return sql.substring(0, tokens.get(at).start()) + "[" + to.value() + " AS " + name.sql() + "]"
                + sql.substring(tokens.get(end).end());
    }

    /** Where the relation after {@code FROM} begins. No name before it can be the bare word. */
    private int fromAt() {
        int at = 0;
        while (at < tokens.size() && !tokens.get(at).isWord("from")) {
            at++;
        }
        return at + 1;
    }

    /** Whether a bracket and an id begin here. */
    private boolean isReference(int at) {
        return at + 2 < tokens.size()
                && tokens.get(at).isPunctuation("[")
                && tokens.get(at + 1).isIdentifier()
                && tokens.get(at + 2).isWord("as");
    }

    private ItemId id(int at) {
        return new ItemId(tokens.get(at + 1).value());
    }
}
