package dev.verdigris.sandbox.statement.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.Keywords;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** A query or expression as text, word by word: its names, and its text with other names. */
public final class QueryText {

    private final TokenCursor cursor;
    private final int end;

    /**
     * Reads the words of a text that was parsed before.
     *
     * @throws dev.verdigris.sandbox.error.SqlError 42601 if it cannot be split into words
     */
    public QueryText(String text) {
        this.cursor = new TokenCursor(text);
        this.end = cursor.tokens.size() - 1;
    }

    /** The same for PostgreSQL. */
    public String forBackend() {
        return BackendRewriter.rewrite(cursor, 0, end);
    }

    /** The names of relations, in order of appearance and without repetition. */
    public List<ObjectPath> relations() {
        return RelationFinder.find(cursor.tokens, 0, end).stream()
                .map(RelationFinder.Found::path)
                .distinct()
                .toList();
    }

    /**
     * The functions among {@code wanted} that are called, or named as the words that need no parentheses.
     *
     * @param wanted names in lower case
     */
    public List<String> sessionValues(Set<String> wanted) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            Token token = cursor.tokens.get(i);
            if (isName(i) && wanted.contains(token.value())) {
                boolean called = cursor.tokens.get(i + 1).is(Token.Kind.LEFT_PARENTHESIS);
                boolean bare = token.is(Token.Kind.WORD)
                        && (token.value().startsWith("current_")
                                || token.value().equals("session_user"))
                        && (i == 0 || !isNamed(i - 1));
                if (called || bare) {
                    found.add(token.value());
                }
            }
        }
        return List.copyOf(found);
    }

    private boolean isNamed(int i) {
        return cursor.tokens.get(i).is(Token.Kind.DOT) || cursor.tokens.get(i).isWord("AS");
    }

    /**
     * The names, without schemas, in front of parentheses: functions, and other names that can have a list; and those
     * after an expression and a dot, because PostgreSQL also calls functions as {@code (argument).function}. After a
     * name and a dot there is a column.
     */
    public List<String> calledNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            if (isName(i) && cursor.tokens.get(i + 1).is(Token.Kind.LEFT_PARENTHESIS) || followsExpression(i)) {
                names.add(cursor.tokens.get(i).value());
            }
        }
        return List.copyOf(names);
    }

    private boolean followsExpression(int i) {
        return i > 1 && isName(i) && cursor.tokens.get(i - 1).is(Token.Kind.DOT) && !isName(i - 2);
    }

    /**
     * The type to which an expression is cast before a function is called as its attribute, as in
     * {@code (x::text).function}; empty if the function is not called so.
     */
    public Optional<String> attributeOf(String function) {
        for (int i = 4; i < end; i++) {
            boolean attribute = followsExpression(i)
                    && cursor.tokens.get(i).value().equals(function)
                    && !cursor.tokens.get(i + 1).is(Token.Kind.LEFT_PARENTHESIS);
            if (attribute && cursor.tokens.get(i - 4).is(Token.Kind.DOUBLE_COLON)) {
                return Optional.of(cursor.tokens.get(i - 3).value());
            }
        }
        return Optional.empty();
    }

    /** All names, in order of appearance: of relations, columns, functions and what they are called in the query. */
    public List<String> names() {
        return cursor.tokens.subList(0, end).stream()
                .filter(token -> token.is(Token.Kind.QUOTED)
                        || (token.is(Token.Kind.WORD) && !Keywords.isReserved(token.value())))
                .map(Token::value)
                .toList();
    }

    /** The name, if the whole text is nothing but one column's. */
    public Optional<String> onlyColumn() {
        Token first = cursor.tokens.get(0);
        boolean name = first.is(Token.Kind.QUOTED) || first.is(Token.Kind.WORD);
        return end == 1 && name ? Optional.of(first.value()) : Optional.empty();
    }

    /** The number, if the whole text is nothing but one. */
    public Optional<String> onlyNumber() {
        return end == 1 && cursor.tokens.get(0).is(Token.Kind.NUMBER)
                ? Optional.of(cursor.tokens.get(0).value())
                : Optional.empty();
    }

    /**
     * The relations' names in front of columns and stars, as they are written: {@code a.b} of {@code a.b.column} and of
     * {@code a.b.*}. Names of functions are not among them.
     */
    public List<ObjectPath> columnQualifiers() {
        List<ObjectPath> qualifiers = new ArrayList<>();
        for (Span span : dottedNames()) {
            if (!span.qualifier().isEmpty()) {
                qualifiers.add(new ObjectPath(span.qualifier()));
            }
        }
        return qualifiers;
    }

    /**
     * The text with replaced names, and with single blanks in place of blanks and comments.
     *
     * @param relation the replacement of a relation's name; empty keeps the name
     * @param qualifier the replacement of a qualifier as of {@link #columnQualifiers}; empty keeps it
     * @param other the replacement of all other words
     */
    public String replaceNames(
            Function<ObjectPath, Optional<String>> relation,
            Function<ObjectPath, Optional<String>> qualifier,
            UnaryOperator<String> other) {
        Map<Integer, TokenCursor.Substitute> substitutes = new HashMap<>();
        for (Span span : dottedNames()) {
            if (!span.qualifier().isEmpty()) {
                qualifier
                        .apply(new ObjectPath(span.qualifier()))
                        .ifPresent(text -> substitutes.put(
                                span.from(),
                                new TokenCursor.Substitute(
                                        span.from() + 2 * span.qualifier().size() - 1, text)));
            }
        }
        for (RelationFinder.Found found : RelationFinder.find(cursor.tokens, 0, end)) {
            substitutes.remove(found.from());
            relation.apply(found.path())
                    .ifPresent(text -> substitutes.put(found.from(), new TokenCursor.Substitute(found.to(), text)));
        }
        return print(substitutes, other);
    }

    /**
     * The text with other names for relations, and with single blanks in place of blanks and comments. It also replaces
     * the target of INSERT and UPDATE and the names in front of columns.
     *
     * @param qualified the other name of a relation, or null to keep the name
     */
    String withRelations(Function<ObjectPath, @Nullable ObjectPath> qualified) {
        Map<Integer, TokenCursor.Substitute> substitutes = new HashMap<>();
        for (Span span : dottedNames()) {
            if (span.qualifier().size() > 1) {
                int after = span.from() + 2 * span.qualifier().size() - 1;
                substitute(substitutes, span.from(), after, qualified.apply(new ObjectPath(span.qualifier())));
            }
        }
        for (RelationFinder.Found found : RelationFinder.find(cursor.tokens, 0, end)) {
            substitute(substitutes, found.from(), found.to(), qualified.apply(found.path()));
        }
        int target = target();
        if (target > 0) {
            cursor.moveTo(target);
            ObjectPath path = cursor.path();
            substitute(substitutes, target, cursor.index(), qualified.apply(path));
        }
        return print(substitutes, UnaryOperator.identity());
    }

    private static void substitute(
            Map<Integer, TokenCursor.Substitute> substitutes, int from, int to, @Nullable ObjectPath name) {
        if (name != null) {
            substitutes.put(from, new TokenCursor.Substitute(to, name.quoted()));
        }
    }

    /** The position of the table whose rows change; 0 for a query. */
    private int target() {
        cursor.moveTo(0);
        return cursor.looksAt("INSERT INTO") ? 2 : cursor.looksAt("UPDATE") ? 1 : 0;
    }

    private String print(Map<Integer, TokenCursor.Substitute> substitutes, UnaryOperator<String> other) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < end) {
            if (i > 0 && cursor.tokens.get(i - 1).end() < cursor.tokens.get(i).start()) {
                out.append(' ');
            }
            TokenCursor.Substitute substitute = substitutes.get(i);
            out.append(substitute == null ? other.apply(cursor.source(i, i + 1)) : substitute.text());
            i = substitute == null ? i + 1 : substitute.end();
        }
        return out.toString();
    }

    /**
     * A name of several parts.
     *
     * @param from its first token
     * @param qualifier its parts before the column; empty if it is a function's
     */
    private record Span(int from, List<String> qualifier) {}

    private List<Span> dottedNames() {
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i < end) {
            if (!isName(i) || i + 1 >= end || !cursor.tokens.get(i + 1).is(Token.Kind.DOT)) {
                i++;
                continue;
            }
            List<String> parts = new ArrayList<>();
            int from = i;
            while (isName(i)) {
                parts.add(cursor.tokens.get(i).value());
                i++;
                if (!cursor.tokens.get(i).is(Token.Kind.DOT)) {
                    break;
                }
                i++;
            }
            boolean star = cursor.tokens.get(i).is(Token.Kind.STAR);
            boolean function = cursor.tokens.get(i).is(Token.Kind.LEFT_PARENTHESIS);
            List<String> qualifier = star ? parts : parts.subList(0, parts.size() - 1);
            spans.add(new Span(from, function ? List.of() : List.copyOf(qualifier)));
        }
        return spans;
    }

    private boolean isName(int i) {
        return cursor.tokens.get(i).is(Token.Kind.WORD) || cursor.tokens.get(i).is(Token.Kind.QUOTED);
    }
}
