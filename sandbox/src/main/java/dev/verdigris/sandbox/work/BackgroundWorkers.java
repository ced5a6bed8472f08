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
 * All workers of a sandbox. They are woken by the database itself, whose triggers tell of every committed change of the
 * catalog, of faults and of users' tables, and by {@link #catalogChanged}; they never poll, except that lag is recorded
 * at an interval and load generators tick.
 *
 * <p>What they keep stands in the database in transactions of its own, so that they can be stopped at any moment.
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

    /** Adds one who is told, quickly returning, whenever hydration or lag was recorded. */
    public void addProgressListener(Runnable listener) {
        progressListeners.add(listener);
    }

    /** The sinks' streams. */
    public SinkStreams sinks() {
        return sinks;
    }

    /** The faults that the front end has to obey. */
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

    /** Stops the workers where they are. */
    @Override
    public void close() {
        notifications.close();
        scheduler.close();
        evaluations.close();
        generators.close();
        sinks.close();
    }
}
