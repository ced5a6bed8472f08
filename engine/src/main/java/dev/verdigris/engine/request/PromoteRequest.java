package dev.verdigris.engine.request;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.core.readiness.ReadinessPolicy;
import org.jspecify.annotations.Nullable;

/** Makes the staged side live, or completes the follow-up of an earlier promotion. */
public final class PromoteRequest extends VerbRequest {

    /** All guardrails, no wait, the default limit for each sink. */
    public static final PromoteRequest DEFAULT = builder().build();

    private final Optional<AwaitRequest> awaiting;
    private final ReadinessPolicy policy;
    private final boolean skipReadiness;
    private final boolean adopt;
    private final Duration sinkTimeout;

    private PromoteRequest(Builder builder) {
        super(builder);
        this.awaiting = Optional.ofNullable(builder.awaiting);
        this.policy = builder.policy;
        this.skipReadiness = builder.skipReadiness;
        this.adopt = builder.adopt;
        this.sinkTimeout = builder.sinkTimeout;
    }

    /** Begins a request with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The wait for readiness; empty means one reading right before the swap. */
    public Optional<AwaitRequest> awaiting() {
        return awaiting;
    }

    /** The definition of ready, for the reading right before the swap. */
    public ReadinessPolicy policy() {
        return policy;
    }

    /** Whether to promote a side that is not ready. */
    public boolean skipReadiness() {
        return skipReadiness;
    }

    /**
     * Whether a suffixed side without a lock schema counts as staged even if it is older than the live side. A newer
     * one always counts as staged.
     */
    public boolean adopt() {
        return adopt;
    }

    /** The limit for re-pointing one sink. */
    public Duration sinkTimeout() {
        return sinkTimeout;
    }

    /** Collects the options. Each method changes one and returns the builder. */
    public static final class Builder extends VerbRequest.Builder<Builder> {

        private @Nullable AwaitRequest awaiting;
        private ReadinessPolicy policy = ReadinessPolicy.DEFAULT;
        private boolean skipReadiness;
        private boolean adopt;
        private Duration sinkTimeout = Defaults.SINK_TIMEOUT;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** Waits for readiness first, and uses the policy of {@code request}. Default: no wait. */
        public Builder awaiting(AwaitRequest request) {
            awaiting = request;
            policy = request.policy();
            return this;
        }

        /**
         * Sets the definition of ready for the reading right before the swap. Default: {@link ReadinessPolicy#DEFAULT}.
         */
        public Builder policy(ReadinessPolicy value) {
            policy = value;
            return this;
        }

        /** Sets whether to promote a side that is not ready. Default: false. */
        public Builder skipReadiness(boolean value) {
            skipReadiness = value;
            return this;
        }

        /** Sets whether an older side without a lock schema counts as staged. Default: false. */
        public Builder adopt(boolean value) {
            adopt = value;
            return this;
        }

        /** Sets the limit for re-pointing one sink. Default: {@link Defaults#SINK_TIMEOUT}. */
        public Builder sinkTimeout(Duration limit) {
            sinkTimeout = limit;
            return this;
        }

        /** Creates the request. */
        public PromoteRequest build() {
            return new PromoteRequest(this);
        }
    }
}
