package dev.verdigris.sandbox.statement.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.Copy;
import dev.verdigris.sandbox.statement.ast.CursorStatement;
import dev.verdigris.sandbox.statement.ast.PreparationStatement;
import dev.verdigris.sandbox.statement.ast.Query;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.Keywords;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionParser;

import static java.util.Map.entry;

/** A recursive-descent parser for one script. The first words decide which parser reads the statement. */
final class StatementParser {

    /** The parser of each statement that is not a query, by the statement's first word. */
    private static final Map<String, Function<StatementParser, Statement>> BY_FIRST_WORD = Map.ofEntries(
            entry("begin", parser -> parser.session().begin()),
            entry("start", parser -> parser.session().begin()),
            entry("commit", parser -> parser.session().commit()),
            entry("rollback", parser -> parser.session().rollback()),
            entry("abort", parser -> parser.session().rollback()),
            entry("set", parser -> parser.session().set()),
            entry("reset", parser -> parser.session().reset()),
            entry("discard", parser -> parser.session().discard()),
            entry("fetch", parser -> parser.session().fetch()),
            entry("close", parser -> parser.session().close()),
            entry("execute", parser -> parser.session().execute()),
            entry("deallocate", parser -> parser.session().deallocate()),
            entry("declare", StatementParser::declare),
            entry("prepare", StatementParser::prepare),
            entry("show", parser -> new ShowParser(parser.cursor).show()),
            entry("insert", parser -> new QueryParser(parser.cursor).insert()),
            entry("update", parser -> new QueryParser(parser.cursor).update()),
            entry("delete", parser -> new QueryParser(parser.cursor).delete()),
            entry("subscribe", parser -> new QueryParser(parser.cursor).subscribe()),
            entry("tail", StatementParser::renamedTail),
            entry("explain", parser -> new ExplainParser(parser.cursor).explain()),
            entry("copy", StatementParser::copy),
            entry("create", parser -> new CreateParser(parser.cursor).create()),
            entry("alter", parser -> new AlterParser(parser.cursor).alter()),
            entry("drop", parser -> new DropParser(parser.cursor).drop()),
            entry("comment", parser -> new DropParser(parser.cursor).comment()),
            entry("grant", parser -> new PrivilegeParser(parser.cursor).grant()),
            entry("revoke", parser -> new PrivilegeParser(parser.cursor).revoke()),
            entry("reassign", parser -> new RoleParser(parser.cursor).reassign()),
            entry("validate", StatementParser::unsupported),
            entry("inspect", StatementParser::unsupported),
            entry("raise", StatementParser::unsupported));

    private final TokenCursor cursor;

    private StatementParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    static List<Statement> parse(String script) {
        StatementParser parser = new StatementParser(new TokenCursor(script));
        List<Statement> statements = new ArrayList<>();
        TokenCursor cursor = parser.cursor;
        while (!cursor.looksAt(Token.Kind.END)) {
            if (!cursor.accept(Token.Kind.SEMICOLON)) {
                statements.add(parser.statement());
                cursor.expectEnd();
            }
        }
        return List.copyOf(statements);
    }

    private Statement statement() {
        Token first = cursor.peek();
        QueryParser queries = new QueryParser(cursor);
        if (queries.looksAtQuery()) {
            return queries.query();
        }
        if (!first.is(Token.Kind.WORD) || !Keywords.isKeyword(first.value())) {
            throw cursor.expected("a keyword at the beginning of a statement");
        }
        Function<StatementParser, Statement> parser = BY_FIRST_WORD.get(first.value());
        if (parser == null) {
            throw cursor.error("Unexpected keyword " + first.describe() + " at the beginning of a statement");
        }
        return parser.apply(this);
    }

    private SessionParser session() {
        return new SessionParser(cursor);
    }

    private Statement renamedTail() {
        throw cursor.error("TAIL has been renamed to SUBSCRIBE");
    }

