package dev.verdigris.sandbox.statement.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.Dml;
import dev.verdigris.sandbox.statement.ast.Query;
import dev.verdigris.sandbox.statement.ast.ShowObjects;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.ast.Subscribe;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.Keywords;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionParser;
import dev.verdigris.sandbox.statement.option.OptionValue;
import dev.verdigris.sandbox.statement.rewrite.BackendRewriter;
import dev.verdigris.sandbox.statement.rewrite.RelationFinder;
import dev.verdigris.sandbox.statement.rewrite.SideEffects;
import org.jspecify.annotations.Nullable;

/** Reads the statements that PostgreSQL executes: queries and changes of rows. */
final class QueryParser {

    private final TokenCursor cursor;

    QueryParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    boolean looksAtQuery() {
        return cursor.looksAt("SELECT")
                || cursor.looksAt("WITH")
                || cursor.looksAt("VALUES")
                || cursor.looksAt("TABLE")
                || cursor.looksAt(Token.Kind.LEFT_PARENTHESIS);
    }

    /** A query up to the statement's end. */
    Query query() {
        int from = cursor.index();
        int to = rest(from);
        return of(from, to);
    }

    /** The query between two tokens; the cursor must be after it. */
    Query of(int from, int to) {
        return new Query(
                cursor.text(from), BackendRewriter.rewrite(cursor, from, to), relations(from, to), shows(from, to));
    }

    /** The SHOW statements in parentheses, which a query reads like a relation. */
    private List<ShowObjects> shows(int from, int to) {
        List<ShowObjects> shows = new ArrayList<>();
        for (int i = from; i + 1 < to; i++) {
            if (cursor.tokens.get(i).is(Token.Kind.LEFT_PARENTHESIS)
                    && cursor.tokens.get(i + 1).isWord("SHOW")) {
                Statement show = cursor.between(i + 1, cursor.closing(i), () -> new ShowParser(cursor).show());
                if (!(show instanceof ShowObjects objects)) {
                    throw cursor.unsupported(from);
                }
                shows.add(objects);
            }
        }
        return shows;
    }

    /** Reads a query's words up to the statement's end and returns the index of the first token after it. */
    int rest(int from) {
        if (!looksAtQuery()) {
            throw cursor.expected("SELECT, VALUES, or a subquery in the query body");
        }
        while (!cursor.atEnd()) {
            if (cursor.looksAt("AS OF") && !cursor.peek(2).is(Token.Kind.COMMA)) {
                throw cursor.unsupported(from);
            }
            step();
        }
        markKeywords(from, cursor.index());
        return cursor.index();
    }

    /** Skips one token, or a parenthesis with its contents. */
    void step() {
        if (cursor.looksAt(Token.Kind.RIGHT_PARENTHESIS)) {
            throw cursor.expected("end of statement");
        }
        cursor.moveTo(
                cursor.looksAt(Token.Kind.LEFT_PARENTHESIS) ? cursor.closing(cursor.index()) + 1 : cursor.index() + 1);
    }

    void markKeywords(int from, int to) {
        SideEffects.refuseWithin(cursor, from, to);
        for (int i = from; i < to; i++) {
            Token token = cursor.tokens.get(i);
            boolean partOfName = i > from && cursor.tokens.get(i - 1).is(Token.Kind.DOT);
            if (token.is(Token.Kind.WORD) && !partOfName && Keywords.isQueryKeyword(token.value())) {
                cursor.keywords.set(i);
            }
        }
    }

    List<ObjectPath> relations(int from, int to) {
        LinkedHashSet<ObjectPath> paths = new LinkedHashSet<>();
        RelationFinder.find(cursor.tokens, from, to).forEach(found -> paths.add(found.path()));
        return List.copyOf(paths);
    }

