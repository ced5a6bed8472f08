package dev.verdigris.engine.request;

import dev.verdigris.core.consent.Consents;

/**
 * A request of a verb that runs a plan, so that the plan can be shown first. Immutable: each {@code with} method
 * returns a changed copy.
 */
public sealed interface VerbRequest permits InitRequest, PromoteRequest, RollbackRequest, DropRequest {

    /**
     * Whether the verb changes nothing. The report then shows the plan. For a swap, the server confirms it in a
     * transaction that is rolled back.
     */
    boolean dryRun();

    /** The problems that only warn. */
    Consents accept();

    /** The same, or a dry run of it. */
    VerbRequest withDryRun(boolean value);

    /** The same with more problems that only warn. */
    VerbRequest withAccept(Consents consents);
}
