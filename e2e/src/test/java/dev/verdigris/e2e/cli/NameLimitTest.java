package dev.verdigris.e2e.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Names at the server's limit of 255 bytes, and one beyond it. */
final class NameLimitTest {

    private static final int LIMIT = 255;

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Shop shop;

    @BeforeEach
    void openShop() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        shop = Shop.open(sandbox, folder);
        sandbox.statementLog().clear();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /**
     * Makes the suffix as long as the staged schema's name shall be, with two bytes to a letter as far as that goes.
     * The schema is the only pair, so that the server has one statement to refuse.
     */
    private String configureSuffix(int bytes) {
        int left = bytes - "shop".length();
        String suffix = "_".repeat(2 - left % 2) + "ä".repeat((left - 1) / 2);
        assertThat(("shop" + suffix).getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
        shop.write("verdigris.yml", """
                environments:
                  prod:
                    connection:
                      url: postgres://materialize@%s:%d/materialize?sslmode=disable
                    schemas: [shop]
                    suffix: %s
                """.formatted(sandbox.host(), sandbox.port(), suffix));
        return suffix;
    }

    @Test
    void refusesASuffixThatMakesANameTooLong() {
        String suffix = configureSuffix(LIMIT + 1);
        VerdigrisProcess.Ended text = shop.verdigris("init").exits(2);
        assertThat(text.out() + text.err()).contains("VG-NAME-TOO-LONG", "shop" + suffix, "256 bytes");

        JsonNode json = shop.verdigris("init", "--output", "json").exits(2).json();
        assertThat(json.path("exitCode").asInt()).isEqualTo(2);
        assertThat(json.path("problems").findValuesAsText("code")).containsExactly("VG-NAME-TOO-LONG");
        assertThat(ServerTrace.changes(sandbox)).isEmpty();
    }

    @Test
    void keepsANameOf255BytesWhole() {
        String suffix = configureSuffix(LIMIT);
        shop.verdigris("init").exits(0);
        assertThat(ServerTrace.changes(sandbox)).contains("CREATE SCHEMA \"materialize\".\"shop" + suffix + "\"");
        assertThat(shop.value("SELECT name FROM mz_schemas WHERE name LIKE 'shop\\_%'"))
                .isEqualTo("shop" + suffix);
    }
}
