package dev.verdigris.sandbox.server;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.verdigris.sandbox.session.ClientSession;

/** The sessions that are open, by the process id that their clients know them by. */
final class Sessions {

    private record Entry(int secret, ClientSession session) {}

    private final Map<Integer, Entry> open = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** Registers a session and gives the secret that a cancel request must carry. */
    int add(int processId, ClientSession session) {
        int secret = random.nextInt();
        open.put(processId, new Entry(secret, session));
        return secret;
    }

    void remove(int processId) {
        open.remove(processId);
    }

    /** Cancels what a session is doing; a wrong secret or an unknown process has no effect. */
    void cancel(int processId, int secret) {
        Entry entry = open.get(processId);
        if (entry != null && entry.secret() == secret) {
            entry.session().cancel();
        }
    }

    void cancelAll() {
        open.values().forEach(entry -> entry.session().cancel());
    }
}
