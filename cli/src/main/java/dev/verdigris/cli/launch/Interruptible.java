package dev.verdigris.cli.launch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

import dev.verdigris.cli.output.ProcessContext.Signal;
import dev.verdigris.cli.output.ProcessContext.Signals;

/** Ends a run in order after a signal (Ctrl-C, SIGTERM): the run is interrupted and has time to close its resources. */
public final class Interruptible implements Signals {

    /** The default time for a command to end, because it may have servers to stop. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final IntConsumer halt;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Optional<Signal> arrived = Optional.empty();
    private volatile Ending ending = new Ending(() -> {}, GRACE, () -> {});

    private volatile boolean ctrlCExpected;
    private volatile int exitCode;

    private record Ending(Runnable stop, Duration grace, Runnable lastWord) {}

    /** Runs commands. {@code halt} ends the process with an exit code while it is ending already. */
    public Interruptible(IntConsumer halt) {
        this.halt = halt;
    }

    @Override
    public Optional<Signal> arrived() {
        return arrived;
    }

    @Override
    public void endAfter(Runnable stop, Duration grace, Runnable lastWord) {
        ending = new Ending(stop, grace, lastWord);
    }

    @Override
    public void expectCtrlC() {
        ctrlCExpected = true;
    }

    /**
     * Runs {@code command} on this thread. After a signal the thread is interrupted. The process ends when the command
     * returns or its grace period is over, with the exit code of the signal, or with that of a command that expects
     * Ctrl-C.
     */
    public int run(IntSupplier command) {
        Thread runner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(runner), "signal"));
        try {
            exitCode = command.getAsInt();
            return exitCode;
        } finally {
            done.countDown();
        }
    }

    /** The signal that ends the process: the JVM has a thread of its name, which waits for the end of all commands. */
    private static Signal signal() {
        boolean terminated = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith(Signal.SIGTERM.name()));
        return terminated ? Signal.SIGTERM : Signal.SIGINT;
    }

    /** Runs when the process ends, with or without a signal. */
    private void stop(Thread runner) {
        if (done.getCount() == 0) {
            return;
        }
        arrived = Optional.of(signal());
        runner.interrupt();
        try {
            Ending wanted = ending;
            wanted.stop().run();
            if (!done.await(wanted.grace().toMillis(), TimeUnit.MILLISECONDS)) {
                wanted.lastWord().run();
            } else if (ctrlCExpected && arrived.equals(Optional.of(Signal.SIGINT))) {
                halt.accept(exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
