package dev.verdigris.core.model.syntax;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.name.Identifier;

/** One statement of a model file: what it makes, and the names it holds with their places. */
public sealed interface Statement {

    /**
     * {@code CREATE VIEW} or {@code CREATE MATERIALIZED VIEW}.
     *
     * @param materialized which of the two
     * @param name the created name as it is written
     * @param place the cluster clause; without meaning for a view
     * @param lenient offset of {@code IF NOT EXISTS}, if it is there
     * @param references the names within the query
     */
    record CreateRelation(
            boolean materialized, NamePath name, ClusterPlace place, Optional<Integer> lenient, References references)
            implements Statement {}

    /**
     * {@code CREATE INDEX} or {@code CREATE DEFAULT INDEX}.
     *
     * @param name the index's own name, if one is written: it never has a schema
     * @param relation the indexed relation
     * @param place the cluster clause
     * @param lenient offset of {@code IF NOT EXISTS}, if it is there
     * @param references the names within the indexed expressions
     */
    record CreateIndex(
            Optional<Identifier> name,
            NamePath relation,
            ClusterPlace place,
            Optional<Integer> lenient,
            References references)
            implements Statement {}

    /**
     * {@code COMMENT ON}.
     *
     * @param kind what the target is said to be
     * @param target the object; for a column, the relation that holds it
     * @param column the column, for a column
     * @param text the comment; empty if the statement removes it
     */
    record CommentOn(CommentTarget kind, NamePath target, Optional<Identifier> column, Optional<String> text)
            implements Statement {}

    /** What a comment may stand on. */
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
     * A statement of a kind that has no place in a model file.
     *
     * @param kind its first words, in upper case
     * @param why what speaks against it, as a clause that can follow "because"
     */
    record Refused(String kind, String why) implements Statement {}

    /**
     * Where a statement says, or could say, on which cluster its object lives.
     *
     * @param written the name behind {@code IN CLUSTER}, if there is one
     * @param insertion offset at which the clause belongs if it is missing
     */
    record ClusterPlace(Optional<Token> written, int insertion) {}
}
