package dev.verdigris.cli.launch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Lets a signal (Ctrl-C, SIGTERM) end a run in order: the run is interrupted and gets time to close what it holds. */
public final class Interruptible {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean arrived;

    /** Whether a signal has arrived. */
    public boolean arrived() {
        return arrived;
    }

    /**
     * Runs {@code command} on this thread. On a signal the thread is interrupted, and the process ends when the command
     * returns or after {@link #GRACE}, with the exit code that the signal stands for.
     */
    public int run(IntSupplier command) {
        Thread runner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(runner), "signal"));
        try {
            return command.getAsInt();
        } finally {
            done.countDown();
        }
    }

    /** Runs when the process ends, by a signal or by itself. */
    private void stop(Thread runner) {
        if (done.getCount() == 0) {
            return;
        }
        arrived = true;
        runner.interrupt();
        try {
            if (!done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                // Nothing more can be done here: the process ends, and the next run goes on from the catalog.
                runner.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