    Dml insert() {
        int from = cursor.index();
        cursor.expect("INSERT INTO");
        ObjectPath table = cursor.path();
        if (cursor.looksAt(Token.Kind.LEFT_PARENTHESIS) && !columnsAreQuery()) {
            cursor.identifiersInParentheses();
        }
        int source = cursor.index();
        if (!cursor.accept("DEFAULT VALUES") && !looksAtQuery()) {
            throw cursor.expected("SELECT, VALUES, or a subquery in the query body");
        }
        while (!cursor.atEnd() && !cursor.looksAt("RETURNING")) {
            if (cursor.looksAt("ON CONFLICT")) {
                throw cursor.expected("end of statement");
            }
            step();
        }
        boolean constant = relations(source, cursor.index()).isEmpty();
        boolean returning = cursor.accept("RETURNING");
        cursor.skipToEnd();
        markKeywords(source, cursor.index());
        SideEffects.refuseWithin(cursor, from, cursor.index());
        return new Dml.Insert(
                cursor.text(from),
                BackendRewriter.rewrite(cursor, from, cursor.index()),
                table,
                constant,
                returning,
                relations(source, cursor.index()));
    }

    boolean columnsAreQuery() {
        Token inner = cursor.peek(1);
        return inner.is(Token.Kind.LEFT_PARENTHESIS)
                || inner.isWord("SELECT")
                || inner.isWord("VALUES")
                || inner.isWord("WITH")
                || inner.isWord("TABLE");
    }

    Dml update() {
        int from = cursor.index();
        cursor.expect("UPDATE");
        ObjectPath table = cursor.path();
        boolean named = cursor.accept("AS");
        if (named
                || (!cursor.looksAt("SET") && (cursor.looksAt(Token.Kind.WORD) || cursor.looksAt(Token.Kind.QUOTED)))) {
            cursor.identifier();
        }
        cursor.expect("SET");
        while (!cursor.atEnd()) {
            boolean joins = cursor.looksAt("FROM")
                    && !cursor.tokens.get(cursor.index() - 1).isWord("DISTINCT");
            if (joins || cursor.looksAt("RETURNING")) {
                throw cursor.expected("end of statement");
            }
            step();
        }
        markKeywords(from, cursor.index());
        return new Dml.Update(
                cursor.text(from),
                BackendRewriter.rewrite(cursor, from, cursor.index()),
                table,
                relations(from, cursor.index()));
    }

    Dml delete() {
        int from = cursor.index();
        cursor.expect("DELETE FROM");
        ObjectPath table = cursor.path();
        while (!cursor.atEnd()) {
            if (cursor.looksAt("RETURNING")) {
                throw cursor.expected("end of statement");
            }
            step();
        }
        markKeywords(from, cursor.index());
        return new Dml.Delete(
                cursor.text(from),
                BackendRewriter.rewrite(cursor, from, cursor.index()),
                table,
                relations(from, cursor.index()));
    }

    Subscribe subscribe() {
        int from = cursor.index();
        cursor.expect("SUBSCRIBE");
        cursor.accept("TO");
        int body = cursor.index();
        String sql;
        List<ObjectPath> relations;
        if (cursor.looksAt(Token.Kind.LEFT_PARENTHESIS)) {
            int close = cursor.closing(body);
            sql = BackendRewriter.rewrite(cursor, body + 1, close);
            relations = relations(body + 1, close);
            markKeywords(body + 1, close);
            SideEffects.refuseWithin(cursor, body, close);
            cursor.moveTo(close + 1);
        } else {
            ObjectPath path = cursor.path();
            sql = "SELECT * FROM " + path.quoted();
            relations = List.of(path);
        }
        Subscribe.Output output = output();
        List<Option> options = new OptionParser(cursor).with("PROGRESS", "SNAPSHOT");
        String asOf = cursor.accept("AS OF") ? expressionUntil("UP TO", "WITH") : null;
        String upTo = cursor.accept("UP TO") ? expressionUntil("WITHIN", "ENVELOPE", "WITH") : null;
        if (output instanceof Subscribe.Output.Diffs) {
            output = output();
        }
        if (options.isEmpty()) {
            options = new OptionParser(cursor).with("PROGRESS", "SNAPSHOT");
        }
        cursor.expectEnd();
        return new Subscribe(
                cursor.text(from),
                sql,
                relations,
                flag(options, "SNAPSHOT", true),
                flag(options, "PROGRESS", false),
                asOf,
                upTo,
                output);
    }

