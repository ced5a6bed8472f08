package dev.verdigris.sandbox.statement.rewrite;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.Keywords;

/**
 * Translates Materialize's SQL into PostgreSQL's, word by word: type names, lists and maps, query hints, and names of
 * PostgreSQL's catalog that have a shim. All other words stay as typed, so that PostgreSQL's error positions stay
 * correct.
 */
public final class BackendRewriter {

    static final Map<String, String> TYPES = Map.of("string", "text", "bytes", "bytea", "signed", "integer");

    /** Functions whose column has no name of its own on Materialize, where they are written in SQL. */
    private static final Set<String> NAMELESS = Set.of("mz_format_privileges");

    private final TokenCursor cursor;
    private final int from;
    private final int to;
    private final StringBuilder out = new StringBuilder();
    private final Set<Integer> expansions = new HashSet<>();
    private int copiedTo;
    private int shows;

    private BackendRewriter(TokenCursor cursor, int from, int to) {
        this.cursor = cursor;
        this.from = from;
        this.to = to;
    }

    /**
     * The tokens from one to the one before another for PostgreSQL.
     *
     * @throws SqlError 0A000 for a construct that PostgreSQL cannot express
     */
    public static String rewrite(TokenCursor cursor, int from, int to) {
        return from >= to ? "" : new BackendRewriter(cursor, from, to).run();
    }

    private String run() {
        int before = cursor.index();
        copiedTo = cursor.tokens.get(from).start();
        Map<Integer, CollectionSyntax.Edit> collections = CollectionSyntax.edits(cursor, from, to);
        for (int i = from; i < to; i++) {
            CollectionSyntax.Edit edit = collections.get(i);
            if (edit != null) {
                cut(
                        cursor.tokens.get(i).start(),
                        cursor.tokens.get(edit.end() - 1).end());
                out.append(edit.text());
                i = edit.end() - 1;
                continue;
            }
            if (isShow(i)) {
                int close = cursor.closing(i);
                cut(cursor.tokens.get(i).end(), cursor.tokens.get(close).start());
                out.append(showPlaceholder(shows++));
                i = close;
                continue;
            }
            openExpansion(i);
            token(i);
            if (expansions.remove(i)) {
                int end = cursor.tokens.get(i).end();
                cut(end, end);
                out.append(')');
            }
        }
        cursor.moveTo(before);
        out.append(cursor.script, copiedTo, cursor.tokens.get(to - 1).end());
        return out.toString();
    }

    /** Whether this parenthesis holds a SHOW, whose rows a query reads. */
    private boolean isShow(int i) {
        return opensParenthesis(i) && i + 1 < to && cursor.tokens.get(i + 1).isWord("SHOW");
    }

    /** What stands for the rows of a query's SHOW, by its number from 0, until the statement runs. */
    public static String showPlaceholder(int number) {
        return "TABLE \"mz_show/" + number + "\"";
    }

    private void token(int i) {
        Token token = cursor.tokens.get(i);
        if (token.is(Token.Kind.LEFT_PARENTHESIS)) {
            requireNoChangeOfRows(i + 1);
        } else if (isName(token)) {
            name(i, token);
        }
    }

    private void name(int i, Token token) {
        if (namesHidden(i)) {
            throw SqlError.internal("unknown schema '" + token.value() + "'");
        }
        if (SchemaMapping.isSecret(token.value())) {
            throw SqlError.internal("unknown catalog item '" + token.value() + "'");
        }
        Optional<String> otherSchema = otherSchema(i);
        if (otherSchema.isPresent()) {
            replace(token, otherSchema.get());
        } else if (token.is(Token.Kind.WORD)) {
            word(i, token);
        }
    }

    /**
     * PostgreSQL accepts the columns of a function's result, {@code f(x).*}, only with parentheses. Around some calls
     * an operator takes the name from their column.
     */
    private void openExpansion(int i) {
        if (!isName(cursor.tokens.get(i))
                || (i > from && cursor.tokens.get(i - 1).is(Token.Kind.DOT))) {
            return;
        }
        int name = lastPart(i);
        boolean keyword = cursor.tokens.get(name).is(Token.Kind.WORD)
                && Keywords.isReserved(cursor.tokens.get(name).value());
        if (keyword || !opensParenthesis(name + 1)) {
            return;
        }
        int close = cursor.closing(name + 1);
        boolean nameless = NAMELESS.contains(cursor.tokens.get(name).value());
        if (nameless || expandsAt(close)) {
            Token token = cursor.tokens.get(i);
            cut(token.start(), token.start());
            out.append(nameless ? "(OPERATOR(mz_store.@) " : "(");
            expansions.add(close);
        }
    }

