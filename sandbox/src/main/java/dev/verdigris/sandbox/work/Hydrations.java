package dev.verdigris.sandbox.work;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.backend.CatalogTransaction;

/**
 * The hydrations in progress. They are in memory only. After a restart, everything that is not marked in the database
 * is computed again, as on Materialize.
 */
final class Hydrations {

    private static final long BEFORE_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Each failure in a row doubles the pause, up to 1.6 seconds. */
    private static final int MOST_DOUBLINGS = 4;

    private final Evaluations evaluations;
    private final Duration minimum;
    private final Wakeup wakeup;
    private final LongSupplier clock;
    private final Map<Dataflow.Key, Pending> pending = new ConcurrentHashMap<>();

    private enum Stage {
        WAITING,
        COMPUTING,
        COMPUTED
    }

    private static final class Pending {
        final long since;
        volatile Stage stage = Stage.WAITING;
        volatile long notBefore;

        /** The number of failures in a row. Only the running task reads and writes it. */
        int failures;

        Pending(long now) {
            since = now;
            notBefore = now;
        }
    }

    /** A tracker with {@code clock}, in nanoseconds from any origin. */
    Hydrations(Evaluations evaluations, Duration minimum, Wakeup wakeup, LongSupplier clock) {
        this.evaluations = evaluations;
        this.minimum = minimum;
        this.wakeup = wakeup;
        this.clock = clock;
    }

    /**
     * Starts new computations, marks finished ones, and removes those that are no longer wanted.
     *
     * @return whether something was marked, so that other objects may be ready now
     */
    boolean update(List<Dataflow> wanted, CatalogTransaction sql) {
        Set<Dataflow.Key> keys = wanted.stream().map(Dataflow::key).collect(Collectors.toSet());
        for (Dataflow.Key key : List.copyOf(pending.keySet())) {
            if (!keys.contains(key)) {
                pending.remove(key);
                evaluations.cancel(key);
            }
        }
        boolean marked = false;
        for (Dataflow dataflow : wanted) {
            marked |= advance(dataflow, sql);
        }
        return marked;
    }

    private boolean advance(Dataflow dataflow, CatalogTransaction sql) {
        long now = clock.getAsLong();
        Pending state = pending.computeIfAbsent(dataflow.key(), key -> new Pending(now));
        switch (state.stage) {
            case WAITING -> {
                if (now - state.notBefore >= 0) {
                    state.stage = Stage.COMPUTING;
                    evaluations.submit(
                            dataflow,
                            () -> pending.get(dataflow.key()) == state,
                            computed -> finished(state, computed));
                }
            }
            case COMPUTING -> {
                // Its own thread reports when it is done.
            }
            case COMPUTED -> {
                Duration least = dataflow.minimum() == null ? minimum : dataflow.minimum();
                long due = state.since + least.toNanos();
                if (now - due >= 0) {
                    mark(dataflow, now - state.since, sql);
                    return true;
                }
                state.notBefore = due;
            }
        }
        return false;
    }

    private void finished(Pending state, boolean computed) {
        long pause = computed ? 0 : BEFORE_RETRY_NANOS << Math.min(state.failures, MOST_DOUBLINGS);
        state.failures = computed ? 0 : state.failures + 1;
        state.notBefore = clock.getAsLong() + pause;
        state.stage = computed ? Stage.COMPUTED : Stage.WAITING;
        wakeup.ring();
    }

    private void mark(Dataflow dataflow, long nanos, CatalogTransaction sql) {
        String took = TimeUnit.NANOSECONDS.toMicros(nanos) + " microseconds";
        sql.query(
                "SELECT mz_store.mark_hydrated($1, $2, $3::interval)", dataflow.objectId(), dataflow.replicaId(), took);
        pending.remove(dataflow.key());
    }

    /** The time of the clock at which the next one may continue. */
    long nextDue() {
        long now = clock.getAsLong();
        return pending.values().stream()
                .filter(state -> state.stage != Stage.COMPUTING)
                .mapToLong(state -> state.notBefore - now)
                .min()
                .stream()
                .map(left -> now + left)
                .findFirst()
                .orElseGet(() -> now + Wakeup.NEVER_NANOS);
    }
}
