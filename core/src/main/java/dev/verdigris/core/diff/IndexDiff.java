package dev.verdigris.core.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.diff.ContractChange.IndexAdded;
import dev.verdigris.core.diff.ContractChange.IndexRemoved;
import dev.verdigris.core.diff.ContractChange.IndexRenamed;

/** Compares the indexes of two relations by what they serve, because queries do not name them. */
final class IndexDiff {

    private IndexDiff() {}

    static List<ContractChange> of(List<IndexShape> live, List<IndexShape> staged) {
        List<IndexShape> left = new ArrayList<>(staged);
        List<IndexShape> unmatched = new ArrayList<>();
        for (IndexShape index : live) {
            if (!left.remove(index)) {
                unmatched.add(index);
            }
        }
        List<ContractChange> changes = new ArrayList<>();
        for (IndexShape index : unmatched) {
            Optional<IndexShape> same = left.stream().filter(index::serves).findFirst();
            same.ifPresent(left::remove);
            changes.add(same.<ContractChange>map(other -> new IndexRenamed(index, other))
                    .orElseGet(() -> new IndexRemoved(index)));
        }
        left.forEach(index -> changes.add(new IndexAdded(index)));
        return changes;
    }
}
