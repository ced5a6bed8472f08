package dev.verdigris.sandbox.server;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The connections that have not logged in yet. There is a most of them: the one that has waited longest makes room, for
 * whoever means to log in does so at once.
 */
final class Strangers {

    private final int most;
    private final Set<ClientConnection> waiting = new LinkedHashSet<>();

    Strangers(int most) {
        this.most = most;
    }

    /** Adds one, and sends the eldest away if there are too many now. */
    void add(ClientConnection connection) {
        ClientConnection eldest = addAndTakeEldest(connection);
        if (eldest != null) {
            eldest.sendAway();
        }
    }

    private synchronized @Nullable ClientConnection addAndTakeEldest(ClientConnection connection) {
        waiting.add(connection);
        if (waiting.size() <= most) {
            return null;
        }
        Iterator<ClientConnection> eldestFirst = waiting.iterator();
        ClientConnection eldest = eldestFirst.next();
        eldestFirst.remove();
        return eldest;
    }

    /** This one has logged in, or gone. */
    synchronized void remove(ClientConnection connection) {
        waiting.remove(connection);
    }
}
