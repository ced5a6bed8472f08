package dev.verdigris.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.config.SettingsRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No output shows a password, for any origin of it and any error. */
final class SecretsTest {

    private static final String SECRET = "hunter2 @:/%$ é";
    private static final String ENCODED = "hunter2%20%40%3A%2F%25%24%20%C3%A9";
    private static final List<String> TRACES = List.of("hunter2", ENCODED);

    @TempDir
    private Path directory;

    private Cli cli(String configuration) throws IOException {
        Files.writeString(directory.resolve("verdigris.yml"), configuration);
        return Cli.in(directory).with("SECRET", SECRET);
    }

    private static void assertSilent(Cli.Ran ran) {
        TRACES.forEach(trace -> {
            assertThat(ran.out()).doesNotContain(trace);
            assertThat(ran.err()).doesNotContain(trace);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "ndjson"})
    void hidesThePasswordOfAReference(String format) throws IOException {
        Cli cli = cli("""
                connection:
                  url: postgres://u:${SECRET}@127.0.0.1:1/db?sslmode=disable
                environments: {prod: {schemas: [public]}}
                """);
        assertSilent(cli.run("status", "-X", "--output", format).exits(9));
    }

    @Test
    void hidesThePasswordOfAUrlInAVariable() throws IOException {
        Cli cli = cli("environments: {prod: {schemas: [public]}}\n")
                .with("VERDIGRIS_URL", "postgres://u:" + ENCODED + "@127.0.0.1:1/db?sslmode=disable");
        assertSilent(cli.run("status", "-X").exits(9));
    }

    @Test
    void hidesThePasswordOfAMalformedUrl() throws IOException {
        Cli cli = cli("environments: {prod: {schemas: [public]}}\n")
                .with("VERDIGRIS_URL", "postgres://u:" + SECRET + "@127.0.0.1:1/db");
        assertSilent(cli.run("status", "-X").exits(2));
    }

    @Test
    void hidesThePasswordOfARefusedOption() throws IOException {
        Cli cli = cli("environments: {prod: {schemas: [public]}}\n");
        assertSilent(cli.run("status", "--url", "postgres://u:hunter2@127.0.0.1:1/db")
                .exits(2));
    }

    @Test
    void hidesThePasswordOfARefusedLiteral() throws IOException {
        Cli cli = cli("""
                connection: {host: 127.0.0.1, port: 1, user: u, password: hunter2}
                environments: {prod: {schemas: [public]}}
                """);
        assertSilent(cli.run("status", "-X").exits(2));
    }

    @Test
    void hidesThePasswordOfADbtProfile() throws IOException {
        Files.writeString(directory.resolve("dbt_project.yml"), """
                name: x
                profile: p
                vars: {deployment: {prod: {schemas: [public], clusters: []}}}
                """);
        Files.writeString(directory.resolve("profiles.yml"), """
                p:
                  target: prod
                  outputs:
                    prod: {type: materialize, host: 127.0.0.1, port: 1, user: u, pass: hunter2, sslmode: disable}
                """);
        assertSilent(Cli.in(directory).run("status", "-X").exits(9));
    }

    @Test
    void settingsDoNotPrintThePassword() throws IOException {
        Files.writeString(directory.resolve("verdigris.yml"), """
                connection: {host: h, user: u, password: "${SECRET}"}
                environments: {prod: {schemas: [public]}}
                """);
        Settings settings = new SettingsRequest(
                        directory, Map.of("SECRET", SECRET), Optional.empty(), Optional.empty(), Map.of())
                .resolve();
        assertThat(settings.toString()).doesNotContain("hunter2");
        assertThat(settings.connection().password())
                .hasValueSatisfying(secret -> assertThat(secret.reveal()).isEqualTo(SECRET));
    }
}
