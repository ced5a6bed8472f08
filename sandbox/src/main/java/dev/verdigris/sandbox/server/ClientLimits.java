package dev.verdigris.sandbox.server;

import java.time.Duration;

/**
 * Connection limits. Clients above a limit, or too slow to log in, are rejected.
 *
 * @param clients how many clients may be logged in at once; one more gets SQLSTATE 53000
 * @param pendingLogins how many clients may be connected without a login; when there is one more, the oldest is
 *     disconnected
 * @param loginTime how long a client may take to log in, from its connection on; then its connection is closed
 * @param closingTime how long a server that closes waits for sessions to end; then it interrupts them
 */
public record ClientLimits(int clients, int pendingLogins, Duration loginTime, Duration closingTime) {

    /** Checks the numbers. */
    public ClientLimits {
        if (clients < 1) {
            throw new IllegalArgumentException("at least one client must be allowed, not " + clients);
        }
        if (pendingLogins < 1) {
            throw new IllegalArgumentException("at least one client must be able to log in, not " + pendingLogins);
        }
        if (loginTime.toMillis() < 1 || loginTime.toMillis() >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the time for a login is between a millisecond and 24 days");
        }
    }

    /** 380 clients, 512 that are not logged in yet, 30 seconds for a login, 5 seconds for closing. */
    public static ClientLimits defaults() {
        return new ClientLimits(380, 512, Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    /** The same with another number of clients. */
    public ClientLimits withClients(int number) {
        return new ClientLimits(number, pendingLogins, loginTime, closingTime);
    }

    /** The same with another number of clients that have not logged in. */
    public ClientLimits withPendingLogins(int number) {
        return new ClientLimits(clients, number, loginTime, closingTime);
    }

    /** The same with another time for a login. */
    public ClientLimits withLoginTime(Duration time) {
        return new ClientLimits(clients, pendingLogins, time, closingTime);
    }

    /** The same with another time for closing. */
    public ClientLimits withClosingTime(Duration time) {
        return new ClientLimits(clients, pendingLogins, loginTime, time);
    }
}
