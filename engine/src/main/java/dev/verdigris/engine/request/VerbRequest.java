package dev.verdigris.engine.request;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import dev.verdigris.core.problem.ProblemCode;

/**
 * A request of a verb that runs a plan, so that the plan can be shown first. Immutable: each {@code with} method returns
 * a changed copy.
 */
public sealed interface VerbRequest permits InitRequest, PromoteRequest, RollbackRequest, DropRequest {

    /**
     * Whether the verb changes nothing. The report then shows the plan. For a swap, the server confirms it in a
     * transaction that is rolled back.
     */
    boolean dryRun();

    /** The problems that only warn. A code that cannot be accepted has no effect here. */
    Set<ProblemCode> accept();

    /** The same, or a dry run of it. */
    VerbRequest withDryRun(boolean value);

    /** The same with these problems that only warn. */
    VerbRequest withAccept(Set<ProblemCode> codes);

    /** An immutable copy in the order of the codes. */
    static Set<ProblemCode> copy(Set<ProblemCode> codes) {
        return codes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(codes));
    }
}
