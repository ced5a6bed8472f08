package dev.verdigris.core.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.diff.ContractChange.ColumnAdded;
import dev.verdigris.core.diff.ContractChange.ColumnMoved;
import dev.verdigris.core.diff.ContractChange.ColumnNullable;
import dev.verdigris.core.diff.ContractChange.ColumnRemoved;
import dev.verdigris.core.diff.ContractChange.ColumnRetyped;
import dev.verdigris.core.name.Identifier;

/**
 * Compares the columns of two relations by name. A column that is only shifted, because another one before it was added
 * or removed, has not moved: that other one is the change. Of the columns that have moved, as few as possible are
 * named.
 */
final class ColumnDiff {

    private ColumnDiff() {}

    /** The changes, in the order of the live columns; the added columns are last. */
    static List<ContractChange> of(List<Column> live, List<Column> staged) {
        Map<Identifier, Column> before = byName(live);
        Map<Identifier, Column> after = byName(staged);
        List<Column> common =
                live.stream().filter(column -> after.containsKey(column.name())).toList();
        Set<Identifier> inOrder = longestInOrder(common, after);
        List<ContractChange> changes = new ArrayList<>();
        for (Column column : live) {
            Optional<Column> other = Optional.ofNullable(after.get(column.name()));
            if (other.isEmpty()) {
                changes.add(new ColumnRemoved(column));
            } else {
                compare(column, other.get(), !inOrder.contains(column.name()), changes);
            }
        }
        for (int at = 0; at < staged.size(); at++) {
            Column column = staged.get(at);
            if (!before.containsKey(column.name())) {
                changes.add(new ColumnAdded(
                        column,
                        staged.subList(at + 1, staged.size()).stream()
                                .map(Column::name)
                                .filter(before::containsKey)
                                .findFirst()));
            }
        }
        return changes;
    }

    private static void compare(Column live, Column staged, boolean moved, List<ContractChange> changes) {
        ColumnType before = ColumnType.of(live);
        ColumnType after = ColumnType.of(staged);
        if (!before.equals(after)) {
            changes.add(new ColumnRetyped(live.name(), before, after));
        }
        if (live.nullable() != staged.nullable()) {
            changes.add(new ColumnNullable(live.name(), staged.nullable()));
        }
        if (moved) {
            changes.add(new ColumnMoved(live.name(), live.position(), staged.position()));
        }
    }

    private static Map<Identifier, Column> byName(List<Column> columns) {
        Map<Identifier, Column> byName = new HashMap<>();
        columns.forEach(column -> byName.putIfAbsent(column.name(), column));
        return byName;
    }

    /** The longest list of live columns whose staged positions rise: the columns that keep their order. */
    private static Set<Identifier> longestInOrder(List<Column> common, Map<Identifier, Column> staged) {
        int size = common.size();
        int[] longest = new int[size];
        int[] previous = new int[size];
        int end = -1;
        for (int at = 0; at < size; at++) {
            longest[at] = 1;
            previous[at] = -1;
            for (int earlier = 0; earlier < at; earlier++) {
                boolean rises = position(common, earlier, staged) < position(common, at, staged);
                if (rises && longest[earlier] + 1 > longest[at]) {
                    longest[at] = longest[earlier] + 1;
                    previous[at] = earlier;
                }
            }
            end = end < 0 || longest[at] > longest[end] ? at : end;
        }
        Set<Identifier> inOrder = new HashSet<>();
        for (int at = end; at >= 0; at = previous[at]) {
            inOrder.add(common.get(at).name());
        }
        return inOrder;
    }

    private static int position(List<Column> common, int at, Map<Identifier, Column> staged) {
        return Objects.requireNonNull(staged.get(common.get(at).name())).position();
    }
}
