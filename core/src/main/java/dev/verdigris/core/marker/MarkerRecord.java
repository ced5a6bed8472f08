package dev.verdigris.core.marker;

/** What was found in a seal's comment. Only {@link Known} may be acted upon without a second thought. */
public sealed interface MarkerRecord {

    /**
     * A record that could be read whole.
     *
     * @param record the record
     */
    record Known(DeploymentRecord record) implements MarkerRecord {}

    /** No comment: whoever made the marker died before writing the record, or is about to write it. */
    record Missing() implements MarkerRecord {}

    /**
     * A comment that is no record of this version. Never treated as absent.
     *
     * @param comment the comment
     * @param why why it cannot be read
     */
    record Unreadable(String comment, String why) implements MarkerRecord {}
}
