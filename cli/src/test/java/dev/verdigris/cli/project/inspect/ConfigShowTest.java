package dev.verdigris.cli.project.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.command.Cli;
import dev.verdigris.cli.config.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class ConfigShowTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private Cli.Ran show(Cli cli, int exit, String... more) throws IOException {
        Files.writeString(directory.resolve("verdigris.yml"), """
            connection:
              url: postgres://old:${OLD}@one.example.com/db
              sslmode: require
            suffix: _k
            environments:
              prod: {schemas: [core, marts], clusters: [c], suffix: _m}
            """);
        String[] words = new String[more.length + 2];
        words[0] = "config";
        words[1] = "show";
        System.arraycopy(more, 0, words, 2, more.length);
        return cli.run(words).exits(exit);
    }

    @Test
    void eachSettingHasItsOriginAndNoSecretIsShown() throws IOException {
        Cli cli = Cli.in(directory)
                .with("OLD", "geheim1")
                .with("VERDIGRIS_URL", "postgres://new:geheim2@two.example.com/db2")
                .with("VERDIGRIS_PASSWORD", "geheim3");
        Cli.Ran ran = show(cli, 0, "--suffix", "_n");
        assertThat(ran.out())
                .startsWith("Environment prod of verdigris.yml\n")
                .contains("  schemas                      = core, marts  (verdigris.yml:6)\n")
                .contains("  connection.url               = new@two.example.com:6875/db2  (variable VERDIGRIS_URL)\n")
                .contains("- connection.url               = old@one.example.com:6875/db  (verdigris.yml:2; overridden"
                        + " by variable VERDIGRIS_URL)\n")
                .contains("  connection.sslmode           = require  (verdigris.yml:3)\n")
                .contains("  suffix                       = _n  (option --suffix)\n")
                .contains("- suffix                       = _m  (verdigris.yml:6; overridden by option --suffix)\n")
                .contains("- suffix                       = _k  (verdigris.yml:4; overridden by option --suffix)\n")
                .contains("  await.lag                    = 5s  (default)\n")
                .contains("********")
                .doesNotContain("geheim");
        JsonNode json = JSON.readTree(show(cli, 0, "-ojson").out());
        assertThat(json.toString()).doesNotContain("geheim");
        assertThat(json.path("file").asText()).isEqualTo("verdigris.yml");
    }

    @Test
    void everyKeyIsShownOrNamedAsMissing() throws IOException {
        JsonNode json = JSON.readTree(
                show(Cli.in(directory).with("OLD", "x"), 0, "-ojson").out());
        Set<String> keys = new HashSet<>();
        json.path("settings").forEach(setting -> keys.add(setting.path("key").asText()));
        json.path("unset").forEach(key -> keys.add(key.asText()));
        Set<String> all = new HashSet<>();
        Arrays.stream(Key.values()).map(Key::path).forEach(all::add);
        all.removeAll(Set.of("connection.host", "connection.port", "connection.user"));
        assertThat(keys).as("the URL has host, port and user").isEqualTo(all);
    }

    @Test
    void aMistakeIsShownInstead() throws IOException {
        assertThat(show(Cli.in(directory), 2).err()).contains("VG-BAD-CONFIG the variable OLD is not set");
        assertThat(show(Cli.in(directory).with("OLD", "x"), 2, "-e", "nowhere").err())
                .contains("the environment nowhere is not declared");
        assertThat(Cli.in(directory).run("config").exits(2).err()).contains("write verdigris config show");
    }
}
