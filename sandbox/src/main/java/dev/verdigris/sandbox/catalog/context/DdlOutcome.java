package dev.verdigris.sandbox.catalog.context;

import java.util.List;

import dev.verdigris.sandbox.error.Diagnostic;

/**
 * The answer to a DDL statement that was executed.
 *
 * @param commandTag the CommandComplete tag
 * @param notices in the order to be sent
 * @param changed whether the catalog has changed, and so its revision grows; a skipped IF EXISTS changes nothing
 */
public record DdlOutcome(String commandTag, List<Diagnostic> notices, boolean changed) {

    public DdlOutcome {
        notices = List.copyOf(notices);
    }
}
