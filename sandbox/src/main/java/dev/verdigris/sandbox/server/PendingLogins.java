package dev.verdigris.sandbox.server;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The connections that have not logged in yet. There is a most of them: the one that has waited longest makes room, for
 * whoever means to log in does so at once.
 */
final class PendingLogins {

    private final int limit;
    private final Set<ClientConnection> pending = new LinkedHashSet<>();

    PendingLogins(int limit) {
        this.limit = limit;
    }

    /** Adds one, and sends the eldest away if there are too many now. */
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

    /** This one has logged in, or gone. */
    synchronized void remove(ClientConnection connection) {
        pending.remove(connection);
    }
}
