package dev.verdigris.engine.request;

import java.time.Duration;

import dev.verdigris.core.readiness.ReadinessPolicy;

/** Waits for the staged side to become ready. */
public final class AwaitRequest {

    /** The default policy and the default limit. */
    public static final AwaitRequest DEFAULT = builder().build();

    private final ReadinessPolicy policy;
    private final Duration timeout;

    private AwaitRequest(Builder builder) {
        this.policy = builder.policy;
        this.timeout = builder.timeout;
    }

    /** Begins a request with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The definition of ready. */
    public ReadinessPolicy policy() {
        return policy;
    }

    /** The longest wait. Zero means one reading without a wait. */
    public Duration timeout() {
        return timeout;
    }

    /** Collects the options. Each method changes one and returns the builder. */
    public static final class Builder {

        private ReadinessPolicy policy = ReadinessPolicy.DEFAULT;
        private Duration timeout = Defaults.READY_TIMEOUT;

        private Builder() {}

        /** Sets the definition of ready. Default: {@link ReadinessPolicy#DEFAULT}. */
        public Builder policy(ReadinessPolicy value) {
            policy = value;
            return this;
        }

        /** Sets the longest wait. Zero means one reading without a wait. Default: {@link Defaults#READY_TIMEOUT}. */
        public Builder timeout(Duration limit) {
            timeout = limit;
            return this;
        }

        /** Creates the request. */
        public AwaitRequest build() {
            return new AwaitRequest(this);
        }
    }
}
