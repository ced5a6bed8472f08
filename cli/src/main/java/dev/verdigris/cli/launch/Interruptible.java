package dev.verdigris.cli.launch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Lets a signal (Ctrl-C, SIGTERM) end a run in order: the run is interrupted and gets time to close what it holds. */
public final class Interruptible {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private Interruptible() {}

    /**
     * Runs {@code command} on this thread. On a signal the thread is interrupted, and the process ends when the command
     * returns or after {@link #GRACE}, with the exit code that the signal stands for.
     */
    public static int run(IntSupplier command) {
        Thread runner = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(runner, done), "signal");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return command.getAsInt();
        } finally {
            done.countDown();
        }
    }

    private static void stop(Thread runner, CountDownLatch done) {
        if (done.getCount() == 0) {
            return;
        }
        runner.interrupt();
        try {
            boolean ended = done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                // Nothing more can be done here: the process ends, and the next run goes on from the catalog.
                runner.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
