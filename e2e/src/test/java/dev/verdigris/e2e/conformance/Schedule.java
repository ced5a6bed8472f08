package dev.verdigris.e2e.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import dev.verdigris.e2e.conformance.PlannedRuns.PlannedRun;

/**
 * Runs cases, several at once if that is asked for. A case that must run alone waits for those that run, and those that
 * follow wait for it. If one at once is asked for, the thread that asks for a result runs the case.
 */
final class Schedule implements AutoCloseable {

    /** Runs one case. */
    @FunctionalInterface
    interface Runner {
        CaseResult run(PlannedRun planned);
    }

    private final Map<PlannedRun, FutureTask<CaseResult>> tasks = new LinkedHashMap<>();
    private final ReentrantReadWriteLock running = new ReentrantReadWriteLock(true);
    private final int parallel;
    private final ExecutorService threads;

    /**
     * Begins the runs, unless only one may be at once.
     *
     * @param runs in the order in which they begin
     * @param parallel how many may be at once
     * @param runner runs one case, in any thread
     */
    Schedule(List<PlannedRun> runs, int parallel, Runner runner) {
        this.parallel = parallel;
        for (PlannedRun planned : runs) {
            tasks.put(planned, new FutureTask<>(() -> run(planned, runner)));
        }
        threads = Executors.newFixedThreadPool(parallel, Thread.ofPlatform().daemon().factory());
        if (parallel > 1) {
            tasks.values().forEach(threads::execute);
        }
    }

    private CaseResult run(PlannedRun planned, Runner runner) {
        Lock lock = planned.one().runsAlone() ? running.writeLock() : running.readLock();
        lock.lock();
        try {
            return runner.run(planned);
        } finally {
            lock.unlock();
        }
    }

    /** The result of a run, when it has ended. */
    CaseResult result(PlannedRun planned) throws InterruptedException {
        FutureTask<CaseResult> task = tasks.get(planned);
        if (parallel == 1) {
            task.run();
        }
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(planned.one().name() + " could not be run", failed.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
