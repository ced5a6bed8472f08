package dev.verdigris.engine.request;

/**
 * Tells the deployments of the environment. Changes nothing.
 *
 * @param limit how many of the newest deployments to show, at least 1
 */
public record HistoryRequest(int limit) {

    /** Tells the {@link Defaults#HISTORY_LIMIT} newest deployments. */
    public static final HistoryRequest DEFAULT = new HistoryRequest(Defaults.HISTORY_LIMIT);

    /** Throws {@link IllegalArgumentException} if {@code limit} is less than 1. */
    public HistoryRequest {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1 but is " + limit);
        }
    }

    /** The same with another number of deployments. */
    public HistoryRequest withLimit(int deployments) {
        return new HistoryRequest(deployments);
    }
}
