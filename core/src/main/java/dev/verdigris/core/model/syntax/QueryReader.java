package dev.verdigris.core.model.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import dev.verdigris.core.model.syntax.References.Qualifier;
import dev.verdigris.core.name.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names in a query, clause by clause.
 *
 * <p>It reads FROM clauses and WITH lists strictly (Materialize docs: sql/select, sql/select/recursive-ctes). It scans
 * all other text only for subqueries, dotted column references and type names.
 */
final class QueryReader {

    private static final Set<String> SET_OPERATORS = Set.of("union", "except", "intersect");

    private final Tokens tokens;
    private final FromReader from;
    private final List<NamePath> relations = new ArrayList<>();
    private final List<Qualifier> qualifiers = new ArrayList<>();
    private final List<NamePath> types = new ArrayList<>();
    private final List<Qualifier> unaliased = new ArrayList<>();

    QueryReader(Tokens tokens) {
        this.tokens = tokens;
        this.from = new FromReader(tokens, this);
    }

    /** The names found so far. */
    References found() {
        return new References(relations, qualifiers, types, unaliased);
    }

    /** Reads the query that begins here. It must end with the statement. */
    void wholeQuery() {
        query(Scope.EMPTY, null);
        if (!tokens.atEnd()) {
            throw tokens.expected("the end of the statement");
        }
    }

    /** Scans the rest of a statement for names. Its columns are those of {@code relation}. */
    void expressionsOver(NamePath relation) {
        Block block = new Block(null);
        block.add(relation);
        skim(Scope.EMPTY, block, () -> false);
        if (!tokens.atEnd()) {
            throw tokens.expected("the end of the statement");
        }
    }

    /** Reads a query up to the closing bracket around it. */
    void query(Scope scope, @Nullable Block outer) {
        Scope inner = tokens.accept("with") ? commonTables(scope, outer) : scope;
        term(inner, outer);
        while (tokens.isWordIn(0, SET_OPERATORS)) {
            tokens.advance();
            if (tokens.isWord(0, "all", "distinct")) {
                tokens.advance();
            }
            term(inner, outer);
        }
    }

    private Scope commonTables(Scope scope, @Nullable Block outer) {
        boolean recursive = tokens.accept("mutually", "recursive");
        if (recursive && tokens.isSign(0, "(")) {
            tokens.skipBracket();
        }
        Scope inner = recursive ? scope.with(namesAhead()) : scope;
        do {
            Identifier name = Identifier.of(tokens.identifier().value());
            if (tokens.isSign(0, "(")) {
                columnTypes();
            }
            tokens.expect("as");
            tokens.expectSign("(");
            query(inner, outer);
            tokens.expectSign(")");
            inner = inner.with(name);
        } while (tokens.acceptSign(","));
        return inner;
    }

    /** The names of all common table expressions of a list. In a recursive list, each may name all of them. */
    private Set<Identifier> namesAhead() {
        int start = tokens.index();
        Set<Identifier> names = new HashSet<>();
        do {
            names.add(Identifier.of(tokens.identifier().value()));
            if (tokens.isSign(0, "(")) {
                tokens.skipBracket();
            }
            tokens.expect("as");
            if (!tokens.isSign(0, "(")) {
                throw tokens.expected("(");
            }
            tokens.skipBracket();
        } while (tokens.acceptSign(","));
        tokens.moveTo(start);
        return names;
    }

    /** Reads a list of column names, with their types if the list belongs to a recursive query. */
    private void columnTypes() {
        int close = tokens.closingOf(tokens.index());
        while (tokens.index() < close) {
            if (tokens.isIdentifier(0)) {
                noteType(tokens.path());
            } else {
                tokens.advance();
            }
        }
        tokens.expectSign(")");
    }

    private void term(Scope scope, @Nullable Block outer) {
        Block block = new Block(outer);
        if (tokens.acceptSign("(")) {
            query(scope, outer);
            tokens.expectSign(")");
        } else if (tokens.accept("select")) {
            skim(scope, block, this::atFrom);
            if (tokens.accept("from")) {
                from.clause(scope, block);
            }
        } else if (tokens.accept("table")) {
            relation(tokens.path(), scope);
        } else if (!tokens.accept("values") && !tokens.accept("show")) {
            throw tokens.expected("a query");
        }
        skim(scope, block, () -> tokens.isWordIn(0, SET_OPERATORS));
    }

