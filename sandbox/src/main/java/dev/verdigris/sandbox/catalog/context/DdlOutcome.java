package dev.verdigris.sandbox.catalog.context;

import java.util.List;

import dev.verdigris.sandbox.error.Diagnostic;

/**
 * What a DDL statement answers once it is carried out.
 *
 * @param commandTag the CommandComplete tag
 * @param notices in the order to be sent
 * @param changed whether the catalog is another one now, so that its revision grew; a skipped IF EXISTS changes nothing
 */
public record DdlOutcome(String commandTag, List<Diagnostic> notices, boolean changed) {

    public DdlOutcome {
        notices = List.copyOf(notices);
    }
}
