package dev.verdigris.sandbox.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.backend.CatalogTransaction.Row;
import dev.verdigris.sandbox.request.CancelToken;
import dev.verdigris.sandbox.request.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults that concern statements and commits, as last read from the database. After a statement that names {@code
 * mz_sandbox}, call {@link #reload}, so that the fault applies to the next statement. Other changes arrive within
 * milliseconds.
 */
public final class FaultInjection {

    private static final Logger LOG = LoggerFactory.getLogger(FaultInjection.class);

    /** As case-insensitive as the patterns that hold statements. */
    private static final Pattern OWN_SCHEMA = Pattern.compile("mz_sandbox", Pattern.CASE_INSENSITIVE);

    private volatile State state = new State(false, List.of(), List.of());

    /** Held while the faults are read and stored, so that an older reading cannot replace a newer one. */
    private final ReentrantLock reading = new ReentrantLock();

    private final List<BlockedStatement> waiting = new CopyOnWriteArrayList<>();

    /** The effect of a fault on a COMMIT. */
    public enum CommitFault {
        /** Nothing is committed; the client gets SQLSTATE 40001. */
        CONFLICT,
        /** Nothing is committed; the connection breaks. */
        DROP_BEFORE,
        /** All is committed; the connection breaks before the answer. */
        DROP_AFTER
    }

    private record Delay(Pattern pattern, long millis) {}

    private record State(boolean hasCommitFault, List<Pattern> holds, List<Delay> delays) {
        boolean holds(String sql) {
            return holds.stream().anyMatch(pattern -> pattern.matcher(sql).find());
        }

        /** In milliseconds; 0 without a delay. */
        long delay(String sql) {
            return delays.stream()
                    .filter(delay -> delay.pattern().matcher(sql).find())
                    .mapToLong(Delay::millis)
                    .max()
                    .orElse(0);
        }
    }

    /** A statement that waits until it is released or until its delay has passed. */
    private record BlockedStatement(String sql, boolean held, CompletableFuture<Void> permission) {
        boolean waits(State state) {
            return held ? state.holds(sql) : state.delay(sql) > 0;
        }
    }

    /**
     * Whether a statement names the schema of the faults. Such a statement is never held, and may change the faults.
     */
    public static boolean isControlStatement(String sql) {
        return OWN_SCHEMA.matcher(sql).find();
    }

    /** Reads the faults again and releases statements that are no longer held or delayed. */
    public void reload(CatalogTransaction transaction) {
        reading.lock();
        try {
            state = read(transaction);
        } finally {
            reading.unlock();
        }
        waiting.forEach(this::release);
    }

    private static State read(CatalogTransaction transaction) {
        List<Row> rows = transaction.query("SELECT kind, target, value FROM mz_store.fault"
                + " WHERE kind IN ('commit', 'hold_statements', 'delay_statements')");
        return new State(
                rows.stream().anyMatch(row -> row.text(0).equals("commit")),
                rows.stream()
                        .filter(row -> row.text(0).equals("hold_statements"))
                        .flatMap(row -> pattern(row.text(1)).stream())
                        .toList(),
                rows.stream()
                        .filter(row -> row.text(0).equals("delay_statements"))
                        .flatMap(row -> pattern(row.text(1)).map(p -> new Delay(p, row.number(2))).stream())
                        .toList());
    }

    private void release(BlockedStatement statement) {
        if (!statement.waits(state)) {
            statement.permission().complete(null);
        }
    }

    private static Optional<Pattern> pattern(String regex) {
        try {
            return Optional.of(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
        } catch (PatternSyntaxException malformed) {
            LOG.warn("statements cannot be held by the pattern {}: {}", regex, malformed.getDescription());
            return Optional.empty();
        }
    }

    /**
     * Takes the fault that was requested for the next COMMIT; the caller must carry it out. Costs nothing while
     * there is none.
     *
     * @param transaction must commit by itself, apart from the one that is to fail
     */
    public Optional<CommitFault> takeCommitFault(CatalogTransaction transaction) {
        if (!state.hasCommitFault()) {
            return Optional.empty();
        }
        List<Row> taken = transaction.query("DELETE FROM mz_store.fault WHERE kind = 'commit' RETURNING value");
        reload(transaction);
        return taken.stream().findFirst().map(row -> switch (row.text(0)) {
            case "fail" -> CommitFault.CONFLICT;
            case "drop-before" -> CommitFault.DROP_BEFORE;
            default -> CommitFault.DROP_AFTER;
        });
    }

    /**
     * Completes when a statement may run: at once, unless a fault holds or delays it. Statements that name {@code
     * mz_sandbox} may always run, because one of them must release the others. A caller that stops waiting cancels the
     * future.
     */
    public CompletableFuture<Void> permission(String sql) {
        State now = state;
        boolean held = now.holds(sql);
        long millis = held ? 0 : now.delay(sql);
        if (!held && millis == 0 || isControlStatement(sql)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> permission = new CompletableFuture<>();
        BlockedStatement statement = new BlockedStatement(sql, held, permission);
        waiting.add(statement);
        permission.whenComplete((permitted, cancelled) -> waiting.remove(statement));
        if (!held) {
            permission.completeOnTimeout(null, millis, TimeUnit.MILLISECONDS);
        }
        synchronized (waiting) {
            waiting.notifyAll();
        }
        // The release may have happened between the check and the entry.
        release(statement);
        return permission;
    }

    /**
     * Returns when a statement may run.
     *
     * @param cancel ends the wait when the client cancels
     * @param beforeWaiting runs once if the statement has to wait
     */
    public void await(String sql, CancelToken cancel, Runnable beforeWaiting) {
        CompletableFuture<Void> permission = permission(sql);
        if (!permission.isDone()) {
            beforeWaiting.run();
        }
        Waiting.await(permission, cancel);
    }

    private long countHeld() {
        return waiting.stream().filter(BlockedStatement::held).count();
    }

    /**
     * Waits until so many statements are held at once.
     *
     * @return whether they were within the limit
     */
    public boolean awaitHeld(int count, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (waiting) {
            while (countHeld() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                waiting.wait(left);
            }
            return true;
        }
    }
}
