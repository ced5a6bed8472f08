package dev.verdigris.sandbox.session;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that are open, by the process id that their clients know them by. */
public final class OpenSessions {

    private record Entry(int secret, ClientSession session) {}

    private final Map<Integer, Entry> open = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** Registers a session and gives the secret that a cancel request must carry. */
    public int add(int processId, ClientSession session) {
        int secret = random.nextInt();
        open.put(processId, new Entry(secret, session));
        return secret;
    }

    /** Forgets a session that has ended. */
    public void remove(int processId) {
        open.remove(processId);
    }

    /** Cancels what a session is doing; a wrong secret or an unknown process has no effect. */
    public void cancel(int processId, int secret) {
        Entry entry = open.get(processId);
        if (entry != null && entry.secret() == secret) {
            entry.session().cancel();
        }
    }

    /** Cancels what a session is doing, for one who may; an unknown process has no effect. */
    void cancel(int processId) {
        Entry entry = open.get(processId);
        if (entry != null) {
            entry.session().cancel();
        }
    }

    /** Cancels what every session is doing. */
    public void cancelAll() {
        open.values().forEach(entry -> entry.session().cancel());
    }
}
