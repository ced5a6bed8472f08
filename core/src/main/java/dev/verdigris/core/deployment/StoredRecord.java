package dev.verdigris.core.deployment;

/** What was found in a state view's comment. Only {@link Known} may be acted upon without a second thought. */
public sealed interface StoredRecord {

    /**
     * A record that could be read whole.
     *
     * @param record the record
     */
    record Known(DeploymentRecord record) implements StoredRecord {}

    /** No comment: whoever made the lock schema died before writing the record, or is about to write it. */
    record Missing() implements StoredRecord {}

    /**
     * A comment that is no record of this version. Never treated as absent.
     *
     * @param comment the comment
     * @param why why it cannot be read
     */
    record Unreadable(String comment, String why) implements StoredRecord {}
}
