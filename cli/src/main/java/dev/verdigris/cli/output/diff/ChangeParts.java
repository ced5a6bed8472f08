package dev.verdigris.cli.output.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.diff.ColumnType;
import dev.verdigris.core.diff.ContractChange;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.text.Kebab;

/**
 * The parts of a change, for programs.
 *
 * @param column the column that it is about
 * @param index the index that it is about, by its live name if it has one
 * @param role the role that loses or gets privileges
 * @param privileges these privileges
 * @param live what the live side has: a kind, type, position, comment, owner or name
 * @param staged what the staged side has
 */
record ChangeParts(
        Optional<String> column,
        Optional<String> index,
        Optional<String> role,
        List<String> privileges,
        Optional<String> live,
        Optional<String> staged) {

    private static final ChangeParts NONE = new ChangeParts(
            Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    static String kind(ContractChange change) {
        return Kebab.of(change.getClass());
    }

    static ChangeParts of(ContractChange change) {
        return switch (change) {
            case ContractChange.OfObject object -> object(object);
            case ContractChange.OfColumn column -> column(column);
            case ContractChange.OfIndex index -> index(index);
            case ContractChange.OfAccess access -> access(access);
        };
    }

    private static ChangeParts object(ContractChange.OfObject change) {
        return switch (change) {
            case ContractChange.ObjectAdded added -> NONE.sides("", word(added.kind()));
            case ContractChange.ObjectRemoved removed -> NONE.sides(word(removed.kind()), "");
            case ContractChange.KindChanged kind -> NONE.sides(word(kind.live()), word(kind.staged()));
            case ContractChange.DefinitionChanged changed -> NONE;
            case ContractChange.CommentChanged comment ->
                new ChangeParts(
                        comment.column().map(Identifier::value),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        comment.live(),
                        comment.staged());
        };
    }

    private static ChangeParts column(ContractChange.OfColumn change) {
        return switch (change) {
            case ContractChange.ColumnAdded added ->
                named(added.column().name())
                        .sides("", ColumnType.of(added.column()).text());
            case ContractChange.ColumnRemoved removed ->
                named(removed.column().name())
                        .sides(ColumnType.of(removed.column()).text(), "");
            case ContractChange.ColumnRetyped retyped ->
                named(retyped.column())
                        .sides(retyped.live().text(), retyped.staged().text());
            case ContractChange.ColumnNullable nullable ->
                named(nullable.column()).sides(nullability(!nullable.nullable()), nullability(nullable.nullable()));
            case ContractChange.ColumnMoved moved ->
                named(moved.column()).sides(Integer.toString(moved.live()), Integer.toString(moved.staged()));
        };
    }

    private static ChangeParts index(ContractChange.OfIndex change) {
        return switch (change) {
            case ContractChange.IndexAdded added ->
                indexed(added.index().name()).sides("", added.index().text());
            case ContractChange.IndexRemoved removed ->
                indexed(removed.index().name()).sides(removed.index().text(), "");
            case ContractChange.IndexRenamed renamed ->
                indexed(renamed.live().name())
                        .sides(
                                renamed.live().name().value(),
                                renamed.staged().name().value());
        };
    }

    private static ChangeParts access(ContractChange.OfAccess change) {
        return switch (change) {
            case ContractChange.OwnerChanged owner -> NONE.sides(owner.live(), owner.staged());
            case ContractChange.GrantLost lost -> grant(lost.role(), lost.privileges());
            case ContractChange.GrantGained gained -> grant(gained.role(), gained.privileges());
        };
    }

    private static String word(ItemKind kind) {
        return kind.catalogName();
    }

    private static String nullability(boolean nullable) {
        return nullable ? "null" : "not null";
    }

    private static ChangeParts named(Identifier name) {
        return new ChangeParts(
                Optional.of(name.value()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static ChangeParts indexed(Identifier name) {
        return new ChangeParts(
                Optional.empty(),
                Optional.of(name.value()),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static ChangeParts grant(String role, Set<Privilege> privileges) {
        return new ChangeParts(
                Optional.empty(),
                Optional.empty(),
                Optional.of(role),
                Arrays.stream(Privilege.values())
                        .filter(privileges::contains)
                        .map(Privilege::name)
                        .toList(),
                Optional.empty(),
                Optional.empty());
    }

    private ChangeParts sides(String before, String after) {
        return new ChangeParts(
                column,
                index,
                role,
                privileges,
                Optional.of(before).filter(text -> !text.isEmpty()),
                Optional.of(after).filter(text -> !text.isEmpty()));
    }
}
