package dev.verdigris.core.diff;

import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.ItemKind;
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
import dev.verdigris.core.name.Identifier;

/** Decides what a change of the contract means for the readers of an object. */
final class Judge {

    private static final String BY_POSITION =
            "a reader by position (SELECT *, COPY, INSERT … SELECT) gets other columns";

    private final List<Reader.Sink> sinks;

    /** The judge of the changes of an object with these readers. */
    Judge(List<Reader> readers) {
        this.sinks = readers.stream()
                .filter(Reader.Sink.class::isInstance)
                .map(Reader.Sink.class::cast)
                .toList();
    }

    /** The judgement of one change. */
    Judged judge(ContractChange change) {
        return switch (change) {
            case ContractChange.OfObject object -> object(object);
            case ContractChange.OfColumn column -> column(column);
            case ContractChange.OfIndex index -> index(index);
            case ContractChange.OfAccess access -> access(access);
        };
    }

    private Judged object(ContractChange.OfObject change) {
        return switch (change) {
            case ObjectAdded added -> compatible(change, "nobody reads it yet");
            case ObjectRemoved removed -> breaking(change, "a reader finds no object of this name");
            case KindChanged kind -> kind(kind);
            case DefinitionChanged changed -> breaking(change, "what uses it can get other values");
            case CommentChanged comment -> compatible(change, "it describes and changes no row");
        };
    }

    private Judged column(ContractChange.OfColumn change) {
        return switch (change) {
            case ColumnAdded added -> added(added);
            case ColumnRemoved removed -> removed(removed);
            case ColumnRetyped retyped -> retyped(retyped);
            case ColumnNullable nullable ->
                nullable.nullable()
                        ? breaking(change, "a reader that expects a value can get null")
                        : unlessPublished(change, "every value is one that it could have before");
            case ColumnMoved moved -> breaking(change, BY_POSITION);
        };
    }

    private static Judged index(ContractChange.OfIndex change) {
        return switch (change) {
            case IndexAdded added -> compatible(change, "a query can only become faster");
            case IndexRemoved removed ->
                new Judged(change, Effect.SLOWER, "a query that uses it reads or computes more");
            case IndexRenamed renamed -> compatible(change, "queries do not name indexes");
        };
    }

    private static Judged access(ContractChange.OfAccess change) {
        return switch (change) {
            case OwnerChanged owner -> compatible(change, "new and lost grants are listed separately");
            case GrantLost lost ->
                breaking(
                        change,
                        lost.privileges().contains(Privilege.SELECT)
                                ? "the role can read it no more"
                                : "the role can do less with it");
            case GrantGained gained -> compatible(change, "it takes nothing from anybody");
        };
    }

    private static Judged breaking(ContractChange change, String reason) {
        return new Judged(change, Effect.BREAKING, reason);
    }

    private static Judged compatible(ContractChange change, String reason) {
        return new Judged(change, Effect.COMPATIBLE, reason);
    }

    /** A sink reads no view, and only a table takes rows. A view that was materialized is computed for each query. */
    private Judged kind(KindChanged change) {
        if (!sinks.isEmpty() && !change.staged().feedsSinks()) {
            return breaking(change, "no sink can read a " + change.staged().text());
        }
        if (change.live() == ItemKind.TABLE) {
            return breaking(change, "what writes to the table cannot write any more");
        }
        if (!change.live().isRelation() || !change.staged().isRelation()) {
            return breaking(change, "a statement that uses the one cannot use the other");
        }
        return change.staged() == ItemKind.VIEW
                ? new Judged(change, Effect.SLOWER, "without an index, each query computes it anew")
                : compatible(change, "a query reads it in the same way");
    }

    private Judged added(ColumnAdded change) {
        return change.before().isPresent()
                ? breaking(change, BY_POSITION + ": it is not the last column")
                : unlessPublished(change, "a reader by name does not see it");
    }

    /** The consumers of a topic get every column of the object, so a change that no query notices reaches them. */
    private Judged unlessPublished(ContractChange change, String reason) {
        return sinks.stream()
                .map(Reader::text)
                .findFirst()
                .map(sink -> breaking(change, reason + ", but the topic of " + sink + " gets another schema"))
                .orElseGet(() -> compatible(change, reason));
    }

    private Judged removed(ColumnRemoved change) {
        Identifier column = change.column().name();
        String needing = sinks.stream()
                .filter(sink -> sink.needs().contains(column))
                .map(Reader::text)
                .collect(Collectors.joining(", "));
        return breaking(
                change,
                "a reader of the column fails"
                        + (needing.isEmpty() ? "" : ", and " + needing + " cannot follow the swap without it"));
    }

    private Judged retyped(ColumnRetyped change) {
        return change.live().widensTo(change.staged())
                ? unlessPublished(change, "every value fits into the new type")
                : breaking(change, "a value can be another one, or a reader cannot take its type");
    }
}
