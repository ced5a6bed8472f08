package dev.verdigris.sandbox.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.catalog.lock.CatalogListener;
import dev.verdigris.sandbox.fault.FaultInjection;

/**
 * All workers of a sandbox. Triggers in the database and {@link #catalogChanged} wake them at every committed change of
 * the catalog, of faults and of users' tables. They do not poll, except that they record lag at an interval and that
 * load generators tick.
 *
 * <p>Their state is in the database, in transactions of its own, so that they can be stopped at any moment.
 */
public final class BackgroundWorkers implements CatalogListener, AutoCloseable {

    private final Wakeup wakeup = new Wakeup();
    private final FaultInjection faults = new FaultInjection();
    private final List<Runnable> progressListeners = new CopyOnWriteArrayList<>();
    private final Evaluations evaluations;
    private final Generators generators;
    private final SinkStreams sinks;
    private final WorkScheduler scheduler;
    private final Notifications notifications;

    private BackgroundWorkers(Supplier<BackendConnection> connections, WorkSettings settings) {
        evaluations = new Evaluations(connections, settings);
        generators = new Generators(connections.get());
        sinks = new SinkStreams(connections.get(), settings);
        scheduler = new WorkScheduler(connections.get(), wakeup, evaluations, generators, sinks, faults, settings);
        notifications = new Notifications(connections.get(), this::heard);
        scheduler.start();
    }

    /**
     * Starts the workers.
     *
     * @param connections opens a new connection to the sandbox's database, as its superuser
     */
    public static BackgroundWorkers start(Supplier<BackendConnection> connections, WorkSettings settings) {
        return new BackgroundWorkers(connections, settings);
    }

    private void heard(String what) {
        switch (what) {
            case "data" -> sinks.changed();
            case "progress" -> progressListeners.forEach(Runnable::run);
            default -> wakeup.ring();
        }
    }

    @Override
    public void catalogChanged(long revision) {
        wakeup.ring();
    }

    /** Adds a listener that runs after hydration or lag was recorded. It must return quickly. */
    public void addProgressListener(Runnable listener) {
        progressListeners.add(listener);
    }

    /** The sinks' streams. */
    public SinkStreams sinks() {
        return sinks;
    }

    /** The faults that concern statements and commits. */
    public FaultInjection faults() {
        return faults;
    }

    /** A timer with one thread that ends with the JVM. */
    static ScheduledExecutorService scheduler(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    /** Stops the workers at once. */
    @Override
    public void close() {
        notifications.close();
        scheduler.close();
        evaluations.close();
        generators.close();
        sinks.close();
    }
}
