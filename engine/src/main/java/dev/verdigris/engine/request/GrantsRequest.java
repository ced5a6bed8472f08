package dev.verdigris.engine.request;

/**
 * Carries owners, grants and comments from the live objects to their staged counterparts.
 *
 * @param dryRun whether the statements are only shown
 */
public record GrantsRequest(boolean dryRun) {

    /** A run that acts. */
    public static final GrantsRequest DEFAULT = new GrantsRequest(false);

    /** The same, or a dry run of it. */
    public GrantsRequest withDryRun(boolean value) {
        return new GrantsRequest(value);
    }
}
