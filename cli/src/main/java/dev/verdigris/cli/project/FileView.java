package dev.verdigris.cli.project;

import java.util.Optional;

/**
 * A file that a command writes.
 *
 * @param path its path below the directory, with {@code /} between the parts
 * @param state what happened to it
 * @param content its text, if it would only be written
 */
record FileView(String path, State state, Optional<String> content) {

    /** What happened to a file. */
    enum State {
        /** The command has written it. */
        WRITTEN,
        /** It was there with the same content. */
        UNCHANGED,
        /** A run that changes nothing would write it. */
        PLANNED
    }

    /** A file that was written, or was there. */
    static FileView of(String path, boolean written) {
        return new FileView(path, written ? State.WRITTEN : State.UNCHANGED, Optional.empty());
    }

    /** A file that a run would write, or that is there. */
    static FileView planned(String path, boolean missing, String content) {
        return missing
                ? new FileView(path, State.PLANNED, Optional.of(content))
                : new FileView(path, State.UNCHANGED, Optional.empty());
    }
}
