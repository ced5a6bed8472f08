package dev.verdigris.core.problem;

import java.time.Instant;
import java.util.Optional;

/**
 * A change that a problem is about, as data.
 *
 * @param object kind and full name of what was changed
 * @param kind what happened to it
 * @param aspect what about it was changed, such as {@code owner} or {@code size}, if it was altered
 * @param of which one of several, such as the grantee of a grant
 * @param before the value before; empty if there was none, or if it is not known
 * @param now the value now; empty if there is none, or if it is not known
 * @param by the role that made the change, if the audit log shows it
 * @param at the time of the change, if the audit log shows it
 */
public record Change(
        String object,
        Kind kind,
        Optional<String> aspect,
        Optional<String> of,
        Optional<String> before,
        Optional<String> now,
        Optional<String> by,
        Optional<Instant> at) {

    /** What happened. */
    public enum Kind {
        CREATED,
        DROPPED,
        /** Another object has its name. */
        REPLACED,
        ALTERED
    }
}
