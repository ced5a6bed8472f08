package dev.verdigris.engine.request;

import java.time.Duration;

/**
 * The options of the engine for all verbs.
 *
 * @param parallelism the number of connections for parallel work, at least 1
 * @param swapRetries the pauses between attempts at a swap that the server refused because its catalog was busy
 * @param reconnects the pauses between attempts to connect again after a connection was lost
 * @param lockPatience the longest wait of init for the record of a lock schema that another run has just created
 * @param pollInterval the longest time between two readings during a wait
 * @param subscribing whether to use SUBSCRIBE if the server offers it
 */
public record EngineOptions(
        int parallelism,
        Backoff swapRetries,
        Backoff reconnects,
        Duration lockPatience,
        Duration pollInterval,
        boolean subscribing) {

    /**
     * Four connections. Attempts at a swap for at most 2 minutes, with pauses of 50 ms doubling to 5 s. Attempts to
     * connect for at most 30 s, with pauses of 100 ms doubling to 5 s. 5 s for the record of another init. A reading
     * every 2 s or after a change.
     */
    public static final EngineOptions DEFAULT = new EngineOptions(
            4,
            new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5), 30, Duration.ofMinutes(2)),
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 12, Duration.ofSeconds(30)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            true);

    /** Throws {@link IllegalArgumentException} if {@code parallelism} is less than 1. */
    public EngineOptions {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1 but is " + parallelism);
        }
    }

    /** The same with a number of connections. */
    public EngineOptions withParallelism(int connections) {
        return new EngineOptions(connections, swapRetries, reconnects, lockPatience, pollInterval, subscribing);
    }

    /** The same with other pauses between attempts at a swap. */
    public EngineOptions withSwapRetries(Backoff backoff) {
        return new EngineOptions(parallelism, backoff, reconnects, lockPatience, pollInterval, subscribing);
    }

    /** The same with other pauses between attempts to connect. */
    public EngineOptions withReconnects(Backoff backoff) {
        return new EngineOptions(parallelism, swapRetries, backoff, lockPatience, pollInterval, subscribing);
    }

    /** The same with a longest wait for the record of another init. */
    public EngineOptions withLockPatience(Duration limit) {
        return new EngineOptions(parallelism, swapRetries, reconnects, limit, pollInterval, subscribing);
    }

    /** The same with a longest time between two readings. */
    public EngineOptions withPollInterval(Duration longest) {
        return new EngineOptions(parallelism, swapRetries, reconnects, lockPatience, longest, subscribing);
    }

    /** The same with or without SUBSCRIBE. */
    public EngineOptions withSubscribing(boolean value) {
        return new EngineOptions(parallelism, swapRetries, reconnects, lockPatience, pollInterval, value);
    }
}
