package dev.verdigris.engine.progress;

/** What the engine waits for when it has sent a statement. */
public enum StatementKind {
    /** A new session with the server. */
    SESSION("the request for a session"),
    /** A reading of the catalog, which changes nothing. */
    CATALOG("the catalog query"),
    /** The transaction that swaps the sides, or its dry run. */
    SWAP("the swap"),
    /** The statement that re-points a sink. */
    SINK("the statement that re-points a sink"),
    /** A statement that drops something, or that renames it before its drop. */
    DROP("a drop"),
    /** A check of the project, which changes nothing. */
    CHECK("a check"),
    /** A query that compares the rows of both sides, which changes nothing. */
    COMPARISON("a comparison of rows"),
    /** A statement that creates or changes something of the staged side or the state view. */
    BUILD("a statement that creates or changes an object"),
    /** The signal that readiness may have changed, which changes nothing. */
    SIGNAL("the request for changes"),
    /** Any other statement. */
    OTHER("a statement");

    private final String words;

    StatementKind(String words) {
        this.words = words;
    }

    /** The kind as a noun phrase in the middle of a sentence. */
    public String words() {
        return words;
    }

    /** Whether a statement of this kind cannot change anything on the server. */
    public boolean reads() {
        return switch (this) {
            case SESSION, CATALOG, CHECK, COMPARISON, SIGNAL -> true;
            case SWAP, SINK, DROP, BUILD, OTHER -> false;
        };
    }
}