    /** Whether a FROM clause begins here. The FROM of {@code IS DISTINCT FROM} does not begin one. */
    private boolean atFrom() {
        if (tokens.isWordIn(0, SET_OPERATORS)) {
            return true;
        }
        if (!tokens.isWord(0, "from")) {
            return false;
        }
        int is = tokens.isWord(-2, "not") ? -3 : -2;
        boolean comparison = tokens.isWord(-1, "distinct") && tokens.isWord(is, "is");
        boolean columnNamedIs = tokens.isWord(is - 1, "select") || tokens.isSign(is - 1, ",");
        return !comparison || columnNamedIs;
    }

    /** Scans expressions until {@code stop} is true, a bracket closes or the statement ends. */
    void skim(Scope scope, Block block, BooleanSupplier stop) {
        while (!tokens.atEnd() && !tokens.isSign(0, ")") && !tokens.isSign(0, "]") && !stop.getAsBoolean()) {
            element(scope, block);
        }
    }

    private void element(Scope scope, Block block) {
        if (tokens.isSign(0, "(") || tokens.isSign(0, "[")) {
            bracket(scope, block);
        } else if (tokens.acceptSign(".")) {
            // A field of a value, as in (a).b, never begins a name.
            if (tokens.isIdentifier(0)) {
                tokens.advance();
            }
        } else if (tokens.acceptSign("::") || tokens.accept("as")) {
            if (tokens.isIdentifier(0)) {
                noteType(tokens.path());
            }
        } else if (tokens.isIdentifier(0)) {
            dottedName(block);
        } else {
            tokens.advance();
        }
    }

    /** Reads the bracket that opens here: a subquery, or expressions. */
    void bracket(Scope scope, Block block) {
        boolean subquery = opensQuery(tokens.index());
        boolean round = tokens.isSign(0, "(");
        tokens.advance();
        if (subquery) {
            query(scope, block);
        } else {
            skim(scope, block, () -> false);
        }
        tokens.expectSign(round ? ")" : "]");
    }

    private void dottedName(Block block) {
        NamePath path = tokens.path();
        boolean wildcard = tokens.isSign(0, ".") && tokens.isStar(1);
        if (wildcard) {
            tokens.advance();
            tokens.advance();
        } else if (tokens.isString()) {
            noteType(path);
            return;
        } else if (tokens.isSign(0, "(")) {
            return;
        }
        if (wildcard && path.size() >= 2) {
            qualifiers.add(new Qualifier(path, block));
        } else if (!wildcard && path.size() >= 3) {
            qualifiers.add(new Qualifier(path.qualifier(), block));
        }
    }

    private void noteType(NamePath path) {
        if (path.size() >= 2) {
            types.add(path);
        }
    }

    /** Adds a relation, unless a common table expression has that name. */
    void relation(NamePath path, Scope scope) {
        if (!scope.holds(path)) {
            relations.add(path);
        }
    }

    /** Adds that a relation of a FROM clause has no alias. */
    void unaliased(NamePath path, Block block) {
        block.add(path);
        unaliased.add(new Qualifier(path, block));
    }

    /**
     * Whether the bracket at {@code open} contains a query. A query may have several brackets around it, so the text
     * after the inner bracket decides between {@code ((SELECT 1) UNION …)} and {@code ((SELECT 1) AS a JOIN …)}.
     */
    boolean opensQuery(int open) {
        int here = tokens.index();
        tokens.moveTo(open);
        try {
            if (!tokens.isSign(0, "(")) {
                return false;
            }
            if (tokens.isSign(1, "(")) {
                return opensQuery(open + 1) && queryGoesOnAfter(tokens.closingOf(open + 1));
            }
            return tokens.isWord(1, "select", "with")
                    || (tokens.isWord(1, "values") && tokens.isSign(2, "("))
                    || (tokens.isWord(1, "table", "show")
                            && tokens.isIdentifier(2)
                            && !tokens.isWordIn(2, FromReader.RESERVED));
        } finally {
            tokens.moveTo(here);
        }
    }

    private boolean queryGoesOnAfter(int close) {
        tokens.moveTo(close);
        return tokens.isSign(1, ")")
                || tokens.isWordIn(1, SET_OPERATORS)
                || tokens.isWord(1, "order", "limit", "offset", "fetch");
    }
}
