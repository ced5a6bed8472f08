package dev.verdigris.engine.request;

import java.time.Duration;

/** The options of the engine for all verbs. */
public final class EngineOptions {

    /** Four connections, two minutes of retries, and a reading every two seconds or after a change. */
    public static final EngineOptions DEFAULT = builder().build();

    private final int parallelism;
    private final Backoff swapRetries;
    private final Backoff reconnects;
    private final Duration lockPatience;
    private final Duration pollInterval;
    private final boolean subscribing;
    private final Duration statementTimeout;

    private EngineOptions(Builder builder) {
        this.parallelism = builder.parallelism;
        this.swapRetries = builder.swapRetries;
        this.reconnects = builder.reconnects;
        this.lockPatience = builder.lockPatience;
        this.pollInterval = builder.pollInterval;
        this.subscribing = builder.subscribing;
        this.statementTimeout = builder.statementTimeout;
    }

    /** Begins options with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The number of connections for parallel work, at least 1. */
    public int parallelism() {
        return parallelism;
    }

    /** The pauses between attempts at a swap that the server refused because its catalog was busy. */
    public Backoff swapRetries() {
        return swapRetries;
    }

    /** The pauses between attempts to connect again after a connection was lost. */
    public Backoff reconnects() {
        return reconnects;
    }

    /** The longest wait of init for the record of a lock schema that another run has just created. */
    public Duration lockPatience() {
        return lockPatience;
    }

    /** The longest time between two readings during a wait. */
    public Duration pollInterval() {
        return pollInterval;
    }

    /** Whether to use SUBSCRIBE if the server offers it. */
    public boolean subscribing() {
        return subscribing;
    }

    /** The limit for the answer to each statement. Re-pointing a sink and a check have limits of their own. */
    public Duration statementTimeout() {
        return statementTimeout;
    }

    /** Collects the options. Each method changes one and returns the builder. */
    public static final class Builder {

        private int parallelism = 4;
        private Backoff swapRetries =
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(400), Integer.MAX_VALUE, Defaults.SWAP_TIMEOUT);
        private Backoff reconnects =
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 12, Duration.ofSeconds(30));
        private Duration lockPatience = Duration.ofSeconds(5);
        private Duration pollInterval = Duration.ofSeconds(2);
        private boolean subscribing = true;
        private Duration statementTimeout = Defaults.STATEMENT_TIMEOUT;

        private Builder() {}

        /**
         * Sets the number of connections for parallel work. Default: 4.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder parallelism(int connections) {
            if (connections < 1) {
                throw new IllegalArgumentException("parallelism must be at least 1 but is " + connections);
            }
            parallelism = connections;
            return this;
        }

        /** Sets the pauses between attempts at a swap. Default: 50 ms doubling to 400 ms, for at most 2 minutes. */
        public Builder swapRetries(Backoff backoff) {
            swapRetries = backoff;
            return this;
        }

        /**
         * Sets how long a swap is tried again, with unchanged pauses. Default: {@link Defaults#SWAP_TIMEOUT}. Zero means
         * one attempt.
         */
        public Builder swapTimeout(Duration limit) {
            swapRetries = new Backoff(swapRetries.first(), swapRetries.longest(), swapRetries.attempts(), limit);
            return this;
        }

        /**
         * Sets the limit for the answer to each statement. Default: {@link Defaults#STATEMENT_TIMEOUT}. At the limit
         * the statement is cancelled.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder statementTimeout(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("statementTimeout must be positive but is " + limit);
            }
            statementTimeout = limit;
            return this;
        }

        /** Sets the pauses between attempts to connect again. Default: 100 ms doubling to 5 s, for at most 30 s. */
        public Builder reconnects(Backoff backoff) {
            reconnects = backoff;
            return this;
        }

        /** Sets the longest wait of init for the record of another init. Default: 5 s. */
        public Builder lockPatience(Duration limit) {
            lockPatience = limit;
            return this;
        }

        /** Sets the longest time between two readings during a wait. Default: 2 s. */
        public Builder pollInterval(Duration longest) {
            pollInterval = longest;
            return this;
        }

        /** Sets whether to use SUBSCRIBE if the server offers it. Default: true. */
        public Builder subscribing(boolean value) {
            subscribing = value;
            return this;
        }

        /** Creates the options. */
        public EngineOptions build() {
            return new EngineOptions(this);
        }
    }
}
