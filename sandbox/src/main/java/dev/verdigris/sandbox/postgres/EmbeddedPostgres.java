package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL server of our own. It listens only on a unix-domain socket in a private directory, so that it can
 * neither collide with another server nor be mistaken for one, and asks for a random password.
 *
 * <p>The server ends with this process, also when this process is killed; an ephemeral one then leaves no file. Safe
 * for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(3);
    private static final int QUOTED_LOG_LINES = 20;

    private final Supervisor supervisor;
    private final RunDirectory run;
    private final Storage storage;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(Supervisor supervisor, RunDirectory run, Storage storage, String password) {
        this.supervisor = supervisor;
        this.run = run;
        this.storage = storage;
        this.password = password;
    }

    /**
     * Starts a server and waits until it accepts connections.
     *
     * <p>If this fails, nothing keeps running. If the process is killed meanwhile, the server stops and an ephemeral
     * one leaves no file; a persistent directory that was being made is made anew by the next start.
     *
     * @throws PostgresStartException when there is no server to be had; also when the thread is interrupted
     */
    public static EmbeddedPostgres start(PostgresConfig config) throws PostgresStartException {
        Account account = Account.detect();
        Path cache = CacheDirectory.open(config.cacheDirectory(), account);
        Binaries binaries = Binaries.unpacked(cache);
        RunDirectory run = RunDirectory.choose(account);
        Storage storage = config.dataDirectory().isPresent()
                ? PersistentDirectory.open(config.dataDirectory().get(), binaries, account)
                : Storage.ephemeral(run, cache, binaries, account);
        try {
            Supervisor supervisor = Supervisor.start(account, run, storage, command(config, binaries, run, storage));
            return whenReady(supervisor, run, storage);
        } catch (PostgresStartException e) {
            storage.release();
            throw e;
        }
    }

    private static EmbeddedPostgres whenReady(Supervisor supervisor, RunDirectory run, Storage storage)
            throws PostgresStartException {
        try (Conversation conversation = connect(supervisor, run, storage)) {
            String served = conversation.ask("SELECT current_setting('data_directory')");
            if (!Path.of(served).toRealPath().equals(storage.data().toRealPath())) {
                throw new IOException("the server at " + run.socket() + " is another one, of " + served);
            }
            String password = storage.password();
            if (storage.durability() == Durability.THROWAWAY) {
                // The template's password is known to every server that was made from it.
                password = RunDirectory.randomHex(16);
                conversation.ask("ALTER ROLE " + DataDirectory.USER + " PASSWORD '" + password + "'");
            }
            return new EmbeddedPostgres(supervisor, run, storage, password);
        } catch (IOException e) {
            throw failed(supervisor, storage, "PostgreSQL started, but cannot be used: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(supervisor, storage, "interrupted while starting PostgreSQL", e);
        }
    }

    /** Tries again until the server lets us in; each pause ends early when the server does. */
    private static Conversation connect(Supervisor supervisor, RunDirectory run, Storage storage)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                return Conversation.open(
                        run.socket(), DataDirectory.USER, DataDirectory.DATABASE, storage.password(), ANSWER_LIMIT);
            } catch (ServerRefusal e) {
                if (!e.isNotYet() || System.nanoTime() > deadline) {
                    throw e;
                }
            } catch (SocketException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("it does not listen after " + START_LIMIT.toSeconds() + " s", e);
                }
            }
            if (supervisor.ended(BETWEEN_ATTEMPTS)) {
                throw new IOException("the server ended at once");
            }
        }
    }

    private static PostgresStartException failed(Supervisor supervisor, Storage storage, String what, Exception cause) {
        String log = logTail(storage.log());
        boolean stopped = supervisor.stop();
        String words = stopped ? supervisor.lastWords() : "the server does not stop";
        return new PostgresStartException(
                what + ". Data directory: " + storage.data() + ". " + words + "\n" + log, cause);
    }

    private static String logTail(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - QUOTED_LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "There is no server log: " + e;
        }
    }

    private static List<String> command(PostgresConfig config, Binaries binaries, RunDirectory run, Storage storage) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "jit", "off",
                "timezone", "UTC",
                "log_timezone", "UTC",
                "shared_buffers", "64MB",
                "max_locks_per_transaction", "256",
                // Nothing replicates from here, and reading ahead is not worth three more processes.
                "wal_level", "minimal",
                "max_wal_senders", "0",
                "io_method", "sync"));
        settings.putAll(storage.durability().settings());
        settings.putAll(config.settings());
        settings.put("max_connections", Integer.toString(config.maxConnections()));
        settings.put("listen_addresses", "");
        settings.put("unix_socket_directories", '"' + run.path().toString() + '"');
        settings.put("unix_socket_permissions", "0700");
        List<String> command = new ArrayList<>(
                List.of(binaries.postgres().toString(), "-D", storage.data().toString(), "-p", "5432"));
        settings.forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return List.copyOf(command);
    }

    /** The unix-domain socket on which this server listens. */
    public Path socket() {
        return run.socket();
    }

    /** The name of the superuser. */
    public String user() {
        return DataDirectory.USER;
    }

    /** The superuser's password: random, and of this server alone. */
    public String password() {
        return password;
    }

    /** The name of the database. */
    public String database() {
        return DataDirectory.DATABASE;
    }

    /** PostgreSQL's data directory. */
    public Path dataDirectory() {
        return storage.data();
    }

    /** Whether the server runs. */
    public boolean isAlive() {
        return supervisor.isAlive();
    }

    /**
     * Stops the server: open transactions are rolled back, connections are cut. Returns when it is gone, and with it
     * the data of an ephemeral one. Closing again does nothing.
     *
     * @throws IllegalStateException when the server does not end even when killed; a persistent directory then stays
     *     locked
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (!supervisor.stop()) {
                throw new IllegalStateException("the PostgreSQL server of " + storage.data() + " does not stop");
            }
            storage.release();
        }
    }
}
