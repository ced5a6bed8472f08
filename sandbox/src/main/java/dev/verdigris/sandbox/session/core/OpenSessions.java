package dev.verdigris.sandbox.session.core;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The open sessions, by the process id that their clients know. */
public final class OpenSessions {

    private record Entry(int secret, Runnable cancel) {}

    private final Map<Integer, Entry> open = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /**
     * Registers a session.
     *
     * @param cancel stops the statement that the session runs; called from any thread
     * @return the secret that a cancel request must carry
     */
    public int add(int processId, Runnable cancel) {
        int secret = random.nextInt();
        open.put(processId, new Entry(secret, cancel));
        return secret;
    }

    /** Removes a session that has ended. */
    public void remove(int processId) {
        open.remove(processId);
    }

    /** Cancels what a session is doing; a wrong secret or an unknown process has no effect. */
    public void cancel(int processId, int secret) {
        Entry entry = open.get(processId);
        if (entry != null && entry.secret() == secret) {
            entry.cancel().run();
        }
    }

    /** Cancels a session's current statement without a secret, for a caller that has checked the right to do so. An unknown
     * process has no effect. */
    public void cancel(int processId) {
        Entry entry = open.get(processId);
        if (entry != null) {
            entry.cancel().run();
        }
    }

    /** Cancels what every session is doing. */
    public void cancelAll() {
        open.values().forEach(entry -> entry.cancel().run());
    }
}
