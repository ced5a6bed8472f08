package dev.verdigris.engine.request;

import java.time.Duration;
import java.util.Optional;

/**
 * The options of the engine for all verbs.
 *
 * @param parallelism the number of connections for parallel work, at least 1
 * @param swapRetries the pauses between attempts at a swap that the server refused because its catalog was busy
 * @param reconnects the pauses between attempts to connect again after a connection was lost
 * @param lockPatience the longest wait of init, build, deploy and abort for another run that is at work
 * @param pollInterval the longest time between two readings during a wait
 * @param subscribing whether to use SUBSCRIBE if the server offers it
 * @param statementTimeout the limit for the answer to each statement, positive; at the limit the statement is
 *     cancelled. Re-pointing a sink and a check have limits of their own
 * @param verbTimeout the limit for a whole verb, positive; empty means none. It shortens every other limit. At the
 *     limit the statement in flight is cancelled, no further step begins, and one last reading has half a second for
 *     the state in the report. The same verb, run again, continues
 * @param history how many ended deployments the history keeps, at least 0; with 0, no entry is written and none is
 *     dropped
 * @param heartbeat the time after which a session asks something while a builder runs, positive; networks close silent
 *     connections, and a run without one counts as ended
 * @param evidence whether the reports of a build and of a promotion also compare the contracts of the two sides; that
 *     reads nothing more from the server
 */
public record EngineOptions(
        int parallelism,
        Backoff swapRetries,
        Backoff reconnects,
        Duration lockPatience,
        Duration pollInterval,
        boolean subscribing,
        Duration statementTimeout,
        Optional<Duration> verbTimeout,
        int history,
        Duration heartbeat,
        boolean evidence) {

    /**
     * Four connections. Attempts at a swap for {@link Defaults#SWAP_TIMEOUT}, with pauses of 50 ms doubling to 400 ms.
     * Attempts to connect for at most 30 s, with pauses of 100 ms doubling to 5 s. 5 s for the record of another init.
     * A reading every 2 s or after a change. {@link Defaults#STATEMENT_TIMEOUT} for each answer. No limit for a whole
     * verb. {@link Defaults#HISTORY} deployments in the history. A heartbeat each 30 s. No comparison
     * in the report of a promotion.
     */
    public static final EngineOptions DEFAULT = new EngineOptions(
            4,
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(400), Integer.MAX_VALUE, Defaults.SWAP_TIMEOUT),
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 12, Duration.ofSeconds(30)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            true,
            Defaults.STATEMENT_TIMEOUT,
            Optional.empty(),
            Defaults.HISTORY,
            Duration.ofSeconds(30),
            false);

    /**
     * Throws {@link IllegalArgumentException} if {@code parallelism} is less than 1, {@code statementTimeout},
     * {@code verbTimeout} or {@code heartbeat} is not positive, or {@code history} is negative.
     */
    public EngineOptions {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1 but is " + parallelism);
        }
        if (!statementTimeout.isPositive()) {
            throw new IllegalArgumentException("statementTimeout must be positive but is " + statementTimeout);
        }
        if (verbTimeout.filter(limit -> !limit.isPositive()).isPresent()) {
            throw new IllegalArgumentException("verbTimeout must be positive but is " + verbTimeout.get());
        }
        if (!heartbeat.isPositive()) {
            throw new IllegalArgumentException("heartbeat must be positive but is " + heartbeat);
        }
        if (history < 0) {
            throw new IllegalArgumentException("history must be at least 0 but is " + history);
        }
    }

    /** The same with a number of connections. */
    public EngineOptions withParallelism(int connections) {
        return new EngineOptions(
                connections,
                swapRetries,
                reconnects,
                lockPatience,
                pollInterval,
                subscribing,
                statementTimeout,
                verbTimeout,
                history,
                heartbeat,
                evidence);
    }

    /** The same with other pauses between attempts at a swap. */
    public EngineOptions withSwapRetries(Backoff backoff) {
        return new EngineOptions(
                parallelism,
                backoff,
                reconnects,
                lockPatience,
                pollInterval,
                subscribing,
                statementTimeout,
                verbTimeout,
                history,
                heartbeat,
                evidence);
    }

    /** The same with the same pauses, but another time for which a swap is tried again. Zero means one attempt. */
    public EngineOptions withSwapTimeout(Duration limit) {
        return withSwapRetries(new Backoff(swapRetries.first(), swapRetries.longest(), swapRetries.attempts(), limit));
    }

    /** The same with other pauses between attempts to connect. */
    public EngineOptions withReconnects(Backoff backoff) {
        return new EngineOptions(
                parallelism,
                swapRetries,
                backoff,
                lockPatience,
                pollInterval,
                subscribing,
                statementTimeout,
                verbTimeout,
                history,
                heartbeat,
                evidence);
    }

    /** The same with a longest wait for the record of another init. */
    public EngineOptions withLockPatience(Duration limit) {
        return new EngineOptions(
                parallelism,
                swapRetries,
                reconnects,
                limit,
                pollInterval,
                subscribing,
                statementTimeout,
                verbTimeout,
                history,
                heartbeat,
                evidence);
    }

    /** The same with a longest time between two readings. */
    public EngineOptions withPollInterval(Duration longest) {
        return new EngineOptions(
                parallelism,
                swapRetries,
                reconnects,
                lockPatience,
                longest,
                subscribing,
                statementTimeout,
                verbTimeout,
                history,
                heartbeat,
                evidence);
    }

    /** The same with or without SUBSCRIBE. */
    public EngineOptions withSubscribing(boolean value) {
        return new EngineOptions(
                parallelism,
                swapRetries,
                reconnects,
                lockPatience,
                pollInterval,
                value,
                statementTimeout,
                verbTimeout,
                history,
                heartbeat,
                evidence);
    }

    /** The same with another limit for the answer to each statement. */
    public EngineOptions withStatementTimeout(Duration limit) {
        return new EngineOptions(
                parallelism,
                swapRetries,
                reconnects,
                lockPatience,
                pollInterval,
                subscribing,
                limit,
                verbTimeout,
                history,
                heartbeat,
                evidence);
    }

    /** The same with a limit for each whole verb. */
    public EngineOptions withVerbTimeout(Duration limit) {
        return new EngineOptions(
                parallelism,
                swapRetries,
                reconnects,
                lockPatience,
                pollInterval,
                subscribing,
                statementTimeout,
                Optional.of(limit),
                history,
                heartbeat,
                evidence);
    }

    /** The same with another number of ended deployments in the history. */
    public EngineOptions withHistory(int deployments) {
        return new EngineOptions(
                parallelism,
                swapRetries,
                reconnects,
                lockPatience,
                pollInterval,
                subscribing,
                statementTimeout,
                verbTimeout,
                deployments,
                heartbeat,
                evidence);
    }

    /** The same with another time after which a silent session asks something. */
    public EngineOptions withHeartbeat(Duration longest) {
        return new EngineOptions(
                parallelism,
                swapRetries,
                reconnects,
                lockPatience,
                pollInterval,
                subscribing,
                statementTimeout,
                verbTimeout,
                history,
                longest,
                evidence);
    }

    /** The same, with the contracts compared in the report of a promotion or not. */
    public EngineOptions withEvidence(boolean value) {
        return new EngineOptions(
                parallelism,
                swapRetries,
                reconnects,
                lockPatience,
                pollInterval,
                subscribing,
                statementTimeout,
                verbTimeout,
                history,
                heartbeat,
                value);
    }
}
