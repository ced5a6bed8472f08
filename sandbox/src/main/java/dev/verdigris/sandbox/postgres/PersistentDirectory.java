package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The directory of a server that keeps its data: {@code data} is PostgreSQL's, {@code password} holds the superuser's
 * password, {@code server.log} is the log of the last start, and {@code verdigris.lock} marks the directory as ours.
 */
final class PersistentDirectory {

    private static final String LOCK = "verdigris.lock";

    /** A server whose Java process was killed is stopped by its supervisor within this time. */
    private static final Duration LEFTOVER_LIMIT = Supervisor.STOP_LIMIT;

    private final Path home;
    private final Binaries binaries;
    private final ServerUser account;

    private PersistentDirectory(Path home, Binaries binaries, ServerUser account) {
        this.home = home;
        this.binaries = binaries;
        this.account = account;
    }

    /**
     * Locks the directory and makes it ready for a start: makes its data if there is none, and waits for a server that
     * is still stopping.
     *
     * @throws PostgresStartException when it is in use, or not ours, or of another version or user
     */
    static Storage open(Path directory, Binaries binaries, ServerUser account) throws PostgresStartException {
        try {
            Path home = prepared(directory, account);
            Path lockFile = home.resolve(LOCK);
            DirectoryLock lock = DirectoryLock.tryTake(lockFile).orElse(null);
            if (lock == null) {
                throw new PostgresStartException(home + " is in use by process " + DirectoryLock.owner(lockFile)
                        + ": stop that one, or choose another directory");
            }
            try {
                return new PersistentDirectory(home, binaries, account).ready(lock);
            } catch (IOException | PostgresStartException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new PostgresStartException("cannot use the data directory " + directory + ": " + e, e);
        }
    }

    private static Path prepared(Path directory, ServerUser account) throws IOException, PostgresStartException {
        if (!Files.exists(directory)) {
            Files.createDirectories(directory);
            // The server's user must reach the contents. Private files inside are closed to others.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        }
        Path home = directory.toRealPath();
        if (!Files.isDirectory(home)) {
            throw new PostgresStartException(home + " is not a directory");
        }
        if (!account.reaches(home)) {
            throw new PostgresStartException("the user id under which PostgreSQL runs here (" + account.fileOwner()
                    + ") cannot reach " + home + ": choose a directory below ones that all users may pass");
        }
        if (!Files.exists(home.resolve(LOCK))) {
            requireEmpty(home);
        }
        return home;
    }

    private static void requireEmpty(Path home) throws IOException, PostgresStartException {
        try (Stream<Path> entries = Files.list(home)) {
            if (entries.findAny().isEmpty()) {
                return;
            }
        }
        String kind = Files.exists(home.resolve("PG_VERSION"))
                ? "is the data directory of a PostgreSQL server that Verdigris did not make"
                : "is neither empty nor a directory that Verdigris made";
        throw new PostgresStartException(home + " " + kind + ": choose an empty or a new directory");
    }

    private Storage ready(DirectoryLock lock) throws IOException, PostgresStartException {
        Path data = home.resolve("data");
        Path password = home.resolve("password");
        if (Files.isDirectory(data)) {
            requireUsable(data);
            awaitLeftover(data);
        } else {
            Staging.removeUnfinished(home);
            DataDirectory.writePassword(password, RunDirectory.randomHex(16), account);
            Staging.build(
                    data, staged -> DataDirectory.create(staged, password, Durability.DURABLE, binaries, account));
        }
        return new Storage(
                data,
                home.resolve("server.log"),
                Optional.empty(),
                DataDirectory.readPassword(password),
                Durability.DURABLE,
                Optional.of(lock));
    }

    private void requireUsable(Path data) throws IOException, PostgresStartException {
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(Binaries.MAJOR_VERSION)) {
            throw new PostgresStartException(data + " was made by PostgreSQL " + version + ", and this is "
                    + Binaries.MAJOR_VERSION + ": choose another directory, or the version of Verdigris that made it");
        }
        int owner = ServerUser.ownerOf(data);
        if (owner != account.fileOwner()) {
            throw new PostgresStartException(data + " belongs to user id " + owner + ", but PostgreSQL runs here as "
                    + account.fileOwner() + ": start as the user who made it, or run chown -R " + account.fileOwner()
                    + " " + data);
        }
    }

    /** The lock is ours, so that a server that still runs has lost its Java process and is about to stop. */
    private void awaitLeftover(Path data) throws IOException, PostgresStartException {
        Optional<PostmasterFile> left = PostmasterFile.read(data);
        if (left.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> server = left.get().server();
        if (server.isPresent()) {
            awaitEnd(server.get());
        }
        // Another program may have its process id by now, and PostgreSQL would mistake that for a running server.
        Files.deleteIfExists(PostmasterFile.in(data));
    }

    private void awaitEnd(ProcessHandle server) throws PostgresStartException {
        try {
            ProcessHandle ended = server.onExit().get(LEFTOVER_LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (ended.isAlive()) {
                throw new IllegalStateException("process " + ended.pid() + " ended and is alive");
            }
        } catch (TimeoutException e) {
            throw new PostgresStartException(
                    "an earlier PostgreSQL server, process " + server.pid() + ", still runs on " + home
                            + " and does not stop: stop it with kill -INT " + server.pid(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresStartException("interrupted while waiting for a server to stop on " + home, e);
        } catch (ExecutionException e) {
            throw new PostgresStartException("cannot watch process " + server.pid(), e);
        }
    }
}