    private Statement unsupported() {
        throw cursor.unsupported(cursor.index());
    }

    private Statement declare() {
        int from = cursor.index();
        cursor.expect("DECLARE");
        String name = cursor.identifier();
        cursor.expect("CURSOR");
        if (cursor.looksAt("WITH HOLD")) {
            throw cursor.error("WITH HOLD is unsupported for cursors");
        }
        cursor.accept("WITHOUT HOLD");
        cursor.expect("FOR");
        Statement body = statement();
        return new CursorStatement.DeclareCursor(cursor.text(from), name, body);
    }

    private Statement prepare() {
        int from = cursor.index();
        cursor.expect("PREPARE");
        String name = cursor.identifier();
        cursor.expect("AS");
        Statement body = statement();
        return new PreparationStatement.Prepare(cursor.text(from), name, body);
    }

    private Statement copy() {
        int from = cursor.index();
        cursor.expect("COPY");
        if (cursor.looksAt(Token.Kind.LEFT_PARENTHESIS)) {
            return copyQuery(from);
        }
        int start = cursor.index();
        ObjectPath table = cursor.path();
        int end = cursor.index();
        List<String> columns =
                cursor.looksAt(Token.Kind.LEFT_PARENTHESIS) ? cursor.identifiersInParentheses() : List.of();
        if (cursor.accept("FROM")) {
            if (!cursor.accept("STDIN")) {
                throw cursor.unsupported(from);
            }
            List<Option> options = copyOptions();
            cursor.expectEnd();
            return new Copy.CopyFrom(cursor.text(from), table, columns, options);
        }
        if (!columns.isEmpty()) {
            throw cursor.expected("FROM");
        }
        String sql = "SELECT * FROM " + table.quoted();
        StatementText text = new StatementText(
                cursor.source(start, end), cursor.tokens.get(start).start(), "SELECT * FROM " + table.normalized());
        return copyTo(from, new Query(text, sql, List.of(table)));
    }

    private Statement copyQuery(int from) {
        int open = cursor.index();
        int close = cursor.closing(open);
        cursor.moveTo(open + 1);
        QueryParser queries = new QueryParser(cursor);
        Statement body;
        if (cursor.looksAt("SUBSCRIBE")) {
            body = nested(open + 1, close);
        } else if (queries.looksAtQuery()) {
            queries.markKeywords(open + 1, close);
            cursor.moveTo(close);
            body = queries.of(open + 1, close);
        } else {
            throw cursor.expected("SELECT, VALUES, or a subquery in the query body");
        }
        cursor.moveTo(close + 1);
        if (cursor.looksAt("FROM")) {
            throw cursor.error("queries not allowed in COPY FROM");
        }
        return copyTo(from, body);
    }

    /** A statement between parentheses. It ends at the closing one. */
    private Statement nested(int from, int to) {
        return parse(cursor.source(from, to)).get(0);
    }

    private Statement copyTo(int from, Statement body) {
        cursor.expect("TO");
        if (!cursor.accept("STDOUT")) {
            // Materialize reads an expression here, and this one is a text of a type that is not there.
            if (cursor.looksAt("PROGRAM") && cursor.peek(1).is(Token.Kind.STRING)) {
                throw SqlError.internal("type \"program\" does not exist");
            }
            throw cursor.unsupported(from);
        }
        List<Option> options = copyOptions();
        cursor.expectEnd();
        return new Copy.CopyTo(cursor.text(from), body, options);
    }

    private List<Option> copyOptions() {
        OptionParser parser = new OptionParser(cursor);
        String[] names = {"FORMAT", "DELIMITER", "NULL", "ESCAPE", "QUOTE", "HEADER"};
        boolean with = cursor.accept("WITH");
        if (with || cursor.looksAt(Token.Kind.LEFT_PARENTHESIS)) {
            return parser.inParentheses(names);
        }
        return List.of();
    }
}
