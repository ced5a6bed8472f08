package dev.verdigris.cli.project;

/**
 * A file that a command writes.
 *
 * @param path its path below the directory, with {@code /} between the parts
 * @param state what happened to it
 */
record FileView(String path, State state) {

    /** What happened to a file. */
    enum State {
        /** The command has written it. */
        WRITTEN,
        /** It was there with the same content. */
        UNCHANGED,
        /** A run that changes nothing would write it. */
        PLANNED
    }
}
