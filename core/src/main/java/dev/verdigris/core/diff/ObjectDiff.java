package dev.verdigris.core.diff;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.name.ObjectName;

/**
 * One object of the environment on both sides.
 *
 * @param name its live name, which it has, or gets by the swap
 * @param live the kind of the live object; empty if it is new
 * @param staged the kind of the staged object; empty if it is removed
 * @param redefined whether its definition changes, apart from names of the pairs; false if one side has none
 * @param changes the changes of its contract, the worst first
 * @param readers the readers of the live object
 */
public record ObjectDiff(
        ObjectName name,
        Optional<ItemKind> live,
        Optional<ItemKind> staged,
        boolean redefined,
        List<Judged> changes,
        List<Reader> readers) {

    /** What happens to an object. */
    public enum Verdict {
        /** Only the staged side has it. */
        ADDED,
        /** Only the live side has it. */
        REMOVED,
        /** Both sides have it, and its contract changes. */
        CHANGED,
        /** Both sides have it with the same contract. */
        SAME
    }

    public ObjectDiff {
        changes = changes.stream().sorted(Comparator.comparing(Judged::effect)).toList();
        readers = List.copyOf(readers);
    }

    /** What happens to it. */
    public Verdict verdict() {
        if (live.isEmpty()) {
            return Verdict.ADDED;
        }
        if (staged.isEmpty()) {
            return Verdict.REMOVED;
        }
        return changes.isEmpty() ? Verdict.SAME : Verdict.CHANGED;
    }

    /** The kind that it has after the swap; of a removed object, the kind that it has now. */
    public ItemKind kind() {
        return staged.or(() -> live).orElseThrow();
    }

    /** The changes that can break a reader. */
    public List<Judged> breaking() {
        return changes.stream().filter(Judged::isBreaking).toList();
    }

    /** Whether a reader can break. */
    public boolean isBreaking() {
        return changes.stream().anyMatch(Judged::isBreaking);
    }
}
