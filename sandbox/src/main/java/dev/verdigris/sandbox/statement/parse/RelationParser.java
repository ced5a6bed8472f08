package dev.verdigris.sandbox.statement.parse;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.RelationStatement;
import dev.verdigris.sandbox.statement.ast.RelationStatement.ColumnDefinition;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionParser;
import org.jspecify.annotations.Nullable;

/** Reads the creation of tables, views, materialized views, indexes and sources. */
final class RelationParser {

    private static final String[] VIEW_OPTIONS = {"ASSERT NOT NULL", "PARTITION BY", "RETAIN HISTORY", "REFRESH"};
    private static final String[] LOAD_GENERATOR_OPTIONS = {
        "AS OF",
        "UP TO",
        "SCALE FACTOR",
        "TICK INTERVAL",
        "MAX CARDINALITY",
        "KEYS",
        "SNAPSHOT ROUNDS",
        "TRANSACTIONAL SNAPSHOT",
        "VALUE SIZE",
        "SEED",
        "PARTITIONS",
        "BATCH SIZE"
    };

    private final TokenCursor cursor;
    private final QueryParser queries;
    private final OptionParser options;
    private final int from;

    RelationParser(TokenCursor cursor, int from) {
        this.cursor = cursor;
        this.queries = new QueryParser(cursor);
        this.options = new OptionParser(cursor);
        this.from = from;
    }

    /** Parses the rest of CREATE for the kinds that allow OR REPLACE, TEMPORARY and similar words. */
    Statement relation() {
        boolean orReplace = cursor.accept("OR REPLACE");
        boolean temporary = cursor.acceptOneOf("TEMPORARY", "TEMP") != null;
        if (cursor.accept("VIEW")) {
            return view(temporary, orReplace);
        }
        if (!temporary && cursor.accept("MATERIALIZED VIEW")) {
            return materializedView(orReplace);
        }
        if (orReplace) {
            throw cursor.expected("[TEMPORARY] VIEW, or MATERIALIZED VIEW after CREATE OR REPLACE");
        }
        if (cursor.accept("TABLE")) {
            return table(temporary);
        }
        if (temporary) {
            throw cursor.expected("TABLE, or VIEW after CREATE TEMPORARY");
        }
        if (cursor.accept("REPLACEMENT MATERIALIZED VIEW")) {
            return replacement();
        }
        if (cursor.looksAt("DEFAULT INDEX") || cursor.looksAt("INDEX")) {
            return index();
        }
        throw cursor.expected(
                "DATABASE, SCHEMA, ROLE, TYPE, INDEX, SINK, SOURCE, [TEMPORARY] TABLE, SECRET, [OR REPLACE]"
                        + " [TEMPORARY] VIEW, or [OR REPLACE] MATERIALIZED VIEW after CREATE");
    }

    private Statement view(boolean temporary, boolean orReplace) {
        boolean ifNotExists = !orReplace && cursor.ifNotExists();
        ObjectPath name = cursor.path();
        List<String> columns = columnNames();
        cursor.expect("AS");
        String query = query();
        return new RelationStatement.CreateView(
                cursor.text(from), name, temporary, orReplace, ifNotExists, columns, query);
    }

    private List<String> columnNames() {
        return cursor.looksAt(Token.Kind.LEFT_PARENTHESIS) ? cursor.identifiersInParentheses() : List.of();
    }

    private String query() {
        int start = cursor.index();
        return cursor.source(start, queries.rest(start));
    }

    private Statement materializedView(boolean orReplace) {
        boolean ifNotExists = !orReplace && cursor.ifNotExists();
        ObjectPath name = cursor.path();
        List<String> columns = columnNames();
        return materializedView(name, orReplace, ifNotExists, columns, null);
    }

    private Statement replacement() {
        ObjectPath name = cursor.path();
        List<String> columns = columnNames();
        cursor.expect("FOR");
        return materializedView(name, false, false, columns, cursor.path());
    }

    private Statement materializedView(
            ObjectPath name,
            boolean orReplace,
            boolean ifNotExists,
            List<String> columns,
            @Nullable ObjectPath target) {
        String cluster = inCluster();
        List<Option> with = options.with(VIEW_OPTIONS);
        cursor.expect("AS");
        String query = query();
        return new RelationStatement.CreateMaterializedView(
                cursor.text(from), name, orReplace, ifNotExists, columns, target, cluster, with, query);
    }

