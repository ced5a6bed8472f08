package dev.verdigris.engine.request;

import java.time.Duration;

/**
 * How the engine goes about its work, whatever the verb.
 *
 * @param parallelism how many connections may work side by side, at least 1
 * @param swapRetries pauses between attempts at a swap that the server refused because its catalog was busy
 * @param reconnects pauses between attempts to connect again after a connection was lost
 * @param lockPatience how long init waits for the record of a lock schema that somebody else has just made
 * @param pollInterval the longest time between two looks at what is awaited
 * @param subscribing whether to watch by SUBSCRIBE where the server offers it
 */
public record EngineOptions(
        int parallelism,
        Backoff swapRetries,
        Backoff reconnects,
        Duration lockPatience,
        Duration pollInterval,
        boolean subscribing) {

    /** Four connections, half a minute of retries, looks every two seconds or as soon as something changes. */
    public static final EngineOptions DEFAULT = new EngineOptions(
            4,
            new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5), 30, Duration.ofMinutes(2)),
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 12, Duration.ofSeconds(30)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            true);

    public EngineOptions {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1");
        }
    }

    /** The same with another number of connections. */
    public EngineOptions withParallelism(int connections) {
        return new EngineOptions(connections, swapRetries, reconnects, lockPatience, pollInterval, subscribing);
    }

    /** The same with or without SUBSCRIBE. */
    public EngineOptions subscribing(boolean on) {
        return new EngineOptions(parallelism, swapRetries, reconnects, lockPatience, pollInterval, on);
    }
}
