package dev.verdigris.sandbox.backend;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One connection for the short queries of many threads, each in a transaction of its own. A broken connection is
 * replaced at the next call; the call during which it broke fails with {@link BackendLost}.
 */
public final class SharedConnection implements AutoCloseable {

    private final BackendAddress address;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable BackendConnection connection;

    /** Connects at the first call. */
    public SharedConnection(BackendAddress address) {
        this.address = address;
    }

    /** Runs {@code work}; every statement commits by itself. */
    public <T> T call(Function<CatalogTransaction, T> work) {
        lock.lock();
        try {
            return work.apply(connected().sql());
        } catch (BackendLost lost) {
            close();
            throw lost;
        } finally {
            lock.unlock();
        }
    }

    /** Runs {@code work}, which gives no result; every statement commits by itself. */
    public void run(Consumer<CatalogTransaction> work) {
        lock.lock();
        try {
            work.accept(connected().sql());
        } catch (BackendLost lost) {
            close();
            throw lost;
        } finally {
            lock.unlock();
        }
    }

    private BackendConnection connected() {
        BackendConnection open = connection;
        if (open == null) {
            open = BackendConnection.open(address, "verdigris-sandbox");
            connection = open;
        }
        return open;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            BackendConnection open = connection;
            connection = null;
            if (open != null) {
                open.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