    private @Nullable String inCluster() {
        return cursor.accept("IN CLUSTER") ? cursor.identifier() : null;
    }

    private Statement table(boolean temporary) {
        boolean ifNotExists = cursor.ifNotExists();
        ObjectPath name = cursor.path();
        if (cursor.looksAt("FROM SOURCE") || (cursor.looksAt(Token.Kind.LEFT_PARENTHESIS) && listIsOfSource())) {
            return tableFromSource(name, ifNotExists);
        }
        if (cursor.looksAt("FROM WEBHOOK")) {
            throw cursor.unsupported(from);
        }
        if (!cursor.accept(Token.Kind.LEFT_PARENTHESIS)) {
            throw cursor.expected("a list of columns in parentheses");
        }
        List<ColumnDefinition> columns = new ArrayList<>();
        if (!cursor.looksAt(Token.Kind.RIGHT_PARENTHESIS)) {
            do {
                columns.add(column());
            } while (cursor.accept(Token.Kind.COMMA));
        }
        cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
        List<Option> with = options.with("PARTITION BY", "RETAIN HISTORY");
        cursor.expectEnd();
        return new RelationStatement.CreateTable(cursor.text(from), name, temporary, ifNotExists, columns, with);
    }

    private boolean listIsOfSource() {
        int after = cursor.closing(cursor.index()) + 1;
        return cursor.tokens.get(after).isWord("FROM");
    }

    private ColumnDefinition column() {
        if (!cursor.looksAt(Token.Kind.WORD) && !cursor.looksAt(Token.Kind.QUOTED)) {
            throw cursor.expected("column name or constraint definition");
        }
        if (looksAtConstraint()) {
            throw cursor.unsupported(from);
        }
        String name = cursor.identifier();
        String type = type();
        boolean nullable = true;
        String defaultExpression = null;
        while (!cursor.looksAt(Token.Kind.COMMA) && !cursor.looksAt(Token.Kind.RIGHT_PARENTHESIS)) {
            if (cursor.accept("NOT NULL")) {
                nullable = false;
            } else if (cursor.accept("DEFAULT")) {
                defaultExpression = defaultExpression();
            } else if (!cursor.accept("NULL")) {
                throw noSuchOption();
            }
        }
        return new ColumnDefinition(name, type, nullable, defaultExpression);
    }

    /** Materialize's errors for a column's options that it parses and does not support. */
    private SqlError noSuchOption() {
        if (cursor.looksAt("PRIMARY KEY") || cursor.looksAt("UNIQUE")) {
            return SqlError.internal("CREATE TABLE with a primary key or unique constraint is not supported");
        }
        if (cursor.looksAt("CHECK") || cursor.looksAt("REFERENCES")) {
            int start = cursor.index();
            while (!cursor.looksAt(Token.Kind.COMMA) && !cursor.looksAt(Token.Kind.RIGHT_PARENTHESIS)) {
                queries.step();
            }
            String constraint = cursor.source(start, cursor.index());
            return SqlError.internal("CREATE TABLE with column constraint: " + constraint + " not yet supported");
        }
        return cursor.looksAt("COLLATE") ? cursor.unsupported(from) : cursor.expected("column option");
    }

    private boolean looksAtConstraint() {
        return cursor.looksAt("PRIMARY KEY")
                || cursor.looksAt("FOREIGN KEY")
                || cursor.looksAt("CONSTRAINT")
                || (cursor.looksAt("UNIQUE") && cursor.peek(1).is(Token.Kind.LEFT_PARENTHESIS))
                || (cursor.looksAt("CHECK") && cursor.peek(1).is(Token.Kind.LEFT_PARENTHESIS));
    }

    private String type() {
        int start = cursor.index();
        while (!typeEnds(start)) {
            queries.step();
        }
        String written = cursor.source(start, cursor.index());
        String normalized = TypeNames.normalized(written);
        cursor.substitutes.put(start, new TokenCursor.Substitute(cursor.index(), normalized));
        return normalized;
    }

