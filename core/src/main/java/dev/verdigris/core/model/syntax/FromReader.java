package dev.verdigris.core.model.syntax;

import java.util.Set;

/** Reads FROM clauses: lists, joins, brackets, table functions, subqueries, and aliases. */
final class FromReader {

    /** Keywords that cannot be an alias without AS, because they continue or end the clause. */
    static final Set<String> RESERVED = Set.of(
            "on",
            "using",
            "join",
            "inner",
            "left",
            "right",
            "full",
            "cross",
            "natural",
            "where",
            "group",
            "having",
            "order",
            "limit",
            "offset",
            "fetch",
            "union",
            "except",
            "intersect",
            "qualify",
            "options",
            "window",
            "with",
            "as",
            "returning",
            "set",
            "select",
            "from",
            "of",
            "outer");

    private static final Set<String> ENDING = Set.of(
            "where",
            "group",
            "having",
            "qualify",
            "options",
            "window",
            "order",
            "limit",
            "offset",
            "fetch",
            "union",
            "except",
            "intersect");

    private final Tokens tokens;
    private final QueryReader queries;

    FromReader(Tokens tokens, QueryReader queries) {
        this.tokens = tokens;
        this.queries = queries;
    }

    /** Reads everything after the word FROM, up to the next clause. */
    void clause(Scope scope, Block block) {
        do {
            joined(scope, block);
        } while (tokens.acceptSign(","));
        boolean asOf = tokens.isWord(0, "as") && tokens.isWord(1, "of");
        if (!tokens.atEnd() && !tokens.isSign(0, ")") && !tokens.isWordIn(0, ENDING) && !asOf) {
            throw tokens.expected("a comma, a join or the end of the FROM clause");
        }
    }

    private void joined(Scope scope, Block block) {
        factor(scope, block);
        while (atJoin()) {
            while (!tokens.accept("join")) {
                tokens.advance();
            }
            factor(scope, block);
            if (tokens.accept("on")) {
                queries.skim(scope, block, this::conditionEnds);
            } else if (tokens.accept("using")) {
                if (!tokens.isSign(0, "(")) {
                    throw tokens.expected("(");
                }
                tokens.skipBracket();
                if (tokens.accept("as")) {
                    tokens.identifier();
                }
            }
        }
    }

    private boolean conditionEnds() {
        return tokens.isSign(0, ",")
                || tokens.isWordIn(0, ENDING)
                || (tokens.isWord(0, "as") && tokens.isWord(1, "of"))
                || atJoin();
    }

    /** Whether a join begins here. The words {@code left} and {@code right} may also be functions or columns. */
    private boolean atJoin() {
        if (tokens.isWord(0, "natural")) {
            return joinsAt(1);
        }
        return joinsAt(0);
    }

    private boolean joinsAt(int ahead) {
        if (tokens.isWord(ahead, "join")) {
            return true;
        }
        if (tokens.isWord(ahead, "cross", "inner")) {
            return tokens.isWord(ahead + 1, "join");
        }
        return tokens.isWord(ahead, "left", "right", "full")
                && (tokens.isWord(ahead + 1, "join")
                        || (tokens.isWord(ahead + 1, "outer") && tokens.isWord(ahead + 2, "join")));
    }

    private void factor(Scope scope, Block block) {
        tokens.accept("lateral");
        if (tokens.isWord(0, "rows") && tokens.isWord(1, "from") && tokens.isSign(2, "(")) {
            tokens.accept("rows", "from");
            queries.bracket(scope, block);
            ordinalityAndAlias();
        } else if (tokens.isSign(0, "(")) {
            bracketed(scope, block);
        } else if (tokens.isSign(0, "[")) {
            throw new Unreadable(tokens.offset(), "a relation is named by its id, which differs between environments");
        } else {
            named(scope, block);
        }
    }

    private void bracketed(Scope scope, Block block) {
        if (queries.opensQuery(tokens.index())) {
            queries.bracket(scope, block);
        } else {
            tokens.expectSign("(");
            joined(scope, block);
            tokens.expectSign(")");
        }
        ordinalityAndAlias();
    }

    private void named(Scope scope, Block block) {
        NamePath path = tokens.path();
        if (tokens.isSign(0, "(")) {
            queries.bracket(scope, block);
            ordinalityAndAlias();
            return;
        }
        queries.relation(path, scope);
        boolean aliased = ordinalityAndAlias();
        if (!aliased && !scope.holds(path)) {
            queries.unaliased(path, block);
        }
    }

    /**
     * Skips {@code WITH ORDINALITY}, which may stand before or after an alias with or without columns. Returns whether
     * there was an alias.
     */
    private boolean ordinalityAndAlias() {
        boolean ordinality = tokens.accept("with", "ordinality");
        boolean aliased = alias();
        if (!ordinality) {
            tokens.accept("with", "ordinality");
        }
        return aliased;
    }

    private boolean alias() {
        boolean explicit = tokens.isWord(0, "as") && !tokens.isWord(1, "of");
        if (explicit) {
            tokens.advance();
            tokens.identifier();
        } else if (!tokens.atEnd() && tokens.isIdentifier(0) && !tokens.isWordIn(0, RESERVED)) {
            tokens.advance();
        } else {
            return false;
        }
        if (tokens.isSign(0, "(")) {
            tokens.skipBracket();
        }
        return true;
    }
}
