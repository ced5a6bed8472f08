package dev.verdigris.core.diff;

import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.name.Identifier;

/** One difference between the contracts of a live object and its staged counterpart. */
public sealed interface ContractChange {

    /** A change of the object as a whole, or of a comment. */
    sealed interface OfObject extends ContractChange {}

    /** A change of a column. */
    sealed interface OfColumn extends ContractChange {}

    /** A change of an index. */
    sealed interface OfIndex extends ContractChange {}

    /** A change of who may do what. */
    sealed interface OfAccess extends ContractChange {}

    /** The object is new. */
    record ObjectAdded(ItemKind kind) implements OfObject {}

    /** The staged side has no such object. */
    record ObjectRemoved(ItemKind kind) implements OfObject {}

    /** The object is of another kind. */
    record KindChanged(ItemKind live, ItemKind staged) implements OfObject {}

    /** The object has another definition, and the definition is its contract: a type or a function. */
    record DefinitionChanged(ItemKind kind) implements OfObject {}

    /**
     * A column is new.
     *
     * @param column the column
     * @param before the column of both sides that comes next after it; empty if it is at the end
     */
    record ColumnAdded(Column column, Optional<Identifier> before) implements OfColumn {}

    /** A column is gone. */
    record ColumnRemoved(Column column) implements OfColumn {}

    /** A column has another type, or another modifier of its type. */
    record ColumnRetyped(Identifier column, ColumnType live, ColumnType staged) implements OfColumn {}

    /** A column can be null and could not, or the reverse. */
    record ColumnNullable(Identifier column, boolean nullable) implements OfColumn {}

    /** A column has another place among the columns of both sides. The positions are counted from 1. */
    record ColumnMoved(Identifier column, int live, int staged) implements OfColumn {}

    /** An index is new. */
    record IndexAdded(IndexShape index) implements OfIndex {}

    /** An index is gone. */
    record IndexRemoved(IndexShape index) implements OfIndex {}

    /** The same index has another name. */
    record IndexRenamed(IndexShape live, IndexShape staged) implements OfIndex {}

    /**
     * A comment is new, gone or another one.
     *
     * @param column the column that it is about; empty if it is about the object
     * @param live the live comment, if there is one
     * @param staged the staged comment, if there is one
     */
    record CommentChanged(Optional<Identifier> column, Optional<String> live, Optional<String> staged)
            implements OfObject {}

    /** The object belongs to another role. */
    record OwnerChanged(String live, String staged) implements OfAccess {}

    /** A role loses privileges, also those that it has through PUBLIC or another role. */
    record GrantLost(String role, Set<Privilege> privileges) implements OfAccess {

        public GrantLost {
            privileges = Set.copyOf(privileges);
        }
    }

    /** A role gets privileges. */
    record GrantGained(String role, Set<Privilege> privileges) implements OfAccess {

        public GrantGained {
            privileges = Set.copyOf(privileges);
        }
    }
}
