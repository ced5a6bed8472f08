package dev.verdigris.sandbox.statement.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/**
 * Finds where a query names relations: after FROM, JOIN, USING and TABLE, in subqueries too. Names of common table
 * expressions in scope are left out, and so are those in a SHOW in parentheses.
 */
public final class RelationFinder {

    private static final Set<String> CLAUSES_AFTER_FROM = Set.of(
            "where",
            "group",
            "having",
            "order",
            "limit",
            "offset",
            "fetch",
            "union",
            "intersect",
            "except",
            "window",
            "select",
            "returning",
            "options",
            "option",
            "set",
            "values");

    /** Functions with FROM between their arguments. */
    private static final Set<String> FUNCTIONS_WITH_FROM =
            Set.of("extract", "substring", "trim", "overlay", "position");

    private final List<Token> tokens;
    private final List<Found> found = new ArrayList<>();

    private RelationFinder(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * A relation named by a query.
     *
     * @param from the first token of the name
     * @param to one past its last token
     * @param path the name
     */
    public record Found(int from, int to, ObjectPath path) {}

    /** The relations named between two tokens, in order of appearance. */
    public static List<Found> find(List<Token> tokens, int from, int to) {
        RelationFinder finder = new RelationFinder(tokens);
        finder.query(from, to, Set.of());
        return List.copyOf(finder.found);
    }

    private void query(int from, int to, Set<String> outer) {
        if (from < to && tokens.get(from).isWord("SHOW")) {
            return;
        }
        Set<String> scope = outer;
        int i = from;
        if (i < to && tokens.get(i).isWord("WITH")) {
            scope = new HashSet<>(outer);
            i = commonTableExpressions(i + 1, to, scope);
        }
        if (i < to && tokens.get(i).isWord("TABLE")) {
            i = relation(i + 1, to, scope);
        }
        clauses(i, to, scope, false);
    }

    private int commonTableExpressions(int from, int to, Set<String> scope) {
        int i = from;
        boolean recursive = false;
        while (i < to && (tokens.get(i).isWord("RECURSIVE") || tokens.get(i).isWord("MUTUALLY"))) {
            recursive = true;
            i++;
        }
        if (recursive) {
            addNames(i, to, scope);
        }
        while (i < to && isName(tokens.get(i))) {
            String name = tokens.get(i).value();
            int body = bodyOf(i, to);
            if (body >= to) {
                return to;
            }
            int close = closing(body, to);
            query(body + 1, close, scope);
            scope.add(name);
            i = close + 1;
            if (i >= to || !tokens.get(i).is(Token.Kind.COMMA)) {
                return i;
            }
            i++;
        }
        return i;
    }

    private void addNames(int from, int to, Set<String> scope) {
        int i = from;
        while (i < to && isName(tokens.get(i))) {
            scope.add(tokens.get(i).value());
            int body = bodyOf(i, to);
            i = body >= to ? to : closing(body, to) + 1;
            if (i >= to || !tokens.get(i).is(Token.Kind.COMMA)) {
                return;
            }
            i++;
        }
    }

    /** The parenthesis after {@code name [(columns)] AS [NOT] [MATERIALIZED]}. */
    private int bodyOf(int name, int to) {
        int i = name + 1;
        if (i < to && tokens.get(i).is(Token.Kind.LEFT_PARENTHESIS)) {
            i = closing(i, to) + 1;
        }
        while (i < to && !tokens.get(i).is(Token.Kind.LEFT_PARENTHESIS)) {
            i++;
        }
        return i;
    }

    private void clauses(int from, int to, Set<String> scope, boolean startsInFrom) {
        boolean inFrom = startsInFrom;
        boolean expecting = startsInFrom;
        int i = from;
        while (i < to) {
            Token token = tokens.get(i);
            if (token.is(Token.Kind.LEFT_PARENTHESIS)) {
                i = parenthesis(i, to, scope, expecting);
                expecting = false;
            } else if (token.is(Token.Kind.COMMA)) {
                expecting = inFrom;
                i++;
            } else if (startsRelations(i)) {
                inFrom = true;
                expecting = true;
                i++;
            } else if (token.is(Token.Kind.WORD) && CLAUSES_AFTER_FROM.contains(token.value())) {
                inFrom = false;
                expecting = false;
                i++;
            } else if (expecting && (token.isWord("LATERAL") || token.isWord("ONLY"))) {
                i++;
            } else if (expecting) {
                i = relation(i, to, scope);
                expecting = false;
            } else {
                i++;
            }
        }
    }

    private boolean startsRelations(int i) {
        Token token = tokens.get(i);
        if (token.isWord("JOIN")) {
            return true;
        }
        if (token.isWord("USING")) {
            return !tokens.get(i + 1).is(Token.Kind.LEFT_PARENTHESIS);
        }
        if (!token.isWord("FROM")) {
            return false;
        }
        return !(i >= 2
                && tokens.get(i - 1).isWord("DISTINCT")
                && (tokens.get(i - 2).isWord("IS") || tokens.get(i - 2).isWord("NOT")));
    }

    private int parenthesis(int open, int to, Set<String> scope, boolean expecting) {
        int close = closing(open, to);
        boolean ofFunction = open > 0
                && tokens.get(open - 1).is(Token.Kind.WORD)
                && FUNCTIONS_WITH_FROM.contains(tokens.get(open - 1).value());
        if (ofFunction) {
            functionArguments(open + 1, close, scope);
        } else if (expecting && !startsQuery(open + 1)) {
            clauses(open + 1, close, scope, true);
        } else {
            query(open + 1, close, scope);
        }
        return close + 1;
    }

    private void functionArguments(int from, int to, Set<String> scope) {
        int i = from;
        while (i < to) {
            i = tokens.get(i).is(Token.Kind.LEFT_PARENTHESIS) ? parenthesis(i, to, scope, false) : i + 1;
        }
    }

    private boolean startsQuery(int i) {
        Token token = tokens.get(i);
        return token.isWord("SELECT")
                || token.isWord("WITH")
                || token.isWord("VALUES")
                || token.isWord("TABLE")
                || token.isWord("SHOW");
    }

    private int relation(int from, int to, Set<String> scope) {
        List<String> parts = new ArrayList<>();
        int i = from;
        while (i < to && isName(tokens.get(i))) {
            parts.add(tokens.get(i).value());
            i++;
            if (i >= to || !tokens.get(i).is(Token.Kind.DOT)) {
                break;
            }
            i++;
        }
        if (parts.isEmpty()) {
            return from + 1;
        }
        boolean function = i < to && tokens.get(i).is(Token.Kind.LEFT_PARENTHESIS);
        boolean common = parts.size() == 1 && scope.contains(parts.get(0));
        if (!function && !common) {
            found.add(new Found(from, i, new ObjectPath(parts)));
        }
        return i;
    }

    private int closing(int open, int to) {
        int depth = 0;
        for (int i = open; i < to; i++) {
            if (tokens.get(i).is(Token.Kind.LEFT_PARENTHESIS)) {
                depth++;
            } else if (tokens.get(i).is(Token.Kind.RIGHT_PARENTHESIS) && --depth == 0) {
                return i;
            }
        }
        return to;
    }

    private static boolean isName(Token token) {
        return token.is(Token.Kind.WORD) || token.is(Token.Kind.QUOTED);
    }
}
