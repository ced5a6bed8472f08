package dev.verdigris.core.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * The objects of given schemas that a stored statement names, by its text alone.
 *
 * <p>The server stores a statement with every reference resolved to {@code [u12 AS "database"."schema"."object"]}, also
 * where the user wrote an unqualified name (as a real Materialize 26.24 shows in {@code create_sql}). In such a text, a
 * name without an id is a column. In a text without any id, every name that may be an object of the schemas counts as
 * one.
 */
public final class StoredReferences {

    private static final int FULL_NAME = 3;

    /** A dotted name: the offset of the token after it, and its parts. */
    private record Path(int end, List<Identifier> parts) {}

    private final String sql;
    private final List<Token> tokens;

    private StoredReferences(String sql) {
        this.sql = sql;
        this.tokens = Lexer.lex(sql).stream().filter(Token::isSignificant).toList();
    }

    /**
     * The objects of the schemas that a stored statement names.
     *
     * @param createSql the statement from the catalog's {@code create_sql}
     * @return the objects in order; empty if the text cannot be read, so that any object may be among them
     */
    public static Optional<SortedSet<ObjectName>> in(String createSql, Collection<SchemaName> schemas) {
        return new StoredReferences(createSql).names(schemas);
    }

    /** The statement with plain names in the place of resolved ones, as a user can run it in a later version. */
    public static String withoutIds(String createSql) {
        return on(createSql, UnaryOperator.identity());
    }

    /** The same on other objects: {@code other} gives the full name in the place of each full name. */
    public static String on(String createSql, UnaryOperator<ObjectName> other) {
        return new StoredReferences(createSql).plain(other);
    }

    private Optional<SortedSet<ObjectName>> names(Collection<SchemaName> schemas) {
        boolean readable = !tokens.isEmpty()
                && tokens.get(0).isWord("create")
                && tokens.stream().noneMatch(token -> token.kind() == TokenKind.UNREADABLE);
        if (!readable) {
            return Optional.empty();
        }
        SortedSet<ObjectName> resolved = new TreeSet<>();
        boolean anyResolved = false;
        for (int at = 0; at < tokens.size(); at++) {
            if (isResolved(at)) {
                anyResolved = true;
                Path path = path(at + 3);
                if (!isBracket(path.end())) {
                    return Optional.empty();
                }
                if (path.parts().size() == FULL_NAME) {
                    resolved.add(name(path.parts(), 0));
                }
            }
        }
        resolved.removeIf(name -> !schemas.contains(name.schema()));
        return Optional.of(anyResolved ? resolved : unresolved(schemas));
    }

    private SortedSet<ObjectName> unresolved(Collection<SchemaName> schemas) {
        SortedSet<ObjectName> names = new TreeSet<>();
        int at = 0;
        while (at < tokens.size()) {
            if (!tokens.get(at).isIdentifier()) {
                at++;
                continue;
            }
            Path path = path(at);
            at = path.end();
            for (SchemaName schema : schemas) {
                named(path.parts(), schema).ifPresent(names::add);
            }
        }
        return names;
    }

    /** The object of the schema that a name may mean: with its database before it, or without. */
    private static Optional<ObjectName> named(List<Identifier> parts, SchemaName schema) {
        int size = parts.size();
        if (size >= FULL_NAME && name(parts, 0).schema().equals(schema)) {
            return Optional.of(name(parts, 0));
        }
        boolean withoutDatabase = size >= 2 && size <= FULL_NAME && parts.get(0).equals(schema.schema());
        return withoutDatabase ? Optional.of(new ObjectName(schema, parts.get(1))) : Optional.empty();
    }

    private static ObjectName name(List<Identifier> parts, int first) {
        return new ObjectName(new SchemaName(parts.get(first), parts.get(first + 1)), parts.get(first + 2));
    }

    /** Whether a resolved name begins at a token: a bracket, an id, AS and a name. */
    private boolean isResolved(int at) {
        return at + 3 < tokens.size()
                && tokens.get(at).isPunctuation("[")
                && tokens.get(at + 1).kind() == TokenKind.WORD
                && tokens.get(at + 2).isWord("as")
                && tokens.get(at + 3).isIdentifier();
    }

    private boolean isBracket(int at) {
        return at < tokens.size() && tokens.get(at).isPunctuation("]");
    }

    /** The dotted name that begins with the identifier at {@code start}. */
    private Path path(int start) {
        List<Identifier> parts = new ArrayList<>();
        parts.add(Identifier.of(tokens.get(start).value()));
        int at = start + 1;
        while (at + 1 < tokens.size()
                && tokens.get(at).isPunctuation(".")
                && tokens.get(at + 1).isIdentifier()) {
            parts.add(Identifier.of(tokens.get(at + 1).value()));
            at += 2;
        }
        return new Path(at, parts);
    }

    private String plain(UnaryOperator<ObjectName> other) {
        StringBuilder plain = new StringBuilder();
        int copied = 0;
        for (int at = 0; at < tokens.size(); at++) {
            Path path = isResolved(at) ? path(at + 3) : new Path(at, List.of());
            if (!path.parts().isEmpty() && isBracket(path.end())) {
                plain.append(sql, copied, tokens.get(at).start()).append(written(path, at + 3, other));
                copied = tokens.get(path.end()).end();
            }
        }
        return plain.append(sql, copied, sql.length()).toString();
    }

    /** A name as it was written, unless another one takes its place. */
    private String written(Path path, int first, UnaryOperator<ObjectName> other) {
        if (path.parts().size() == FULL_NAME) {
            ObjectName name = name(path.parts(), 0);
            ObjectName replaced = other.apply(name);
            if (!replaced.equals(name)) {
                return replaced.sql();
            }
        }
        return sql.substring(
                tokens.get(first).start(), tokens.get(path.end() - 1).end());
    }
}
