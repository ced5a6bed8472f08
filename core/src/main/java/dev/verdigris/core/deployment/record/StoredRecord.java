package dev.verdigris.core.deployment.record;

/** The content of a state view's comment. Only {@link Known} is safe to act on. */
public sealed interface StoredRecord {

    /**
     * A record that was read completely.
     *
     * @param record the record
     */
    record Known(DeploymentRecord record) implements StoredRecord {}

    /** No comment. The run that created the lock schema died before it wrote the record, or it is about to write it. */
    record Missing() implements StoredRecord {}

    /**
     * A comment that is not a record of this version. It never counts as missing.
     *
     * @param comment the comment
     * @param why the reason why it cannot be read
     */
    record Unreadable(String comment, String why) implements StoredRecord {}
}
