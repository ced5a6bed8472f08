package dev.verdigris.core.model.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;
import dev.verdigris.core.model.syntax.Statement.ClusterPlace;
import dev.verdigris.core.model.syntax.Statement.CommentOn;
import dev.verdigris.core.model.syntax.Statement.CommentTarget;
import dev.verdigris.core.model.syntax.Statement.CreateIndex;
import dev.verdigris.core.model.syntax.Statement.CreateRelation;
import dev.verdigris.core.model.syntax.Statement.GrantOn;
import dev.verdigris.core.name.Identifier;

/**
 * Reads the head of one statement and the names in it (Materialize docs: sql/create-view, sql/create-materialized-view,
 * sql/create-index, sql/comment-on, sql/grant-privilege).
 */
public final class StatementReader {

    private final Tokens tokens;

    private StatementReader(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The result of reading one statement. */
    public sealed interface Reading {

        /** The whole statement was read. */
        record Read(Statement statement) implements Reading {}

        /** The statement cannot be read. */
        record Failed(SyntaxProblem problem) implements Reading {}
    }

    /**
     * Reads one statement.
     *
     * @param text the text that the tokens are of
     * @param significant its tokens without blanks, comments and the closing semicolon; at least one, all readable
     */
    public static Reading read(String text, List<Token> significant) {
        try {
            StatementReader reader = new StatementReader(Tokens.of(text, significant));
            return new Reading.Read(reader.statement());
        } catch (Unreadable e) {
            return new Reading.Failed(e.problem());
        }
    }

    /** The result of reading one query. */
    public sealed interface QueryReading {

        /** The whole query was read. */
        record Read(References references) implements QueryReading {}

        /** The query cannot be read. */
        record Failed(SyntaxProblem problem) implements QueryReading {}
    }

    /**
     * Reads one query that is a whole statement.
     *
     * @param text the text that the tokens are of
     * @param significant its tokens without blanks, comments and the closing semicolon; at least one, all readable
     */
    public static QueryReading readQuery(String text, List<Token> significant) {
        try {
            return new QueryReading.Read(new StatementReader(Tokens.of(text, significant)).query());
        } catch (Unreadable e) {
            return new QueryReading.Failed(e.problem());
        }
    }

    private Statement statement() {
        int start = tokens.index();
        if (tokens.accept("create")) {
            tokens.accept("or", "replace");
            if (tokens.accept("view")) {
                return view();
            }
            if (tokens.accept("materialized", "view")) {
                return materializedView();
            }
            if (tokens.accept("index") || tokens.accept("default", "index")) {
                return index();
            }
            return Refusals.creation(tokens);
        }
        if (tokens.accept("comment", "on")) {
            return comment();
        }
        if (tokens.accept("grant")) {
            return grant();
        }
        tokens.moveTo(start);
        return Refusals.statement(tokens);
    }

    private Statement view() {
        Optional<Integer> ifNotExists = ifNotExists();
        NamePath name = tokens.path();
        OutputColumns columns = new OutputColumns(tokens);
        columns.list();
        ClusterPlace nowhere = new ClusterPlace(Optional.empty(), tokens.previousEnd());
        tokens.expect("as");
        return new CreateRelation(false, name, nowhere, ifNotExists, columns.ofQuery(), tokens.offset(), query());
    }

    private Statement materializedView() {
        Optional<Integer> ifNotExists = ifNotExists();
        NamePath name = tokens.path();
        OutputColumns columns = new OutputColumns(tokens);
        columns.list();
        int insertion = tokens.previousEnd();
        ClusterPlace place = new ClusterPlace(cluster(), insertion);
        if (tokens.accept("with")) {
            if (!tokens.isSign(0, "(")) {
                throw tokens.expected("(");
            }
            tokens.skipBracket();
        }
        tokens.expect("as");
        return new CreateRelation(true, name, place, ifNotExists, columns.ofQuery(), tokens.offset(), query());
    }

    private References query() {
        QueryReader reader = new QueryReader(tokens);
        reader.wholeQuery();
        return reader.found();
    }

    private Statement index() {
        Optional<Integer> ifNotExists = ifNotExists();
        Optional<Identifier> name = Optional.empty();
        if (tokens.isIdentifier(0) && !tokens.isWord(0, "in", "on")) {
            name = Optional.of(Identifier.of(tokens.identifier().value()));
        }
        Optional<Token> cluster = cluster();
        int insertion = tokens.offset();
        tokens.expect("on");
        NamePath relation = tokens.path();
        if (tokens.accept("using")) {
            tokens.identifier();
        }
        QueryReader expressions = new QueryReader(tokens);
        expressions.expressionsOver(relation);
        return new CreateIndex(name, relation, new ClusterPlace(cluster, insertion), ifNotExists, expressions.found());
    }

    private Optional<Integer> ifNotExists() {
        int offset = tokens.offset();
        return tokens.accept("if", "not", "exists") ? Optional.of(offset) : Optional.empty();
    }

    private Optional<Token> cluster() {
        if (!tokens.accept("in", "cluster")) {
            return Optional.empty();
        }
        if (tokens.isSign(0, "[")) {
            throw new Unreadable(tokens.offset(), "a cluster is named by its id, which differs between environments");
        }
        Token name = tokens.identifier();
        if (tokens.accept("replica")) {
            tokens.identifier();
        }
        return Optional.of(name);
    }

    private Statement comment() {
        Optional<CommentTarget> kind = commentTarget();
        if (kind.isEmpty()) {
            return Refusals.comment(tokens);
        }
        NamePath path = tokens.path();
        boolean column = kind.get() == CommentTarget.COLUMN;
        if (column && path.size() < 2) {
            throw new Unreadable(path.start(), "a comment names a column without its relation");
        }
        tokens.expect("is");
        Optional<String> text = Optional.empty();
        if (!tokens.accept("null")) {
            if (tokens.atEnd() || tokens.current().kind() != TokenKind.STRING) {
                throw tokens.expected("a string or NULL");
            }
            text = Optional.of(StringToken.text(tokens.current()));
            tokens.advance();
        }
        expectEnd();
        return column
                ? new CommentOn(kind.get(), path.qualifier(), Optional.of(path.last()), text)
                : new CommentOn(kind.get(), path, Optional.empty(), text);
    }

    private Optional<CommentTarget> commentTarget() {
        if (tokens.accept("view")) {
            return Optional.of(CommentTarget.VIEW);
        }
        if (tokens.accept("materialized", "view")) {
            return Optional.of(CommentTarget.MATERIALIZED_VIEW);
        }
        if (tokens.accept("column")) {
            return Optional.of(CommentTarget.COLUMN);
        }
        return tokens.accept("index") ? Optional.of(CommentTarget.INDEX) : Optional.empty();
    }

    private Statement grant() {
        boolean select = false;
        while (!tokens.atEnd() && !tokens.isWord(0, "on", "to")) {
            select |= tokens.isWord(0, "select", "all");
            tokens.advance();
        }
        if (!tokens.accept("on")) {
            return new Statement.Refused("GRANT of a role", "it is about roles and not about the object of a model");
        }
        if (Refusals.isForeignGrant(tokens)) {
            return Refusals.grant(tokens);
        }
        if (tokens.isWord(0, "table") && !tokens.isWord(1, "to") && tokens.isIdentifier(1)) {
            tokens.advance();
        }
        List<NamePath> targets = new ArrayList<>();
        do {
            targets.add(tokens.path());
        } while (tokens.acceptSign(","));
        tokens.expect("to");
        List<Identifier> roles = new ArrayList<>();
        boolean everybody = false;
        do {
            tokens.accept("group");
            if (tokens.isWord(0, "public")) {
                everybody = true;
                tokens.advance();
            } else {
                roles.add(Identifier.of(tokens.identifier().value()));
            }
        } while (tokens.acceptSign(","));
        expectEnd();
        return new GrantOn(targets, select, roles, everybody);
    }

    private void expectEnd() {
        if (!tokens.atEnd()) {
            throw tokens.expected("the end of the statement");
        }
    }
}
