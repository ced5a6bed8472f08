package dev.verdigris.engine.request;

import java.time.Duration;

/** Drops the suffixed side: the staged one that was never promoted (abort), or the previous one (cleanup). */
public final class DropRequest extends VerbRequest {

    /** Drops a staged side. If subscriptions still run after the default time, it refuses. */
    public static final DropRequest STAGED = builder(Side.STAGED).build();

    /** Drops the previous side. If subscriptions still run after the default time, it refuses. */
    public static final DropRequest PREVIOUS = builder(Side.PREVIOUS).build();

    private final Side side;
    private final boolean adopt;
    private final Duration drainTimeout;
    private final boolean forceDrain;

    private DropRequest(Builder builder) {
        super(builder);
        this.side = builder.side;
        this.adopt = builder.adopt;
        this.drainTimeout = builder.drainTimeout;
        this.forceDrain = builder.forceDrain;
    }

    /** Begins a request with the defaults. */
    public static Builder builder(Side side) {
        return new Builder(side);
    }

    /** The side to drop. The request is refused if the suffixed side is the other one. */
    public Side side() {
        return side;
    }

    /** Whether a suffixed side without a lock schema counts as {@link #side()}. */
    public boolean adopt() {
        return adopt;
    }

    /** The longest wait for running SUBSCRIBEs on its clusters. */
    public Duration drainTimeout() {
        return drainTimeout;
    }

    /** Whether the side is dropped even if SUBSCRIBEs still run after that time. */
    public boolean forceDrain() {
        return forceDrain;
    }

    /** The kinds of suffixed sides. */
    public enum Side {
        /** It was never promoted. */
        STAGED,
        /** It was live before the promotion. */
        PREVIOUS
    }

    /** Collects the options. Each method changes one and returns the builder. */
    public static final class Builder extends VerbRequest.Builder<Builder> {

        private final Side side;
        private boolean adopt;
        private Duration drainTimeout = Defaults.DRAIN_TIMEOUT;
        private boolean forceDrain;

        private Builder(Side side) {
            this.side = side;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Sets whether a suffixed side without a lock schema counts as the one to drop. Default: false. */
        public Builder adopt(boolean value) {
            adopt = value;
            return this;
        }

        /** Sets the longest wait for running SUBSCRIBEs. Default: {@link Defaults#DRAIN_TIMEOUT}. */
        public Builder drainTimeout(Duration limit) {
            drainTimeout = limit;
            return this;
        }

        /** Sets whether the side is dropped even if SUBSCRIBEs still run. Default: false. */
        public Builder forceDrain(boolean value) {
            forceDrain = value;
            return this;
        }

        /** Creates the request. */
        public DropRequest build() {
            return new DropRequest(this);
        }
    }
}
