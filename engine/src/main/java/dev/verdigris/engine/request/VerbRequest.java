package dev.verdigris.engine.request;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.problem.ProblemCode;

/** A request of a verb that runs a plan, so that the plan can be shown first. Immutable. */
public abstract sealed class VerbRequest permits InitRequest, PromoteRequest, RollbackRequest, DropRequest {

    private final boolean dryRun;
    private final Set<ProblemCode> accept;

    VerbRequest(Builder<?> builder) {
        this.dryRun = builder.dryRun;
        this.accept = Collections.unmodifiableSet(EnumSet.copyOf(builder.accept));
    }

    /**
     * Whether the verb changes nothing. The report then shows the plan. For a swap, the server confirms it in a
     * transaction that is rolled back.
     */
    public final boolean dryRun() {
        return dryRun;
    }

    /** The problems that only warn. A code that cannot be accepted has no effect here. */
    public final Set<ProblemCode> accept() {
        return accept;
    }

    /**
     * Collects the common options of these requests. Each method changes one option and returns the builder.
     *
     * @param <B> the request's own builder
     */
    public abstract static sealed class Builder<B extends Builder<B>>
            permits InitRequest.Builder, PromoteRequest.Builder, RollbackRequest.Builder, DropRequest.Builder {

        private boolean dryRun;
        private final Set<ProblemCode> accept = EnumSet.noneOf(ProblemCode.class);

        Builder() {}

        abstract B self();

        /** Sets whether the verb changes nothing. Default: false. */
        public final B dryRun(boolean value) {
            dryRun = value;
            return self();
        }

        /** Adds problems that only warn. Default: none. */
        public final B accept(Collection<ProblemCode> codes) {
            accept.addAll(codes);
            return self();
        }

        /** Adds problems that only warn. */
        public final B accept(ProblemCode... codes) {
            return accept(List.of(codes));
        }
    }
}