    private boolean typeEnds(int start) {
        if (cursor.index() == start) {
            if (!cursor.looksAt(Token.Kind.WORD) && !cursor.looksAt(Token.Kind.QUOTED)) {
                throw cursor.expected("a data type name");
            }
            return false;
        }
        return cursor.looksAt(Token.Kind.COMMA)
                || cursor.looksAt(Token.Kind.RIGHT_PARENTHESIS)
                || cursor.atEnd()
                || columnOptionStarts();
    }

    private boolean columnOptionStarts() {
        for (String word : List.of("NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "CHECK", "REFERENCES", "COLLATE")) {
            if (cursor.looksAt(word)) {
                return true;
            }
        }
        return false;
    }

    private String defaultExpression() {
        int start = cursor.index();
        while (!cursor.looksAt(Token.Kind.COMMA)
                && !cursor.looksAt(Token.Kind.RIGHT_PARENTHESIS)
                && !cursor.looksAt("NOT NULL")
                && !cursor.atEnd()) {
            queries.step();
        }
        return cursor.source(start, cursor.index());
    }

    private Statement tableFromSource(ObjectPath name, boolean ifNotExists) {
        List<String> columns = columnNames();
        cursor.expect("FROM SOURCE");
        ObjectPath source = cursor.path();
        ObjectPath reference = null;
        if (cursor.accept(Token.Kind.LEFT_PARENTHESIS)) {
            cursor.expect("REFERENCE");
            if (!cursor.accept(Token.Kind.EQUALS)) {
                cursor.equalsBefore.set(cursor.index());
            }
            reference = cursor.path();
            cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
        }
        if (cursor.looksAt("FORMAT")
                || cursor.looksAt("KEY")
                || cursor.looksAt("INCLUDE")
                || cursor.looksAt("ENVELOPE")) {
            throw cursor.unsupported(from);
        }
        List<Option> with = options.with("RETAIN HISTORY", "TEXT COLUMNS", "EXCLUDE COLUMNS", "DETAILS");
        cursor.expectEnd();
        return new RelationStatement.CreateTableFromSource(
                cursor.text(from), name, ifNotExists, columns, source, reference, with);
    }

    private Statement index() {
        boolean byDefault = cursor.accept("DEFAULT");
        cursor.expect("INDEX");
        boolean ifNotExists = cursor.ifNotExists();
        String name = cursor.looksAt("IN CLUSTER") || cursor.looksAt("ON") ? null : cursor.identifier();
        String cluster = inCluster();
        cursor.expect("ON");
        ObjectPath relation = cursor.path();
        if (cursor.accept("USING")) {
            cursor.expect("ARRANGEMENT");
        }
        List<String> keys = byDefault ? List.of() : queries.expressionsInParentheses();
        List<Option> with = options.with("RETAIN HISTORY");
        cursor.expectEnd();
        return new RelationStatement.CreateIndex(
                cursor.text(from), name, byDefault, ifNotExists, cluster, relation, keys, with);
    }

    /** Parses the rest of CREATE SOURCE. */
    Statement source() {
        boolean ifNotExists = cursor.ifNotExists();
        ObjectPath name = cursor.path();
        String cluster = inCluster();
        cursor.expect("FROM");
        if (!cursor.accept("LOAD GENERATOR")) {
            if (!cursor.looksAt("WEBHOOK")) {
                cursor.expectOneOf("KAFKA", "POSTGRES", "SQL SERVER", "MYSQL", "LOAD GENERATOR");
            }
            throw cursor.unsupported(from);
        }
        String generator =
                cursor.expectOneOf("CLOCK", "COUNTER", "MARKETING", "AUCTION", "TPCH", "DATUMS", "KEY VALUE");
        if (!generator.equals("AUCTION") && !generator.equals("COUNTER")) {
            throw cursor.unsupported(from);
        }
        List<Option> list =
                cursor.looksAt(Token.Kind.LEFT_PARENTHESIS) ? options.inParentheses(LOAD_GENERATOR_OPTIONS) : List.of();
        boolean forAllTables = cursor.accept("FOR ALL TABLES");
        if (cursor.looksAt("FOR") || cursor.looksAt("INCLUDE") || cursor.looksAt("EXPOSE")) {
            throw cursor.unsupported(from);
        }
        List<Option> with = options.with("TIMESTAMP INTERVAL", "RETAIN HISTORY");
        cursor.expectEnd();
        return new RelationStatement.CreateSource(
                cursor.text(from), name, ifNotExists, cluster, generator, list, forAllTables, with);
    }
}
