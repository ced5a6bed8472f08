package dev.verdigris.engine.internal.execution;

import java.time.Duration;

/** How the engine lets time pass; tests let it pass at once. */
@FunctionalInterface
public interface Pause {

    /**
     * Returns after {@code duration}.
     *
     * @throws Interruption when the thread is asked to stop; its interrupt flag is set again
     */
    void of(Duration duration);

    /** Waits on the real clock. */
    static Pause real() {
        return duration -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Interruption(e);
            }
        };
    }

    /**
     * Ends the work of a thread that was asked to stop while it was doing something that does not notice.
     *
     * @throws Interruption when it was asked to; its interrupt flag stays set
     */
    static void heedInterrupts() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Interruption(new InterruptedException("asked to stop"));
        }
    }

    /** The thread was asked to stop while it waited. What was done so far stands; running the verb again continues. */
    final class Interruption extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Wraps the thread's own signal. */
        public Interruption(InterruptedException cause) {
            super("interrupted", cause);
        }
    }
}
