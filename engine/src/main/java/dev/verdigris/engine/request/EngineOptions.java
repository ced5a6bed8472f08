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

    private EngineOptions(Builder builder) {
        this.parallelism = builder.parallelism;
        this.swapRetries = builder.swapRetries;
        this.reconnects = builder.reconnects;
        this.lockPatience = builder.lockPatience;
        this.pollInterval = builder.pollInterval;
        this.subscribing = builder.subscribing;
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

    /** Collects the options. Each method changes one and returns the builder. */
    public static final class Builder {

        private int parallelism = 4;
        private Backoff swapRetries =
                new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5), 30, Duration.ofMinutes(2));
        private Backoff reconnects =
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 12, Duration.ofSeconds(30));
        private Duration lockPatience = Duration.ofSeconds(5);
        private Duration pollInterval = Duration.ofSeconds(2);
        private boolean subscribing = true;

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

        /** Sets the pauses between attempts at a swap. Default: 50 ms doubling to 5 s, for at most 2 minutes. */
        public Builder swapRetries(Backoff backoff) {
            swapRetries = backoff;
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