    /** The index of the last part of a qualified name. */
    private int lastPart(int first) {
        int name = first;
        while (name + 2 < to && cursor.tokens.get(name + 1).is(Token.Kind.DOT) && isName(cursor.tokens.get(name + 2))) {
            name += 2;
        }
        return name;
    }

    private boolean expandsAt(int close) {
        return close + 2 < to
                && cursor.tokens.get(close + 1).is(Token.Kind.DOT)
                && cursor.tokens.get(close + 2).is(Token.Kind.STAR);
    }

    /**
     * Refuses common table expressions that change rows and queries that make tables or lock rows. PostgreSQL allows
     * them and Materialize does not.
     */
    private void requireNoChangeOfRows(int i) {
        cursor.moveTo(i);
        boolean changes = cursor.looksAt("INSERT INTO")
                || cursor.looksAt("DELETE FROM")
                || cursor.looksAt("MERGE INTO")
                || (cursor.looksAt("UPDATE") && isName(cursor.peek(1)));
        if (changes) {
            throw cursor.expected("SELECT, VALUES, or a subquery in the query body");
        }
    }

    private void requirePlainQuery(int i) {
        cursor.moveTo(i);
        boolean target = cursor.looksAt("INTO")
                && i > from
                && !cursor.tokens.get(i - 1).isWord("INSERT")
                && !cursor.tokens.get(i - 1).is(Token.Kind.DOT)
                && isName(cursor.peek(1))
                && !Keywords.isReserved(cursor.peek(1).value());
        boolean lock = cursor.looksAt("FOR UPDATE")
                || cursor.looksAt("FOR NO KEY UPDATE")
                || cursor.looksAt("FOR SHARE")
                || cursor.looksAt("FOR KEY SHARE");
        if (target) {
            throw cursor.expected("end of statement");
        }
        if (lock) {
            cursor.moveTo(mayBeAlias(i) ? i + 1 : i);
            throw cursor.expected("end of statement");
        }
    }

    /** Whether Materialize reads FOR as the name of the relation before it. */
    private boolean mayBeAlias(int i) {
        int name = i - 1;
        if (name <= from || !isName(cursor.tokens.get(name))) {
            return false;
        }
        while (name - 2 > from && cursor.tokens.get(name - 1).is(Token.Kind.DOT)) {
            name -= 2;
        }
        Token before = cursor.tokens.get(name - 1);
        return before.isWord("FROM") || before.isWord("JOIN") || before.is(Token.Kind.COMMA);
    }

    private void word(int i, Token token) {
        requirePlainQuery(i);
        if (token.isWord("MUTUALLY") && i > from && cursor.tokens.get(i - 1).isWord("WITH")) {
            throw SqlError.unsupported("WITH MUTUALLY RECURSIVE");
        }
        if (token.isWord("OPTIONS") && isHint(i)) {
            int close = cursor.closing(i + 1);
            cut(token.start(), cursor.tokens.get(close).end());
        } else if (isType(i) && TYPES.containsKey(token.value())) {
            replace(token, TYPES.getOrDefault(token.value(), token.value()));
        } else {
            value(i, token);
        }
    }

    /** Rewrites a word in the position of a value or a column. */
    private void value(int i, Token token) {
        if (isSessionValue(i)) {
            int end = isCalled(i) ? i + 2 : i;
            cut(token.start(), cursor.tokens.get(end).end());
            out.append(token.value()).append("::pg_catalog.text");
        } else if (isBareCatalogName(i)) {
            String schema = CatalogShims.schemaOf("pg_catalog", token.value()).orElseThrow();
            replace(token, schema + "." + token.value());
        } else if (isColumnOnly(i)) {
            replace(token, '"' + token.value() + '"');
        }
    }

    /**
     * Whether the word has a meaning in PostgreSQL and is a column's name on Materialize: {@code user}, and
     * {@code DEFAULT} in place of a value.
     */
    private boolean isColumnOnly(int i) {
        Token token = cursor.tokens.get(i);
        return token.isWord("USER") && !opensParenthesis(i + 1) || token.isWord("DEFAULT") && isWholeValue(i);
    }

    /** Whether nothing but the word is between the commas, parentheses or signs around it. */
    private boolean isWholeValue(int i) {
        if (i == from) {
            return false;
        }
        Token before = cursor.tokens.get(i - 1);
        boolean begins =
                before.is(Token.Kind.LEFT_PARENTHESIS) || before.is(Token.Kind.COMMA) || before.is(Token.Kind.EQUALS);
        Token after = cursor.tokens.get(Math.min(i + 1, to));
        boolean ends = i + 1 == to
                || after.is(Token.Kind.RIGHT_PARENTHESIS)
                || after.is(Token.Kind.COMMA)
                || after.isWord("WHERE");
        return begins && ends;
    }

