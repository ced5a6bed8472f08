package dev.verdigris.sandbox.statement.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.Explain;
import dev.verdigris.sandbox.statement.ast.Query;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/** Parses EXPLAIN. */
final class ExplainParser {

    /** The words allowed between EXPLAIN and the explained statement. */
    private static final Set<String> STAGE_WORDS = Set.of(
            "raw",
            "decorrelated",
            "locally",
            "optimized",
            "physical",
            "plan",
            "query",
            "timestamp",
            "filter",
            "pushdown",
            "key",
            "value",
            "schema");

    /** The statements that EXPLAIN can be followed by. */
    private static final List<String> EXPLAINED = List.of(
            "SELECT",
            "VALUES",
            "TABLE",
            "CREATE",
            "SUBSCRIBE",
            "INSERT",
            "MATERIALIZED VIEW",
            "REPLAN MATERIALIZED VIEW",
            "VIEW",
            "INDEX");

    private final TokenCursor cursor;
    private final QueryParser queries;

    ExplainParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.queries = new QueryParser(cursor);
    }

    Explain explain() {
        int from = cursor.index();
        cursor.expect("EXPLAIN");
        if (cursor.accept("ANALYZE")) {
            cursor.expectOneOf("CPU", "MEMORY", "CLUSTER", "HINTS");
            throw cursor.unsupported(from);
        }
        String stage = stage();
        if (cursor.looksAt("WITH") && cursor.peek(1).is(Token.Kind.LEFT_PARENTHESIS)) {
            cursor.accept("WITH");
            queries.step();
        }
        boolean json = cursor.accept("AS")
                && cursor.expectOneOf("TEXT", "JSON", "VERBOSE TEXT", "SQL").equals("JSON");
        cursor.accept("FOR");
        return body(from, stage, json);
    }

    /** The words before the explained statement, such as OPTIMIZED PLAN. */
    private String stage() {
        List<String> words = new ArrayList<>();
        while (!cursor.atEnd() && !looksAtOption() && !looksAtExplained()) {
            if (!STAGE_WORDS.contains(cursor.peek().value())) {
                throw notAQuery();
            }
            cursor.keywords.set(cursor.index());
            words.add(TokenCursor.upper(cursor.advance().value()));
        }
        return String.join(" ", words);
    }

    private boolean looksAtOption() {
        return cursor.looksAt("FOR") || cursor.looksAt("AS") || cursor.looksAt("WITH");
    }

    private boolean looksAtExplained() {
        return cursor.looksAt(Token.Kind.LEFT_PARENTHESIS)
                || EXPLAINED.stream().anyMatch(cursor::looksAt)
                || (cursor.looksAt("WITH") && !cursor.peek(1).is(Token.Kind.LEFT_PARENTHESIS));
    }

    private Explain body(int from, String stage, boolean json) {
        int body = cursor.index();
        if (cursor.looksAt(Token.Kind.LEFT_PARENTHESIS) && !queries.columnsAreQuery()) {
            cursor.advance();
            throw notAQuery();
        }
        if (queries.looksAtQuery()) {
            Query query = queries.query();
            return new Explain(cursor.text(from), stage, json, query, null);
        }
        if (cursor.acceptOneOf("MATERIALIZED VIEW", "VIEW", "INDEX", "REPLAN MATERIALIZED VIEW") != null) {
            ObjectPath object = cursor.path();
            cursor.expectEnd();
            return new Explain(cursor.text(from), stage, json, null, object);
        }
        cursor.moveTo(body);
        throw cursor.unsupported(from);
    }

    private SqlError notAQuery() {
        return cursor.expected("SELECT, VALUES, or a subquery in the query body");
    }
}
