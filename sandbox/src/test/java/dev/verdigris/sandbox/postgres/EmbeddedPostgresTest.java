package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.sandbox.error.SqlError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedPostgresTest {

    private static PostgresConfig with(Map<String, String> settings) {
        return new PostgresConfig(Optional.empty(), PostgresConfig.ephemeral().cacheDirectory(), 17, settings);
    }

    @Test
    void servesOverItsSocketAndLeavesNoFiles() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresConfig.ephemeral());
        ProcessHandle server = postgres.process();
        try (StartupProbe client = Clients.connect(postgres)) {
            assertThat(client.ask("SHOW server_version_num")).startsWith(Binaries.MAJOR_VERSION);
            assertThat(client.ask("SELECT current_user || ' ' || current_database()"))
                    .isEqualTo(postgres.user() + " " + postgres.database());
            assertThat(client.ask("SHOW max_connections")).isEqualTo("400");
            assertThat(client.ask("SHOW fsync")).isEqualTo("off");
            assertThat(client.ask("SHOW TimeZone")).isEqualTo("UTC");
            assertThat(client.ask("SELECT count(*) FROM pg_database WHERE NOT datistemplate"))
                    .isEqualTo("1");
        }
        assertThat(postgres.isAlive()).isTrue();
        assertThat(postgres.dataDirectory().resolve("PG_VERSION")).exists();
        postgres.close();
        postgres.close();
        assertThat(postgres.isAlive()).isFalse();
        assertThat(server.isAlive()).isFalse();
        assertThat(postgres.socket().getParent()).doesNotExist();
    }

    @Test
    void sortsByBytesAndKnowsAllLettersOnEverySystem() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresConfig.ephemeral());
                StartupProbe client = Clients.connect(postgres)) {
            assertThat(client.ask("SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(client.ask("SELECT lower('ÄÉŁ') || upper('ж')")).isEqualTo("äéłЖ");
            assertThat(client.ask("SELECT string_agg(x, '' ORDER BY x) FROM (VALUES ('ä'), ('a'), ('B'), ('z')) v(x)"))
                    .isEqualTo("Bazä");
        }
    }

    @Test
    void refusesAWrongPasswordAndTheTemplatesPassword() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresConfig.ephemeral())) {
            ServerUser account = ServerUser.detect();
            Path cache = Directories.cache();
            Path template = DataDirectory.template(cache, Binaries.unpacked(cache), account);
            String shared = DataDirectory.readPassword(template.resolve("password"));
            for (String wrong : new String[] {"", "postgres", postgres.password() + "x", shared}) {
                assertThatThrownBy(() -> Clients.connect(postgres.socket(), wrong))
                        .isInstanceOf(SqlError.class)
                        .hasMessageMatching(".*(28P01|empty password).*");
            }
        }
    }

    @Test
    void keepsTheSocketAndThePasswordPrivate() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresConfig.ephemeral())) {
            Path directory = postgres.socket().getParent();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            assertThat(Clients.processesNaming(directory)).isNotEmpty();
            assertThat(ProcessHandle.allProcesses()
                            .map(process -> process.info().commandLine().orElse(""))
                            .filter(line -> line.contains(postgres.password())))
                    .isEmpty();
        }
    }

    @Test
    void worksNextToAServerOnThePostgresPort() throws Exception {
        try (ServerSocket taken = takenPort();
                EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresConfig.ephemeral());
                StartupProbe client = Clients.connect(postgres)) {
            assertThat(taken.isClosed()).isFalse();
            assertThat(client.ask("SHOW listen_addresses")).isEmpty();
            assertThat(client.ask("SHOW data_directory"))
                    .isEqualTo(postgres.dataDirectory().toString());
        }
    }

    private static ServerSocket takenPort() throws IOException {
        try {
            return new ServerSocket(5432, 1, InetAddress.getLoopbackAddress());
        } catch (BindException e) {
            System.out.println("port 5432 is taken already, which serves as well: " + e.getMessage());
            return new ServerSocket(0);
        }
    }

    @Test
    void twoServersShareNothing() throws Exception {
        try (EmbeddedPostgres one = EmbeddedPostgres.start(PostgresConfig.ephemeral());
                EmbeddedPostgres other = EmbeddedPostgres.start(PostgresConfig.ephemeral())) {
            try (StartupProbe client = Clients.connect(one)) {
                assertThat(client.ask("CREATE TABLE t AS SELECT 1")).isEmpty();
            }
            try (StartupProbe client = Clients.connect(other)) {
                assertThat(client.ask("SELECT to_regclass('t') IS NULL")).isEqualTo("t");
            }
            assertThat(one.password()).isNotEqualTo(other.password());
            assertThatThrownBy(() -> Clients.connect(other.socket(), one.password()))
                    .isInstanceOf(SqlError.class);
        }
    }

    @Test
    void settingsOfTheCallerTakePrecedence() throws Exception {
        try (EmbeddedPostgres postgres =
                        EmbeddedPostgres.start(with(Map.of("fsync", "on", "search_path", "\"a b\", 'c'")));
                StartupProbe client = Clients.connect(postgres)) {
            assertThat(client.ask("SHOW fsync")).isEqualTo("on");
            assertThat(client.ask("SHOW search_path")).isEqualTo("\"a b\", 'c'");
            assertThat(client.ask("SHOW max_connections")).isEqualTo("17");
        }
    }

    @Test
    void quotesTheServersLogWhenItDoesNotStart() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(with(Map.of("shared_buffers", "a lot"))))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"a lot\"")
                .satisfies(e -> assertThat(dataDirectoryNamedIn(e)).doesNotExist());
    }

    private static Path dataDirectoryNamedIn(Throwable problem) {
        String message = problem.getMessage();
        int start = message.indexOf("data directory is ") + "data directory is ".length();
        return Path.of(message.substring(start, message.indexOf(';', start))).getParent();
    }

    @Test
    void anInterruptEndsTheStartAndLeavesNothingRunning() throws Exception {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(PostgresConfig.ephemeral()))
                    .isInstanceOf(PostgresStartException.class)
                    .hasMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void noticesThatTheServerWasKilled() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresConfig.ephemeral())) {
            assertThat(postgres.process().destroyForcibly()).isTrue();
            Clients.awaitEnd(postgres);
        }
    }

    @Test
    void cleansUpWhenTheSupervisorWasKilled() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresConfig.ephemeral());
        ProcessHandle supervisor = postgres.process().parent().orElseThrow();
        assertThat(supervisor.destroyForcibly()).isTrue();
        Clients.awaitEnd(postgres);
        postgres.close();
        assertThat(postgres.process().isAlive()).isFalse();
        assertThat(postgres.socket().getParent()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"listen_addresses", "Unix_Socket_Directories", "hba_file", "port", "", "a b", "-c", "a=b"})
    void refusesSettingsThatWouldAllowOtherClients(String name) {
        assertThatThrownBy(() -> with(Map.of(name, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }
}
