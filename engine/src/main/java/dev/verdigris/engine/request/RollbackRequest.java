package dev.verdigris.engine.request;

import java.time.Duration;

import dev.verdigris.core.readiness.ReadinessPolicy;

/** Makes the previous side live again. */
public final class RollbackRequest extends VerbRequest {

    /** All guardrails, the default limit for each sink. */
    public static final RollbackRequest DEFAULT = builder().build();

    private final ReadinessPolicy policy;
    private final Duration sinkTimeout;

    private RollbackRequest(Builder builder) {
        super(builder);
        this.policy = builder.policy;
        this.sinkTimeout = builder.sinkTimeout;
    }

    /** Begins a request with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The definition of ready, for the previous side right before the swap. */
    public ReadinessPolicy policy() {
        return policy;
    }

    /** The limit for re-pointing one sink. */
    public Duration sinkTimeout() {
        return sinkTimeout;
    }

    /** Collects the options. Each method changes one and returns the builder. */
    public static final class Builder extends VerbRequest.Builder<Builder> {

        private ReadinessPolicy policy = ReadinessPolicy.DEFAULT;
        private Duration sinkTimeout = Defaults.SINK_TIMEOUT;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** Sets the definition of ready right before the swap. Default: {@link ReadinessPolicy#DEFAULT}. */
        public Builder policy(ReadinessPolicy value) {
            policy = value;
            return this;
        }

        /** Sets the limit for re-pointing one sink. Default: {@link Defaults#SINK_TIMEOUT}. */
        public Builder sinkTimeout(Duration limit) {
            sinkTimeout = limit;
            return this;
        }

        /** Creates the request. */
        public RollbackRequest build() {
            return new RollbackRequest(this);
        }
    }
}
