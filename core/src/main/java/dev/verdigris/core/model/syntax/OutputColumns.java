package dev.verdigris.core.model.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.name.Identifier;

/**
 * Reads the names of a relation's columns where the text says them: in the list after the name, or as the items of the
 * first SELECT that are plain columns or have an alias with AS. One other item, such as a star or an expression without
 * an alias, makes all of them unknown, because only the server decides its names.
 */
final class OutputColumns {

    private static final Set<String> ENDING = Set.of(
            "from",
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

    private static final Set<String> BEGINNING =
            Set.of("select", "values", "table", "show", "union", "except", "intersect");

    private final Tokens tokens;
    private boolean listed;
    private Optional<List<Identifier>> names = Optional.empty();

    OutputColumns(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Reads the list of columns in brackets, if it is here. */
    void list() {
        if (!tokens.isSign(0, "(")) {
            return;
        }
        listed = true;
        int close = tokens.closingOf(tokens.index());
        tokens.advance();
        List<Identifier> read = new ArrayList<>();
        while (tokens.isIdentifier(0)) {
            read.add(Identifier.of(tokens.identifier().value()));
            tokens.acceptSign(",");
        }
        names = tokens.index() == close ? Optional.of(List.copyOf(read)) : Optional.empty();
        tokens.moveTo(close + 1);
    }

    /** The columns, where the query begins here. Reads no token. */
    Optional<List<Identifier>> ofQuery() {
        if (listed) {
            return names;
        }
        int start = tokens.index();
        try {
            return selected();
        } finally {
            tokens.moveTo(start);
        }
    }

    private Optional<List<Identifier>> selected() {
        if (tokens.isWord(0, "with")) {
            // The queries of a WITH list are in brackets, so the query itself begins with the first of these words.
            while (!tokens.atEnd() && !tokens.isWordIn(0, BEGINNING)) {
                skip();
            }
        }
        if (!tokens.accept("select")) {
            return Optional.empty();
        }
        if (tokens.accept("distinct", "on") && tokens.isSign(0, "(")) {
            tokens.skipBracket();
        }
        tokens.accept("distinct");
        tokens.accept("all");
        List<Identifier> read = new ArrayList<>();
        do {
            Optional<Identifier> name = item();
            if (name.isEmpty()) {
                return Optional.empty();
            }
            read.add(name.get());
        } while (tokens.acceptSign(","));
        return Optional.of(List.copyOf(read));
    }

    /** The name of the item that begins here; empty if the server decides it. */
    private Optional<Identifier> item() {
        Optional<Identifier> plain = Optional.empty();
        if (tokens.isIdentifier(0) && !itemEnds()) {
            plain = Optional.of(tokens.path().last());
        }
        if (itemEnds()) {
            return plain;
        }
        while (!itemEnds()) {
            if (tokens.isWord(0, "as") && tokens.isIdentifier(1)) {
                tokens.advance();
                Identifier alias = Identifier.of(tokens.identifier().value());
                return itemEnds() ? Optional.of(alias) : Optional.empty();
            }
            skip();
        }
        return Optional.empty();
    }

    private boolean itemEnds() {
        boolean comparison = tokens.isWord(0, "from") && tokens.isWord(-1, "distinct");
        return tokens.atEnd() || tokens.isSign(0, ",") || tokens.isWordIn(0, ENDING) && !comparison;
    }

    private void skip() {
        if (tokens.isSign(0, "(") || tokens.isSign(0, "[")) {
            tokens.skipBracket();
        } else {
            tokens.advance();
        }
    }
}
