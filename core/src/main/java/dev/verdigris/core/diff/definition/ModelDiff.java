package dev.verdigris.core.diff.definition;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.ObjectName;

/**
 * A model file compared with what is live, or a live relation without a file.
 *
 * @param name the live name of the relation
 * @param change what a release does to it
 * @param file the file for messages; empty if there is none
 * @param diff the lines of a unified diff from the live definition to that of the file, without the names of files;
 *     empty if both are the same
 */
public record ModelDiff(ObjectName name, Change change, Optional<String> file, List<String> diff) {

    /** What a release does to a relation. */
    public enum Change {
        /** No live relation has its name. */
        ADDED,
        /** The live relation has another definition. */
        CHANGED,
        /** No file makes the live relation again. */
        REMOVED,
        /** The file says what is live. */
        SAME
    }

    public ModelDiff {
        diff = List.copyOf(diff);
    }
}
