package dev.verdigris.cli.output;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets a frame follow the time and the size of the terminal, once a second. */
final class Seconds implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("terminal").factory());

    private Seconds() {}

    static Seconds start(Runnable tick) {
        Seconds seconds = new Seconds();
        seconds.thread.scheduleAtFixedRate(reporting(tick), 1, 1, TimeUnit.SECONDS);
        return seconds;
    }

    /** The executor keeps a fault to itself and ends the ticks. So the fault is reported first. */
    static Runnable reporting(Runnable tick) {
        return () -> {
            try {
                tick.run();
            } catch (RuntimeException | Error fault) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
                throw fault;
            }
        };
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
