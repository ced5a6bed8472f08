package dev.verdigris.sandbox.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PersistentDirectoryTest {

    /** A directory after a first start. Copying it is several times as fast as creating one. */
    @TempDir
    private static Path made;

    @TempDir
    private Path scratch;

    private Path home;

    @BeforeAll
    static void makeOne() throws Exception {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        EmbeddedPostgres.start(PostgresConfig.persistent(made)).close();
    }

    @BeforeEach
    void chooseAHostileName() throws Exception {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = scratch.toRealPath().resolve("it's \"data\" $HOME");
    }

    /** The home is as after an earlier start. */
    private void startedBefore() throws Exception {
        ShortCommand copy = ShortCommand.run(List.of("cp", "-a", made.toString(), home.toString()), "");
        assertThat(copy.output()).isEmpty();
        assertThat(copy.succeeded()).isTrue();
    }

    private EmbeddedPostgres start() throws PostgresStartException {
        return EmbeddedPostgres.start(PostgresConfig.persistent(home));
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(this::start)
                .isInstanceOf(PostgresStartException.class)
                .message()
                .contains(parts);
    }

    @Test
    void keepsItsRowsItsPasswordAndItsLog() throws Exception {
        startedBefore();
        String password;
        try (EmbeddedPostgres postgres = start();
                StartupProbe client = Clients.connect(postgres)) {
            password = postgres.password();
            assertThat(client.ask("SHOW fsync") + client.ask("SHOW synchronous_commit"))
                    .isEqualTo("onon");
            assertThat(client.ask("CREATE TABLE t AS SELECT 42 AS x")).isEmpty();
        }
        try (EmbeddedPostgres postgres = start();
                StartupProbe client = Clients.connect(postgres.socket(), password)) {
            assertThat(client.ask("SELECT x FROM t")).isEqualTo("42");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(home.resolve("server.log")).content().contains("ready to accept connections");
        assertThat(home.resolve("server.log.old")).content().contains("shutting down");
    }

    @Test
    void keepsCommittedRowsWhenTheProcessIsKilled() throws Exception {
        startedBefore();
        try (ChildJvm child = ChildJvm.Launch.plain().start(Directories.cache().toString(), home.toString())) {
            ChildJvm.Server server = child.ready();
            try (StartupProbe client = server.connect()) {
                assertThat(client.ask("CREATE TABLE t (x int); INSERT INTO t VALUES (1)"))
                        .isEmpty();
                assertThat(client.ask("BEGIN; INSERT INTO t VALUES (2)")).isEmpty();
                child.kill();
                // Started at once, while the old server may still be stopping.
                try (EmbeddedPostgres postgres = start();
                        StartupProbe again = Clients.connect(postgres)) {
                    assertThat(server.process().isAlive()).isFalse();
                    assertThat(again.ask("SELECT string_agg(x::text, ',') FROM t"))
                            .isEqualTo("1");
                }
            }
        }
    }

    @Test
    void keepsCommittedRowsWhenTheServerItselfIsKilled() throws Exception {
        startedBefore();
        try (EmbeddedPostgres postgres = start();
                StartupProbe client = Clients.connect(postgres)) {
            assertThat(client.ask("CREATE TABLE t AS SELECT 5 AS x")).isEmpty();
            assertThat(postgres.process().destroyForcibly()).isTrue();
            Clients.awaitEnd(postgres.process());
        }
        assertThat(home.resolve("data/postmaster.pid")).exists();
        try (EmbeddedPostgres postgres = start();
                StartupProbe client = Clients.connect(postgres)) {
            assertThat(client.ask("SELECT x FROM t")).isEqualTo("5");
        }
    }

    @Test
    void theProcessIdOfAnotherProgramIsNoServer() throws Exception {
        startedBefore();
        Path file = home.resolve("data/postmaster.pid");
        // After a restart of a machine or container: our own process id, in a file from long ago.
        Files.write(
                file,
                List.of(
                        Long.toString(ProcessHandle.current().pid()),
                        home.resolve("data").toString(),
                        Long.toString(Instant.now().getEpochSecond())));
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    @Test
    void refusesASecondStartAndKeepsTheFirst() throws Exception {
        startedBefore();
        try (EmbeddedPostgres postgres = start()) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertRefused("is in use by process " + ProcessHandle.current().pid());
            }
            try (ChildJvm child =
                    ChildJvm.Launch.plain().start(Directories.cache().toString(), home.toString())) {
                assertThat(child.refusal())
                        .contains("is in use by process "
                                + ProcessHandle.current().pid());
            }
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    @Test
    void refusesForeignDirectoriesAndLeavesThemAlone() throws Exception {
        Files.createDirectory(home);
        Files.writeString(home.resolve("letter.txt"), "dear");
        assertRefused("is neither empty nor a directory that Verdigris made");
        Files.writeString(home.resolve("PG_VERSION"), "18\n");
        assertRefused("is the data directory of a PostgreSQL server that Verdigris did not make");
        try (Stream<Path> entries = Files.list(home)) {
            assertThat(entries).hasSize(2);
        }
    }

    @Test
    void refusesAFileInPlaceOfADirectory() throws Exception {
        Files.writeString(home, "");
        assertRefused("is not a directory");
    }

    @Test
    void refusesTheDataOfAnotherMajorVersion() throws Exception {
        startedBefore();
        Files.writeString(home.resolve("data/PG_VERSION"), "17\n");
        assertRefused("was made by PostgreSQL 17, and this is 18");
    }

    @Test
    void anIncompleteDirectoryIsMadeAgain() throws Exception {
        Files.createDirectories(home.resolve(".new-123/base"));
        Files.writeString(home.resolve("verdigris.lock"), "1\n");
        Files.writeString(home.resolve("password"), "half");
        try (EmbeddedPostgres postgres = start();
                StartupProbe client = Clients.connect(postgres)) {
            assertThat(client.ask("SELECT 1")).isEqualTo("1");
        }
        assertThat(home.resolve(".new-123")).doesNotExist();
    }

    @Test
    void aRefusedStartReleasesTheDirectory() throws Exception {
        startedBefore();
        Path version = home.resolve("data/PG_VERSION");
        Files.writeString(version, "17\n");
        assertRefused("PostgreSQL 17");
        Files.writeString(version, "18\n");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.isAlive()).isTrue();
        }
    }
}
