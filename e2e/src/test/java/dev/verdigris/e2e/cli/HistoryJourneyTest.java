package dev.verdigris.e2e.cli;

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

/** The history of an environment, from the shell. */
final class HistoryJourneyTest {

    private static final String COMMIT = "1a2b3c4d5e6f708192a3b4c5d6e7f80112233445";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Shop shop;

    @BeforeEach
    void openShop() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        shop = Shop.open(sandbox, folder);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void toldAsTextAndJsonDuringAndAfterDeployments() {
        assertThat(shop.verdigris("history").exits(0).out()).contains("No deployment of this environment is known.");

        shop.verdigris("deploy", "--timeout", "600s", "--deployment-id", "release-7", "--commit", COMMIT)
                .exits(0);
        shop.verdigris("cleanup", "--yes").exits(0);
        shop.verdigris("init", "--deployment-id", "release-8").exits(0);

        VerdigrisProcess.Ended ended = shop.verdigris("history").exits(0);
        assertThat(ended.out().lines().map(String::strip).map(line -> line.replaceAll(" {2,}", " | ")))
                .containsSubsequence("Deployments (times in UTC)", "when | what | who | took | commit | files")
                .anyMatch(line -> line.matches(time() + " \\| release-8: staged \\| materialize \\| - \\| - \\| -"))
                .anyMatch(line -> line.matches(time() + " \\| release-7: cleaned up \\| materialize \\| [^|]+ \\| "
                        + COMMIT.substring(0, 12) + " \\| [0-9a-f]{12}"))
                .anyMatch(line -> line.matches(time() + " \\| promote \\| materialize \\| \\+.+"))
                .anyMatch(line -> line.matches("The first event of the audit log about this environment is of .*"));

        JsonNode report = shop.verdigris("history", "--output", "json").exits(0).json();
        assertThat(report.path("verb").asText()).isEqualTo("history");
        assertThat(report.path("outcome").asText()).isEqualTo("done");
        JsonNode history = report.path("history");
        assertThat(history.path("swaps")).isEmpty();
        assertThat(history.path("auditLogSince").asText()).isNotEmpty();
        assertThat(history.has("auditLogUnread")).isFalse();
        assertThat(history.path("deployments").findValuesAsText("outcome")).containsExactly("staged", "cleaned-up");
        JsonNode past = history.path("deployments").path(1);
        assertThat(past.path("id").asText()).isEqualTo("release-7");
        assertThat(past.path("commit").asText()).isEqualTo(COMMIT);
        assertThat(past.path("files").asText()).matches("[0-9a-f]{64}");
        assertThat(past.path("role").asText()).isEqualTo("materialize");
        assertThat(past.path("tookMillis").isIntegralNumber()).isTrue();
        assertThat(past.path("endedAt").asText())
                .isGreaterThan(past.path("begunAt").asText());
        assertThat(past.path("events").findValuesAsText("what"))
                .containsExactly("init", "build-or-check", "build-or-check", "promote", "cleanup", "end");
        assertThat(past.path("events").findValuesAsText("source")).containsOnly("audit-log");

        VerdigrisProcess.Ended newest =
                shop.verdigris("history", "--limit", "1").exits(0);
        assertThat(newest.out()).contains("release-8").doesNotContain("release-7");
        assertThat(newest.out()).contains("1 older deployment is not shown.");
        assertThat(shop.verdigris("history", "--limit", "0").exits(2).err()).contains("--limit must be at least 1");
    }

    @Test
    void keepsAsManyEntriesAsConfigured() {
        String entries = "SELECT count(*) FROM mz_views v JOIN mz_schemas s ON s.id = v.schema_id"
                + " WHERE s.name = 'history_verdigris_prod'";
        for (int round = 0; round < 2; round++) {
            shop.verdigris("init").exits(0);
            shop.verdigris("abort", "--yes", "--history", "1").exits(0);
        }
        assertThat(shop.value(entries)).isEqualTo("1");
        shop.verdigris("init").exits(0);
        shop.verdigris("abort", "--yes", "--history", "0").exits(0);
        assertThat(shop.value(entries)).isEqualTo("1");
        assertThat(shop.verdigris("abort", "--yes", "--history", "many")
                        .exits(2)
                        .err())
                .contains("history is not a number of deployments: many");
    }

    private static String time() {
        return "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
    }
}
