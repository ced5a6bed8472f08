package dev.verdigris.sandbox.server;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The connections that have not logged in yet. Their number is limited. When the limit is exceeded, the oldest one is
 * closed, because real clients log in at once.
 */
final class PendingLogins {

    private final int limit;
    private final Set<ClientConnection> pending = new LinkedHashSet<>();

    PendingLogins(int limit) {
        this.limit = limit;
    }

    /** Adds a connection, and closes the oldest one if there are too many now. */
    void add(ClientConnection connection) {
        ClientConnection oldest = addAndTakeOldest(connection);
        if (oldest != null) {
            oldest.disconnect();
        }
    }

    private synchronized @Nullable ClientConnection addAndTakeOldest(ClientConnection connection) {
        pending.add(connection);
        if (pending.size() <= limit) {
            return null;
        }
        Iterator<ClientConnection> oldestFirst = pending.iterator();
        ClientConnection oldest = oldestFirst.next();
        oldestFirst.remove();
        return oldest;
    }

    /** Removes a connection that has logged in or has ended. */
    synchronized void remove(ClientConnection connection) {
        pending.remove(connection);
    }
}
