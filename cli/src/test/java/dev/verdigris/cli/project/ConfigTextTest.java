package dev.verdigris.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Secret;
import dev.verdigris.engine.connection.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The configuration that is written says what was meant, for any name. */
final class ConfigTextTest {

    @TempDir
    private Path directory;

    private Settings read(Environment environment, ConnectionSettings server) throws IOException {
        Files.writeString(directory.resolve(ConfigText.FILE), ConfigText.of(environment, server, false));
        return new SettingsRequest(directory, Map.of(), Optional.empty(), Optional.empty(), Map.of()).resolve();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop",
                "on",
                "Null",
                "1",
                "1e3",
                "~",
                "a.b",
                "a: b",
                "- a",
                "[a",
                "{a}",
                "#a",
                "a #b",
                "qu\"ote",
                "it's",
                "${HOME}",
                "$${x}",
                "back\\slash",
                "😀 ü",
                "tab\tx",
                "line\nx",
                "*a",
                "&a",
                "!a",
                "%a",
                " a ",
                "2026-01-01",
                "yes",
                "<<",
                "=",
                "null",
                "0x1F",
                ".inf",
                ""
            })
    void everyNameIsReadAsItIs(String word) throws IOException {
        String name = word + "x".repeat(word.isEmpty() ? 1 : 0);
        Environment environment = Environment.builder(name)
                .database(name)
                .schemas(name, name + "2")
                .schemas(SchemaName.of(name + " other", name))
                .clusters(name)
                .suffix("_" + name)
                .build();
        ConnectionSettings server = ConnectionSettings.of("db.example.com", 7000, name, name);

        Settings settings = read(environment, server);

        assertThat(settings.environment()).isEqualTo(environment);
        assertThat(settings.connection().user()).isEqualTo(name);
        assertThat(settings.connection().database()).isEqualTo(name);
        assertThat(settings.connection().port()).isEqualTo(7000);
    }

    @Test
    void encryptionIsKeptAndAPasswordIsNot() throws IOException {
        Environment environment = Environment.builder("prod").schemas("shop").build();
        Tls tls = new Tls(Tls.Mode.VERIFY_FULL, Optional.of(Path.of("/certs/my root.pem")));
        ConnectionSettings server = ConnectionSettings.of("::1", 6875, "me", "db")
                .withTls(tls)
                .withPassword(Secret.of("hunter2"))
                .withProperties(Map.of("sslcert", "/certs/my client.pem", "sslkey", "/certs/my client.key"));

        Settings settings = read(environment, server);

        assertThat(settings.connection().host()).contains("::1");
        assertThat(settings.connection().tls()).isEqualTo(tls);
        assertThat(settings.connection().properties())
                .containsEntry("sslcert", "/certs/my client.pem")
                .containsEntry("sslkey", "/certs/my client.key");
        assertThat(settings.connection().password()).isEmpty();
        assertThat(ConfigText.of(environment, server, false)).doesNotContain("hunter2");
    }

    @Test
    void theDatabaseStaysWhenTheAddressIsReplaced() throws IOException {
        Environment environment =
                Environment.builder("prod").database("d4").schemas("shop").build();
        Files.writeString(
                directory.resolve(ConfigText.FILE),
                ConfigText.of(environment, ConnectionSettings.of("h", 6875, "me", "d4"), false));
        Map<String, String> shell = Map.of("VERDIGRIS_URL", "postgres://me@h:6875/materialize");

        Settings settings =
                new SettingsRequest(directory, shell, Optional.empty(), Optional.empty(), Map.of()).resolve();

        assertThat(settings.environment()).isEqualTo(environment);
        assertThat(settings.connection().database()).isEqualTo("d4");
        assertThat(ConfigText.of(
                        Environment.builder("prod").schemas("shop").build(),
                        ConnectionSettings.of("h", 6875, "me", "materialize"),
                        true))
                .contains("\n    database: materialize\n    schemas: [shop]\n");
    }
}
