package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes data directories, each with the superuser, its password and the database. */
final class DataDirectory {

    static final String USER = "mz_backend";
    static final String DATABASE = "materialize";

    /**
     * The locale is PostgreSQL's own C.UTF-8, which sorts by bytes and knows all letters on every system, independent
     * of the system's C library.
     */
    private static final List<String> INITDB_OPTIONS = List.of(
            "--username=" + USER,
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--auth=password",
            // The password is random, so that slow hashing would only slow down each connection.
            "--set",
            "scram_iterations=1",
            "--no-instructions");

    /** Only the socket accepts connections, and only with the password. */
    private static final String HBA = "local all all password\n";

    /** The database of the clients replaces one that nobody uses, so that there is one less to copy. */
    private static final String RENAMING = "ALTER DATABASE postgres RENAME TO " + DATABASE;

    private DataDirectory() {}

    /** Distinguishes data directories that were made differently. */
    static String recipe(Durability durability) {
        return Integer.toHexString(
                List.of(INITDB_OPTIONS, durability.initdbOptions(), durability.superfluous(), HBA, RENAMING)
                        .hashCode());
    }

    /**
     * A ready-made data directory in the cache, to be copied for each new server: copying takes a fraction of the time
     * of initdb. The file {@code password} next to it holds the password of its superuser.
     */
    static Path template(Path cache, Binaries binaries, ServerUser account) throws PostgresStartException {
        Durability durability = Durability.THROWAWAY;
        Path template = cache.resolve(
                "template-" + binaries.home().getFileName() + "-" + account.fileOwner() + "-" + recipe(durability));
        if (Files.isDirectory(template)) {
            return template;
        }
        try {
            Staging.build(template, staged -> {
                account.own(staged);
                writePassword(staged.resolve("password"), RunDirectory.randomHex(16), account);
                Path data = Files.createDirectory(
                        staged.resolve("data"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                create(data, staged.resolve("password"), durability, binaries, account);
            });
        } catch (IOException e) {
            throw new PostgresStartException("cannot make a template for data directories in " + cache, e);
        }
        return template;
    }

    /** Writes a file that only the server's account and this process may read. */
    static void writePassword(Path file, String password, ServerUser account) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        account.own(file);
    }

    static String readPassword(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    /**
     * Makes a data directory. If this fails or stops, the contents are useless and must be removed.
     *
     * @param data an empty directory that only this user can enter
     * @param passwordFile holds the password of the superuser
     */
    static void create(Path data, Path passwordFile, Durability durability, Binaries binaries, ServerUser account)
            throws IOException, PostgresStartException {
        account.own(data);
        List<String> initdb = Stream.of(
                        Stream.of(binaries.initdb().toString(), "--pgdata=" + data, "--pwfile=" + passwordFile),
                        INITDB_OPTIONS.stream(),
                        durability.initdbOptions().stream())
                .flatMap(words -> words)
                .toList();
        require(ShortCommand.run(account.command(initdb), ""), "initdb", data);
        single(data, "template1", List.of(RENAMING), binaries, account);
        List<String> removal = durability.superfluous().stream()
                .flatMap(name -> Stream.of("ALTER DATABASE " + name + " IS_TEMPLATE false", "DROP DATABASE " + name))
                .toList();
        if (!removal.isEmpty()) {
            single(data, DATABASE, removal, binaries, account);
        }
        // initdb has written everything else to the disk.
        Files.writeString(
                data.resolve("pg_hba.conf"),
                HBA,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.SYNC);
    }

    /** Runs statements in a single-user server. With -j, a semicolon and an empty line end a statement. */
    private static void single(
            Path data, String database, List<String> statements, Binaries binaries, ServerUser account)
            throws PostgresStartException {
        List<String> server =
                List.of(binaries.postgres().toString(), "--single", "-j", "-D", data.toString(), database);
        String input = statements.stream().collect(Collectors.joining(";\n\n", "", ";\n\n"));
        require(ShortCommand.run(account.command(server), input), "postgres --single", data);
    }

    private static void require(ShortCommand command, String name, Path data) throws PostgresStartException {
        // A single-user server reports a failed statement, and goes on to end well.
        if (!command.succeeded() || command.output().contains("ERROR:")) {
            throw new PostgresStartException(name + " could not make the data directory " + data + " (exit code "
                    + command.exitCode() + "):\n" + command.output());
        }
    }
}
