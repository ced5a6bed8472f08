package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** C28: a signal while the swap is in flight. */
final class SignalTest {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalDuringTheSwapCancelsItAndTellsTheState(String signal, int exitCode)
            throws SandboxStartException, IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            Shop shop = Shop.open(sandbox, folder);
            shop.verdigris("init").exits(0);
            shop.verdigris("build").exits(0);
            shop.verdigris("check").exits(0);
            shop.sql("SELECT mz_sandbox.hold_statements('SWAP WITH')");
            Process promote = ForegroundProcess.start(
                    shop.directory(), Map.of(), "promote", "--skip-readiness", "this is a test", "--output", "json");
            assertThat(sandbox.awaitHeldStatements(1, LIMIT))
                    .as("the swap is in flight")
                    .isTrue();

            assertThat(ForegroundProcess.end(promote, signal)).isEqualTo(exitCode);
            JsonNode json = new ObjectMapper().readTree(promote.getInputStream());
            assertThat(json.path("outcome").asText()).isEqualTo("interrupted");
            assertThat(json.path("exitCode").asInt()).isEqualTo(exitCode);
            assertThat(json.path("environment").asText()).isEqualTo("prod");
            assertThat(json.path("state").asText()).isEqualTo("staged");
            assertThat(json.path("deployment").path("id").asText()).isNotEmpty();
            assertThat(json.path("notes").path(0).asText())
                    .contains("the staged version is not live", "may still take effect");
            assertThat(json.path("notes").path(1).asText()).contains("verdigris promote");

            shop.sql("SELECT mz_sandbox.release_statements()");
            assertThat(shop.liveVersion()).as("the server has cancelled it").isEqualTo("1");
            shop.verdigris("promote", "--skip-readiness", "this is a test").exits(0);
            assertThat(shop.liveVersion()).isEqualTo("2");
        }
    }
}
