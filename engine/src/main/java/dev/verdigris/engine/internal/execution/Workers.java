package dev.verdigris.engine.internal.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.verdigris.engine.internal.connection.Sessions;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.CancelledException;

/** Runs independent work in parallel, each piece on a separate session. */
final class Workers {

    private final Sessions sessions;
    private final int parallelism;

    /** Creates an instance. It creates no thread and no session before it runs. */
    public Workers(Sessions sessions, int parallelism) {
        this.sessions = sessions;
        this.parallelism = parallelism;
    }

    /**
     * Runs all pieces and returns when all have ended. If only one connection is allowed, they run one by one on the
     * catalog session in the calling thread.
     *
     * <p>After a piece has thrown an exception, no further piece begins. The running pieces end, and then the first
     * exception is thrown.
     */
    public void run(List<? extends Consumer<SqlSession>> pieces) {
        if (parallelism == 1) {
            pieces.forEach(piece -> piece.accept(sessions.catalog()));
            return;
        }
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallelism, pieces.size()))) {
            for (Consumer<SqlSession> piece : pieces) {
                futures.add(threads.submit(() -> runUnless(failed, piece)));
            }
        }
        rethrowFirst(futures);
    }

    private void runUnless(AtomicBoolean failed, Consumer<SqlSession> piece) {
        if (failed.get()) {
            return;
        }
        boolean done = false;
        try {
            SqlSession session = sessions.lease();
            try {
                piece.accept(session);
            } finally {
                sessions.release(session);
            }
            done = true;
        } finally {
            if (!done) {
                failed.set(true);
            }
        }
    }

    /**
     * Throws the exception of the first failed piece. All pieces have ended, except those that an interrupt prevented.
     */
    private static void rethrowFirst(List<Future<?>> futures) {
        for (Future<?> future : futures) {
            if (future.state() == Future.State.FAILED) {
                switch (future.exceptionNow()) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    case Throwable e -> throw new IllegalStateException(e);
                }
            }
        }
        if (futures.stream().anyMatch(future -> !future.isDone())) {
            throw new CancelledException("the thread was interrupted", null);
        }
    }
}