    private Subscribe.Output output() {
        if (cursor.accept("WITHIN TIMESTAMP ORDER BY")) {
            return new Subscribe.Output.WithinTimestampOrderBy(expressionUntil("WITH", "AS OF", "UP TO"));
        }
        if (cursor.accept("ENVELOPE UPSERT")) {
            cursor.expect(Token.Kind.LEFT_PARENTHESIS);
            cursor.expect("KEY");
            List<String> key = cursor.identifiersInParentheses();
            cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
            return new Subscribe.Output.EnvelopeUpsert(key);
        }
        if (cursor.accept("ENVELOPE DEBEZIUM")) {
            cursor.expect(Token.Kind.LEFT_PARENTHESIS);
            cursor.expect("KEY");
            List<String> key = cursor.identifiersInParentheses();
            cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
            return new Subscribe.Output.EnvelopeDebezium(key);
        }
        if (cursor.accept("ENVELOPE")) {
            throw cursor.expected("one of UPSERT or DEBEZIUM");
        }
        return new Subscribe.Output.Diffs();
    }

    private static boolean flag(List<Option> options, String name, boolean otherwise) {
        return options.stream()
                .filter(option -> option.name().equals(name))
                .map(option -> isTrue(option.value()))
                .findFirst()
                .orElse(otherwise);
    }

    private static boolean isTrue(@Nullable OptionValue value) {
        return switch (value) {
            case null -> true;
            case OptionValue.Word word -> word.name().last().equalsIgnoreCase("true");
            case OptionValue.Text text -> text.value().equalsIgnoreCase("true");
            case OptionValue.Number number -> !number.value().equals("0");
            case OptionValue.Items items -> throw badFlag();
            case OptionValue.Nested nested -> throw badFlag();
            case OptionValue.SecretName secret -> throw badFlag();
            case OptionValue.Raw raw -> throw badFlag();
        };
    }

    private static SqlError badFlag() {
        return SqlError.internal("invalid SUBSCRIBE option value: cannot use value as boolean");
    }

    /** An expression for PostgreSQL up to one of the words (or a comma of the statement's own level) or the end. */
    String expressionUntil(String... words) {
        int from = cursor.index();
        while (!cursor.atEnd() && !looksAtAny(words)) {
            step();
        }
        if (cursor.index() == from) {
            throw cursor.expected("an expression");
        }
        markKeywords(from, cursor.index());
        return BackendRewriter.rewrite(cursor, from, cursor.index());
    }

    private boolean looksAtAny(String[] words) {
        for (String word : words) {
            if (cursor.looksAt(word)) {
                return true;
            }
        }
        return false;
    }

    /** Expressions in parentheses, as typed. */
    List<String> expressionsInParentheses() {
        int open = cursor.index();
        cursor.expect(Token.Kind.LEFT_PARENTHESIS);
        int close = cursor.closing(open);
        if (cursor.index() == close) {
            throw cursor.expected("an expression");
        }
        List<String> expressions = new ArrayList<>();
        int from = open + 1;
        while (cursor.index() < close) {
            if (cursor.looksAt(Token.Kind.COMMA)) {
                expressions.add(cursor.source(from, cursor.index()));
                from = cursor.index() + 1;
            }
            step();
        }
        if (from < close) {
            expressions.add(cursor.source(from, close));
        }
        markKeywords(open + 1, close);
        cursor.moveTo(close + 1);
        return expressions;
    }
}
