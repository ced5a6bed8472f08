package dev.verdigris.e2e.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** {@code verdigris sandbox} from its first line to Ctrl-C. */
final class SandboxJourneyTest {

    @TempDir
    private Path directory;

    /** C35: the superuser too. */
    @Test
    void printsHowToConnectAndStopsOnControlC() throws IOException, InterruptedException {
        assumeThat(Leftovers.canBeSeen())
                .as("processes cannot be looked at without /proc")
                .isTrue();
        Leftovers leftovers = new Leftovers();
        Process sandbox = ForegroundProcess.start(
                directory,
                leftovers.environment(),
                "sandbox",
                "--port",
                "0",
                "--superuser-port",
                "0",
                "--output",
                "json");
        BufferedReader out = sandbox.inputReader(StandardCharsets.UTF_8);
        JsonNode started = new ObjectMapper().readTree(out.readLine());
        int port = started.path("port").asInt();
        assertThat(started.path("psql").asText()).contains("psql").contains(Integer.toString(port));
        assertThat(started.path("jdbc").asText()).startsWith("jdbc:postgresql://");
        int superuserPort = started.path("superuserPort").asInt();
        assertThat(started.path("superuserPsql").asText())
                .contains(" -p " + superuserPort + " ")
                .contains("mz_system");
        Target superuser = new Target("127.0.0.1", superuserPort, "mz_system", "", "materialize");
        try (WireClient client = WireClient.connect(superuser, Map.of())) {
            assertThat(client.simple("GRANT CREATECLUSTER ON SYSTEM TO materialize")
                            .error())
                    .isEmpty();
        }
        VerdigrisProcess.run(
                        directory,
                        Map.of(),
                        "status",
                        "--schema",
                        "public",
                        "--url",
                        "postgres://materialize@127.0.0.1:" + port + "/materialize?sslmode=disable")
                .exits(0);

        assertThat(leftovers.processes()).as("what is there is seen").isNotEmpty();
        assertThat(ForegroundProcess.interrupt(sandbox)).isEqualTo(130);
        assertThat(sandbox.errorReader(StandardCharsets.UTF_8).readLine())
                .as("no word of complaint")
                .isNull();
        leftovers.demandNone();
    }

    @Test
    void aPortInUseIsAProblem() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            VerdigrisProcess.Ended ended = VerdigrisProcess.run(
                    directory, Map.of(), "sandbox", "--port", Integer.toString(taken.getLocalPort()));
            ended.exits(9);
            assertThat(ended.err()).contains("VG-UNREACHABLE").contains("--port");
            assertThat(ended.out()).isEmpty();

            ended = VerdigrisProcess.run(
                    directory,
                    Map.of(),
                    "sandbox",
                    "--port",
                    "0",
                    "--superuser-port",
                    Integer.toString(taken.getLocalPort()));
            ended.exits(9);
            assertThat(ended.err()).contains("VG-UNREACHABLE").contains("--superuser-port");
        }
    }

    /** With a unit of hours, a statement ends only by its limit. */
    @Test
    void delaysStatementsByWhatTheyCost() throws IOException, InterruptedException {
        Process sandbox = ForegroundProcess.start(
                directory, Map.of(), "sandbox", "--port", "0", "--cost-unit", "2h", "--output", "json");
        int port = new ObjectMapper()
                .readTree(sandbox.inputReader(StandardCharsets.UTF_8).readLine())
                .path("port")
                .asInt();
        Target target = new Target("127.0.0.1", port, "materialize", "", "materialize");
        try (WireClient client = WireClient.connect(target, Map.of())) {
            assertThat(client.simple("SET statement_timeout = '20ms'").error()).isEmpty();
            assertThat(client.simple("SELECT name FROM mz_schemas").error())
                    .hasValueSatisfying(error -> assertThat(error.field('C')).isEqualTo("57014"));
        }
        assertThat(ForegroundProcess.interrupt(sandbox)).isEqualTo(130);
    }
}
