package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.verdigris.sandbox.error.SqlError;

/**
 * A PostgreSQL server of our own. It listens only on a unix-domain socket in a private directory, so that it can
 * neither collide with another server nor be mistaken for one, and asks for a random password.
 *
 * <p>The server ends with this process, also when this process is killed; an ephemeral one then leaves no file. Safe
 * for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** A busy machine may need long to answer an accepted connection. */
    private static final Duration ANSWER_LIMIT = START_LIMIT;

    /** PostgreSQL's SQLSTATE while it starts, recovers or stops. */
    private static final String CANNOT_CONNECT_NOW = "57P03";

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(3);

    private final Supervisor supervisor;
    private final ProcessHandle server;
    private final RunDirectory run;
    private final Storage storage;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(
            Supervisor supervisor, ProcessHandle server, RunDirectory run, Storage storage, String password) {
        this.supervisor = supervisor;
        this.server = server;
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
     * @throws PostgresStartException when the server does not start; also when the thread is interrupted
     */
    public static EmbeddedPostgres start(PostgresConfig config) throws PostgresStartException {
        ServerUser account = ServerUser.detect();
        Path cache = CacheDirectory.open(config.cacheDirectory(), account, RunDirectory.bases());
        Binaries binaries = Binaries.unpacked(cache);
        RunDirectory run = RunDirectory.choose(account, RunDirectory.bases());
        Storage storage = config.dataDirectory().isPresent()
                ? PersistentDirectory.open(config.dataDirectory().get(), binaries, account)
                : Storage.ephemeral(run, cache, binaries, account);
        try {
            Supervisor supervisor = Supervisor.start(account, run, storage, command(config, binaries, run, storage));
            return whenReady(supervisor, run, storage);
        } catch (PostgresStartException | RuntimeException e) {
            storage.release();
            throw e;
        }
    }

    private static EmbeddedPostgres whenReady(Supervisor supervisor, RunDirectory run, Storage storage)
            throws PostgresStartException {
        try (StartupProbe probe = connect(supervisor, run, storage)) {
            ProcessHandle server = identified(probe, storage);
            String password = storage.password();
            if (storage.durability() == Durability.THROWAWAY) {
                // The template's password is known to every server that was made from it.
                password = RunDirectory.randomHex(16);
                probe.ask("ALTER ROLE " + DataDirectory.USER + " PASSWORD '" + password + "'");
            }
            return new EmbeddedPostgres(supervisor, server, run, storage, password);
        } catch (ClosedByInterruptException | InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(supervisor, storage, "interrupted while starting PostgreSQL", e);
        } catch (IOException | RuntimeException e) {
            throw failed(supervisor, storage, "PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    /**
     * Makes sure that the server that answers is the one of our data directory: the process that serves us must be a
     * child of the one that keeps its id there. Paths are not sufficient, because Java may not support their encoding.
     */
    private static ProcessHandle identified(StartupProbe probe, Storage storage) throws IOException {
        ProcessHandle server = PostmasterFile.read(storage.data())
                .flatMap(PostmasterFile::server)
                .orElseThrow(() -> new IOException("it ended at once"));
        long answering = Long.parseLong(probe.ask("SELECT pg_backend_pid()"));
        boolean isOurs = ProcessHandle.of(answering)
                .flatMap(ProcessHandle::parent)
                .filter(server::equals)
                .isPresent();
        if (!isOurs) {
            throw new IOException("process " + answering + ", which answers, is not of server " + server.pid());
        }
        return server;
    }

    /** Retries until the server accepts the login. Each pause ends early when the server ends. */
    private static StartupProbe connect(Supervisor supervisor, RunDirectory run, Storage storage)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                return StartupProbe.open(
                        run.socket(), DataDirectory.USER, DataDirectory.DATABASE, storage.password(), ANSWER_LIMIT);
            } catch (SqlError e) {
                boolean isNotReady = e.diagnostic().sqlState().equals(CANNOT_CONNECT_NOW);
                if (!isNotReady || System.nanoTime() > deadline) {
                    throw e;
                }
            } catch (SocketException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("it does not listen after " + START_LIMIT.toSeconds() + " s", e);
                }
            }
            if (supervisor.ended(BETWEEN_ATTEMPTS)) {
                throw new IOException("it ended at once");
            }
        }
    }

    private static PostgresStartException failed(Supervisor supervisor, Storage storage, String what, Exception cause) {
        String words = supervisor.stop() ? supervisor.lastWords() : "The server does not stop.";
        return new PostgresStartException(
                what + ". Its data directory is " + storage.data() + "; the end of its log:\n" + words, cause);
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
        settings.put("unix_socket_directories", '"' + run.path().toString().replace("\"", "\"\"") + '"');
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
        return supervisor.isAlive() && server.isAlive();
    }

    /** The server's process. */
    ProcessHandle process() {
        return server;
    }

    /**
     * Stops the server: open transactions are rolled back, connections are cut. Returns when it is gone, and with it
     * the data of an ephemeral one. Closing again does nothing.
     *
     * @throws IllegalStateException when the server does not end even when killed; a persistent directory then stays
     *     locked
     * @throws UncheckedIOException when the supervisor was killed and its run directory cannot be removed in its place
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (!supervisor.stop()) {
            throw new IllegalStateException("the PostgreSQL server of " + storage.data() + " does not stop");
        }
        if (Files.exists(run.path())) {
            tidyUp();
        }
        storage.release();
    }

    /** Cleans up in place of a supervisor that was killed. */
    private void tidyUp() {
        server.destroyForcibly();
        server.onExit().join();
        try {
            Staging.remove(run.path());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + run.path(), e);
        }
    }
}
