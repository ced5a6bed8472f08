package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page of the sandbox says and no transcript of psql can show. */
final class SandboxLimitsTest {

    @TempDir
    private Path folder;

    private static WireClient connect(Sandbox sandbox) throws IOException {
        return WireClient.connect(
                new Target(sandbox.host(), sandbox.port(), "materialize", "", "materialize"), Map.of());
    }

    @Test
    void keepsItsDataDirectoryAcrossARestart() throws IOException {
        // Where root has no user namespace, PostgreSQL runs as nobody and has to pass through.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        SandboxConfig kept = SandboxConfig.defaults().withDataDirectory(folder.resolve("data"));
        try (Sandbox first = Sandbox.start(kept);
                WireClient client = connect(first)) {
            for (String sql : List.of("CREATE TABLE kept (a int)", "INSERT INTO kept VALUES (7)")) {
                assertThat(client.simple(sql).error()).isEmpty();
            }
        }
        try (Sandbox second = Sandbox.start(kept);
                WireClient client = connect(second)) {
            Answer answer = client.simple("SELECT a FROM kept");
            assertThat(answer.results().getFirst().rows()).containsExactly(List.of(Optional.of("7")));
        }
    }

    @Test
    void someTypesOfItsOwnHaveNoBinaryForm() throws IOException {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
                WireClient client = connect(sandbox)) {
            for (String value : List.of("1::uint2", "mz_now()", "(SELECT privileges FROM mz_schemas LIMIT 1)")) {
                Answer binary = client.extendedBinary("SELECT " + value);
                assertThat(binary.error())
                        .as(value)
                        .hasValueSatisfying(
                                error -> assertThat(error.field('C')).isEqualTo("0A000"));
                assertThat(client.extended("SELECT " + value).error()).isEmpty();
            }
        }
    }
}
