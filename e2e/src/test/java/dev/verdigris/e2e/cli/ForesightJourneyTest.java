package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code deploy} shows from the shell before its first statement. */
final class ForesightJourneyTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Shop shop;

    @BeforeEach
    void openTheShop() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        shop = Shop.open(sandbox, folder);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** Runs deploy, which must be refused before it changes anything, and its two previews, which must say the same. */
    private List<String> refused(int exit, String... options) {
        sandbox.statementLog().clear();
        JsonNode real = run(exit, options, "deploy");
        assertThat(ServerTrace.changes(sandbox)).isEmpty();
        List<String> codes = codes(real);
        assertThat(codes).isNotEmpty();
        assertThat(run(exit, options, "deploy", "--dry-run").path("problems")).isEqualTo(real.path("problems"));
        assertThat(run(exit, options, "plan", "deploy").path("problems")).isEqualTo(real.path("problems"));
        assertThat(ServerTrace.changes(sandbox)).isEmpty();
        return codes;
    }

    /** The codes of the problems, without those that a fix names. */
    private static List<String> codes(JsonNode report) {
        List<String> codes = new ArrayList<>();
        report.path("problems")
                .forEach(problem -> codes.add(problem.path("code").asText()));
        return codes;
    }

    private JsonNode run(int exit, String[] options, String... command) {
        String[] all = new String[command.length + options.length + 2];
        System.arraycopy(command, 0, all, 0, command.length);
        System.arraycopy(options, 0, all, command.length, options.length);
        all[all.length - 2] = "--output";
        all[all.length - 1] = "json";
        return shop.verdigris(all).exits(exit).json();
    }

    /** C20. */
    @Test
    void mistakesInModelsAndChecksAreToldBeforeAnythingIsMade() {
        shop.write("models/shop/release.sql", "CREATE VIEW release AS SELECT 2 AS version FROM raw.ordrs;\n");
        shop.write("checks/broken.sql", "SELECT 1 FROM nowhere;\n");
        assertThat(refused(2)).containsExactly("VG-BAD-MODEL", "VG-BAD-MODEL");

        shop.write("models/shop/release.sql", "CREATE VEW release AS SELECT 2 AS version;\n");
        assertThat(refused(2)).containsExactly("VG-BAD-MODEL", "VG-BAD-MODEL", "VG-BAD-MODEL");
    }

    /** C20. */
    @Test
    void aProjectWithoutModelsMakesNoLiveClusters() throws IOException {
        Files.delete(folder.resolve("models/shop/release.sql"));
        Files.delete(folder.resolve("models/shop/revenue.sql"));
        shop.sql("DROP CLUSTER serving CASCADE");
        sandbox.statementLog().clear();
        shop.verdigris("deploy", "--create-missing", "--cluster-size", "25cc").exits(2);
        assertThat(ServerTrace.changes(sandbox)).isEmpty();
    }

    /** C21 and C04. */
    @Test
    void whatPromoteWouldRefuseIsToldAtOnce() {
        shop.sql(
                "CREATE SCHEMA team",
                "CREATE VIEW team.lens AS SELECT * FROM shop.release",
                "CREATE VIEW shop.removed AS SELECT 1 AS a",
                "CREATE SINK outlet.parts IN CLUSTER outlet FROM shop.revenue INTO KAFKA CONNECTION outlet.kafka "
                        + "(TOPIC 'parts', PARTITION BY = length(status)::uint8) KEY (total) NOT ENFORCED FORMAT JSON"
                        + " ENVELOPE UPSERT");
        shop.write(
                "models/shop/revenue.sql",
                "CREATE MATERIALIZED VIEW revenue IN CLUSTER serving AS SELECT sum(amount) AS total FROM raw.orders;\n");
        assertThat(refused(3))
                .containsExactlyInAnyOrder("VG-INCOMPLETE", "VG-STRANDED", "VG-SINK-COLUMNS", "VG-SINK-COLUMNS");
        assertThat(refused(
                        3,
                        "--accept",
                        "VG-INCOMPLETE:materialize.shop.removed=unused",
                        "--accept",
                        "VG-STRANDED:materialize.team.lens=its owner knows"))
                .containsExactly("VG-SINK-COLUMNS", "VG-SINK-COLUMNS");
        assertThat(shop.liveVersion()).isEqualTo("1");
    }

    /** C04: a column list that only the server knows is judged when the objects exist, before await. */
    @Test
    void columnsThatOnlyTheServerKnowsAreJudgedRightAfterTheBuild() {
        shop.sql("CREATE VIEW raw.totals AS SELECT sum(amount) AS total FROM raw.orders");
        shop.write(
                "models/shop/revenue.sql",
                "CREATE MATERIALIZED VIEW revenue IN CLUSTER serving AS SELECT * FROM raw.totals;\n");
        VerdigrisProcess.Ended ended =
                shop.verdigris("deploy", "--output", "json").exits(3);
        assertThat(codes(ended.json())).containsExactly("VG-SINK-COLUMNS");
        assertThat(ended.json().path("notes").toString()).contains("Deploy stopped in build");
    }

    /** C30. */
    @Test
    void aSuffixedSchemaOutsideThePairsIsRefused() {
        shop.sql("CREATE SCHEMA extra_dbt_deploy", "CREATE VIEW extra_dbt_deploy.v AS SELECT 2 AS version");
        shop.write("models/shop/release.sql", "CREATE VIEW release AS SELECT version FROM extra_dbt_deploy.v;\n");
        assertThat(refused(3)).containsExactly("VG-READS-SUFFIXED");
    }

    /** C30. */
    @Test
    void aStagedObjectOnAClusterOutsideTheEnvironmentIsRefused() {
        shop.verdigris("init").exits(0);
        shop.sql(
                "CREATE CLUSTER extra (SIZE = '25cc')",
                "CREATE VIEW shop_dbt_deploy.release AS SELECT 2 AS version",
                "CREATE MATERIALIZED VIEW shop_dbt_deploy.revenue IN CLUSTER extra AS "
                        + "SELECT status, sum(amount) AS total FROM raw.orders GROUP BY status");
        shop.verdigris("await", "--timeout", "600s").exits(0);
        shop.verdigris("check").exits(0);
        JsonNode json = shop.verdigris("promote", "--output", "json").exits(3).json();
        assertThat(codes(json)).containsExactly("VG-OUTSIDE-CLUSTER");
    }

    /** C33. */
    @Test
    void planPlansWithTheConsentsThatTheVerbWouldHave() {
        shop.sql("CREATE VIEW shop.removed AS SELECT 1 AS a");
        shop.verdigris("init").exits(0);
        shop.verdigris("build").exits(0);
        shop.verdigris("await", "--timeout", "600s").exits(0);
        shop.verdigris("check").exits(0);
        shop.verdigris("plan").exits(3);
        String consent = "VG-INCOMPLETE:materialize.shop.removed=unused";
        shop.verdigris("plan", "--accept", consent).exits(0);
        shop.verdigris("plan", "promote", "--accept", consent).exits(0);
    }
}
