package dev.verdigris.core.model.syntax;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.name.Identifier;

/** One statement of a model file: its kind, and the names in it with their positions. */
public sealed interface Statement {

    /**
     * {@code CREATE VIEW} or {@code CREATE MATERIALIZED VIEW}.
     *
     * @param materialized which of the two
     * @param name the created name as it is in the text
     * @param place the cluster clause; it has no meaning for a view
     * @param ifNotExists offset of {@code IF NOT EXISTS}, if it is there
     * @param columns the columns of the relation in order; empty if the text does not say them
     * @param query offset at which the query begins
     * @param references the names within the query
     */
    record CreateRelation(
            boolean materialized,
            NamePath name,
            ClusterPlace place,
            Optional<Integer> ifNotExists,
            Optional<List<Identifier>> columns,
            int query,
            References references)
            implements Statement {}

    /**
     * {@code CREATE INDEX} or {@code CREATE DEFAULT INDEX}.
     *
     * @param name the index's own name, if there is one; it never has a schema
     * @param relation the indexed relation
     * @param place the cluster clause
     * @param ifNotExists offset of {@code IF NOT EXISTS}, if it is there
     * @param references the names within the indexed expressions
     */
    record CreateIndex(
            Optional<Identifier> name,
            NamePath relation,
            ClusterPlace place,
            Optional<Integer> ifNotExists,
            References references)
            implements Statement {}

    /**
     * {@code COMMENT ON}.
     *
     * @param kind the kind of the target, by the statement
     * @param target the object; for a column, its relation
     * @param column the column, for a column
     * @param text the comment; empty if the statement removes it
     */
    record CommentOn(CommentTarget kind, NamePath target, Optional<Identifier> column, Optional<String> text)
            implements Statement {}

    /** The kinds of targets of a comment. */
    enum CommentTarget {
        VIEW,
        MATERIALIZED_VIEW,
        COLUMN,
        INDEX
    }

    /**
     * {@code GRANT … ON [TABLE]}.
     *
     * @param targets the relations, one or more
     * @param select whether SELECT is among the privileges
     * @param roles the roles that are named
     * @param everybody whether PUBLIC is named
     */
    record GrantOn(List<NamePath> targets, boolean select, List<Identifier> roles, boolean everybody)
            implements Statement {
        public GrantOn {
            targets = List.copyOf(targets);
            roles = List.copyOf(roles);
        }
    }

    /**
     * A statement that is not allowed in a model file.
     *
     * @param kind its first words, in upper case
     * @param why the reason, as a clause that can follow "because"
     */
    record Refused(String kind, String why) implements Statement {}

    /**
     * The place of the cluster clause in a statement.
     *
     * @param written the name after {@code IN CLUSTER}, if there is one
     * @param insertion offset at which the clause belongs if it is missing
     */
    record ClusterPlace(Optional<Token> written, int insertion) {}
}
