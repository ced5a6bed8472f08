package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The exit codes that only a server, or readers, can bring about; each with its words and its document. */
final class ExitCodesTest {

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
    void aRoleWithoutRightsExitsWithFiveBeforeTheFirstStep() throws IOException {
        createRole("guest");
        String url = "postgres://guest@" + sandbox.host() + ":" + sandbox.port() + "/materialize?sslmode=disable";
        sandbox.statementLog().clear();

        VerdigrisProcess.Ended text = shop.verdigris("init", "--url", url).exits(5);
        assertThat(text.out())
                .startsWith("init prod: ")
                .contains("VG-NOT-OWNER", "VG-NO-PRIVILEGE", "GRANT CREATE ON DATABASE \"materialize\" TO \"guest\"");
        assertThat(text.err()).doesNotContain("VG-");

        JsonNode json = shop.verdigris("init", "--url", url, "--output", "json")
                .exits(5)
                .json();
        assertThat(json.path("verb").asText()).isEqualTo("init");
        assertThat(json.path("outcome").asText()).isEqualTo("permission");
        assertThat(json.path("exitCode").asInt()).isEqualTo(5);
        assertThat(json.path("state").asText()).isEqualTo("none");
        assertThat(json.path("problems").findValuesAsText("code")).contains("VG-NOT-OWNER", "VG-NO-PRIVILEGE");
        assertThat(json.path("problems").findValuesAsText("sql"))
                .contains("GRANT CREATE ON DATABASE \"materialize\" TO \"guest\"");

        assertThat(sandbox.statementLog().entries()).as("it has looked").isNotEmpty();
        assertThat(ServerTrace.changes(sandbox)).isEmpty();
        assertThat(shop.liveVersion()).isEqualTo("1");
    }

    @Test
    void aHeldSinkExitsWithSevenUntilTheNextPromote() {
        shop.verdigris("init").exits(0);
        shop.verdigris("build").exits(0);
        shop.verdigris("await", "--timeout", "600s").exits(0);
        shop.verdigris("check").exits(0);
        shop.sql("SELECT mz_sandbox.hold_statements('ALTER SINK')");

        VerdigrisProcess.Ended text =
                shop.verdigris("promote", "--sink-timeout", "1s").exits(7);
        assertThat(text.out())
                .startsWith("promote prod: ")
                .contains("state       promoted", "VG-SINK-PENDING", "the time limit of 1 s", "verdigris promote");
        assertThat(shop.liveVersion()).isEqualTo("2");
        assertThat(shop.sinkReads()).isEqualTo("shop_dbt_deploy");

        JsonNode json = shop.verdigris("promote", "--sink-timeout", "1s", "--output", "json")
                .exits(7)
                .json();
        assertThat(json.path("outcome").asText()).isEqualTo("follow-up");
        assertThat(json.path("exitCode").asInt()).isEqualTo(7);
        assertThat(json.path("state").asText()).isEqualTo("promoted");
        assertThat(json.path("problems").findValuesAsText("code")).containsExactly("VG-SINK-PENDING");
        assertThat(json.path("steps")).first().satisfies(step -> {
            assertThat(step.path("kind").asText()).isEqualTo("repoint-sink");
            assertThat(step.path("status").asText()).isEqualTo("failed");
            assertThat(step.path("error").asText()).contains("the time limit of 1 s");
            assertThat(step.path("sql").path(0).asText()).contains("ALTER SINK", "SET FROM");
        });
        assertThat(shop.liveVersion()).as("the second run swaps nothing").isEqualTo("2");

        shop.sql("SELECT mz_sandbox.release_statements()");
        shop.verdigris("promote").exits(0);
        assertThat(shop.liveVersion()).isEqualTo("2");
        assertThat(shop.sinkReads()).isEqualTo("shop");
    }

    /** C29. */
    @Test
    void statusIsAGateIfItMayExitWithItsProblems() throws IOException {
        shop.verdigris("init").exits(0);
        shop.verdigris("status", "--exit-code").exits(0);
        shop.sql("CREATE VIEW shop.late AS SELECT 1 AS one");

        VerdigrisProcess.Ended text = shop.verdigris("status").exits(0);
        assertThat(text.out()).contains("; 1 problem\n", "VG-DRIFTED").doesNotContain("\nNext\n");
        JsonNode json = shop.verdigris("status", "--exit-code", "--output", "json")
                .exits(6)
                .json();
        assertThat(json.path("outcome").asText()).isEqualTo("conflict");
        assertThat(json.path("exitCode").asInt()).isEqualTo(6);
        assertThat(json.path("problems")).hasSize(1);
        assertThat(json.path("problems").path(0).path("code").asText()).isEqualTo("VG-DRIFTED");
    }

    /** Halves that never agree are what a torn swap would look like, and only a bug can tear one. */
    @Test
    void mixedReadsExitWithOne() throws IOException {
        Path example = ExampleCopy.in(folder);
        Files.writeString(
                example.resolve("v2/models/marts/release_info.sql"),
                "CREATE VIEW release_info AS SELECT 3 AS model_version;\n");
        Files.delete(example.resolve("v2/checks/versions_agree.sql"));
        JsonNode json = shop.verdigris(
                        "demo", "--readers", "1", "--reads", "1", "--output", "json", "--example", example.toString())
                .exits(1)
                .json();
        assertThat(json.path("outcome").asText()).isEqualTo("internal");
        assertThat(json.path("exitCode").asInt()).isEqualTo(1);
        assertThat(json.path("reads").path("mixed").asLong()).isPositive();
        assertThat(json.path("reads").path("failed").asLong()).isZero();
        assertThat(json.path("problems").findValuesAsText("code")).containsExactly("VG-INTERNAL");
        assertThat(json.path("problems").toString()).contains("0 failed reads", "mixed reads", "a read saw [");
    }

    private void createRole(String role) throws IOException {
        Target superuser = new Target(sandbox.host(), sandbox.internalPort(), "mz_system", "", "materialize");
        try (WireClient client = WireClient.connect(superuser, Map.of())) {
            Answer answer = client.simple("CREATE ROLE " + role);
            assertThat(answer.error()).isEmpty();
        }
    }
}