    private static boolean isName(Token token) {
        return token.is(Token.Kind.WORD) || token.is(Token.Kind.QUOTED);
    }

    private boolean namesHidden(int i) {
        return i + 2 < to
                && cursor.tokens.get(i + 1).is(Token.Kind.DOT)
                && SchemaMapping.isHidden(cursor.tokens.get(i).value());
    }

    /** The other schema, if the name after this schema is read from there. */
    private Optional<String> otherSchema(int i) {
        boolean qualifies = i + 2 < to
                && cursor.tokens.get(i + 1).is(Token.Kind.DOT)
                && isName(cursor.tokens.get(i + 2))
                && !(i > from && cursor.tokens.get(i - 1).is(Token.Kind.DOT));
        return qualifies
                ? CatalogShims.schemaOf(
                        cursor.tokens.get(i).value(), cursor.tokens.get(i + 2).value())
                : Optional.empty();
    }

    /**
     * Whether this is a name of PostgreSQL's catalog without its schema, as a relation or a function. Functions that
     * mz_catalog has too are found there.
     */
    private boolean isBareCatalogName(int i) {
        String name = cursor.tokens.get(i).value();
        if (i == from || CatalogShims.schemaOf("pg_catalog", name).isEmpty()) {
            return false;
        }
        Token before = cursor.tokens.get(i - 1);
        boolean isCalled = i + 1 < to && cursor.tokens.get(i + 1).is(Token.Kind.LEFT_PARENTHESIS);
        return isCalled
                ? !before.is(Token.Kind.DOT) && (name.startsWith("pg_get_") || name.endsWith("_description"))
                : before.isWord("FROM") || before.isWord("JOIN");
    }

    /** Whether the word is a role, which is a text on Materialize and a name in PostgreSQL. */
    private boolean isSessionValue(int i) {
        Token token = cursor.tokens.get(i);
        boolean value = token.isWord("CURRENT_USER") || token.isWord("CURRENT_ROLE") || token.isWord("SESSION_USER");
        boolean name = i > from
                && (cursor.tokens.get(i - 1).is(Token.Kind.DOT)
                        || cursor.tokens.get(i - 1).isWord("AS"));
        return value && !name && (isCalled(i) || !opensParenthesis(i + 1));
    }

    /** Whether the word is called without arguments, as Materialize allows where PostgreSQL does not. */
    private boolean isCalled(int i) {
        return opensParenthesis(i + 1) && i + 2 < to && cursor.tokens.get(i + 2).is(Token.Kind.RIGHT_PARENTHESIS);
    }

    private boolean opensParenthesis(int i) {
        return i < to && cursor.tokens.get(i).is(Token.Kind.LEFT_PARENTHESIS);
    }

    private boolean isHint(int i) {
        return i + 2 < to
                && cursor.tokens.get(i + 1).is(Token.Kind.LEFT_PARENTHESIS)
                && (cursor.tokens.get(i + 2).isWord("AGGREGATE")
                        || cursor.tokens.get(i + 2).isWord("DISTINCT")
                        || cursor.tokens.get(i + 2).isWord("LIMIT")
                        || cursor.tokens.get(i + 2).isWord("EXPECTED"));
    }

    /** Whether the word is in the position of a type: after {@code ::}, or after AS at the end of a CAST. */
    private boolean isType(int i) {
        if (i == from) {
            return false;
        }
        Token before = cursor.tokens.get(i - 1);
        boolean castEnds = i + 1 < to && cursor.tokens.get(i + 1).is(Token.Kind.RIGHT_PARENTHESIS);
        return before.is(Token.Kind.DOUBLE_COLON) || (before.isWord("AS") && castEnds && insideCast(i));
    }

    private boolean insideCast(int i) {
        int depth = 0;
        for (int k = i; k > from; k--) {
            Token token = cursor.tokens.get(k);
            if (token.is(Token.Kind.RIGHT_PARENTHESIS)) {
                depth++;
            } else if (token.is(Token.Kind.LEFT_PARENTHESIS) && depth-- == 0) {
                return cursor.tokens.get(k - 1).isWord("CAST");
            }
        }
        return false;
    }

    private void replace(Token token, String text) {
        cut(token.start(), token.end());
        out.append(text);
    }

    private void cut(int start, int end) {
        out.append(cursor.script, copiedTo, start);
        copiedTo = end;
    }
}
