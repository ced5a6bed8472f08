package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where one server keeps its data.
 *
 * @param data its data directory
 * @param log its log file
 * @param template what to copy to the data directory before the start; empty when the data exists already
 * @param password the superuser's password in that data
 * @param durability what the data must survive
 * @param lock held for as long as the server runs; empty when no other process can know the directory
 */
record Storage(
        Path data,
        Path log,
        Optional<Path> template,
        String password,
        Durability durability,
        Optional<DirectoryLock> lock) {

    /** Storage in a run directory, removed together with it. */
    static Storage ephemeral(RunDirectory run, Path cache, Binaries binaries, ServerUser account)
            throws PostgresStartException {
        Path template = DataDirectory.template(cache, binaries, account);
        try {
            return new Storage(
                    run.path().resolve("data"),
                    run.path().resolve("server.log"),
                    Optional.of(template.resolve("data")),
                    DataDirectory.readPassword(template.resolve("password")),
                    Durability.THROWAWAY,
                    Optional.empty());
        } catch (IOException e) {
            throw new PostgresStartException("the template " + template + " is damaged; remove it", e);
        }
    }

    /** Lets others use the directory. */
    void release() {
        lock.ifPresent(DirectoryLock::close);
    }

    /** The record's own text would show the password. */
    @Override
    public String toString() {
        return "Storage[" + data + "]";
    }
}
