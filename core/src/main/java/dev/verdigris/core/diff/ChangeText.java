package dev.verdigris.core.diff;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.diff.ContractChange.ColumnAdded;
import dev.verdigris.core.diff.ContractChange.ColumnMoved;
import dev.verdigris.core.diff.ContractChange.ColumnNullable;
import dev.verdigris.core.diff.ContractChange.ColumnRemoved;
import dev.verdigris.core.diff.ContractChange.ColumnRetyped;
import dev.verdigris.core.diff.ContractChange.CommentChanged;
import dev.verdigris.core.diff.ContractChange.DefinitionChanged;
import dev.verdigris.core.diff.ContractChange.GrantGained;
import dev.verdigris.core.diff.ContractChange.GrantLost;
import dev.verdigris.core.diff.ContractChange.IndexAdded;
import dev.verdigris.core.diff.ContractChange.IndexRemoved;
import dev.verdigris.core.diff.ContractChange.IndexRenamed;
import dev.verdigris.core.diff.ContractChange.KindChanged;
import dev.verdigris.core.diff.ContractChange.ObjectAdded;
import dev.verdigris.core.diff.ContractChange.ObjectRemoved;
import dev.verdigris.core.diff.ContractChange.OwnerChanged;

/** Changes of contracts in words. */
final class ChangeText {

    private static final int LONGEST_COMMENT = 60;

    private ChangeText() {}

    /** The change as a clause, such as {@code column note is removed}. */
    static String of(ContractChange change) {
        return switch (change) {
            case ContractChange.OfObject object -> object(object);
            case ContractChange.OfColumn column -> column(column);
            case ContractChange.OfIndex index -> index(index);
            case ContractChange.OfAccess access -> access(access);
        };
    }

    private static String object(ContractChange.OfObject change) {
        return switch (change) {
            case ObjectAdded added -> "the " + added.kind().text() + " is new";
            case ObjectRemoved removed -> "the " + removed.kind().text() + " is removed";
            case KindChanged kind ->
                "the " + kind.live().text() + " becomes a " + kind.staged().text();
            case DefinitionChanged changed -> "the " + changed.kind().text() + " has another definition";
            case CommentChanged comment -> comment(comment);
        };
    }

    private static String column(ContractChange.OfColumn change) {
        return switch (change) {
            case ColumnAdded added ->
                "column " + typed(added.column()) + " is added"
                        + added.before().map(next -> " before " + next).orElse("");
            case ColumnRemoved removed -> "column " + typed(removed.column()) + " is removed";
            case ColumnRetyped retyped ->
                "column " + retyped.column() + " changes from " + retyped.live() + " to " + retyped.staged();
            case ColumnNullable nullable ->
                "column " + nullable.column() + (nullable.nullable() ? " can be null" : " cannot be null any more");
            case ColumnMoved moved ->
                "column " + moved.column() + " moves from position " + moved.live() + " to " + moved.staged();
        };
    }

    private static String index(ContractChange.OfIndex change) {
        return switch (change) {
            case IndexAdded added -> added.index().text() + " is added";
            case IndexRemoved removed -> removed.index().text() + " is removed";
            case IndexRenamed renamed ->
                renamed.live().text() + " is renamed to " + renamed.staged().name();
        };
    }

    private static String access(ContractChange.OfAccess change) {
        return switch (change) {
            case OwnerChanged owner -> "the owner changes from " + owner.live() + " to " + owner.staged();
            case GrantLost lost -> lost.role() + " loses " + names(lost.privileges());
            case GrantGained gained -> gained.role() + " gets " + names(gained.privileges());
        };
    }

    private static String typed(Column column) {
        return column.name() + " " + ColumnType.of(column).text();
    }

    private static String comment(CommentChanged change) {
        String what = "the comment"
                + change.column().map(name -> " on column " + name).orElse("");
        if (change.staged().isEmpty()) {
            return what + " is removed";
        }
        return what + (change.live().isEmpty() ? " is added: " : " changes to: ") + shortened(change.staged());
    }

    /** A comment can be long. JSON has all of it. */
    private static String shortened(Optional<String> comment) {
        String text = comment.orElse("");
        return text.codePointCount(0, text.length()) <= LONGEST_COMMENT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_COMMENT)) + "…";
    }

    private static String names(Set<Privilege> privileges) {
        return Arrays.stream(Privilege.values())
                .filter(privileges::contains)
                .map(Privilege::name)
                .collect(Collectors.joining(", "));
    }
}
