package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks and files of a project from the shell: cases C06, C09, C17, C20 and C23. */
final class ChecksJourneyTest {

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

    private String created() {
        return shop.value("SELECT count(*) FROM mz_schemas WHERE name LIKE '%_dbt_deploy' OR name LIKE 'verdigris_%'");
    }

    /** C17. */
    @Test
    void aFailedCheckBlocksThePromotion() {
        shop.write("checks/never_true.sql", "SELECT status FROM shop.revenue;\n");
        shop.verdigris("deploy", "--timeout", "600s").exits(3);
        JsonNode status = shop.verdigris("status", "--output", "json").json();
        assertThat(status.path("next").path("verb").asText()).isEqualTo("check");
        assertThat(status.path("notes").toString()).contains("1 check did not pass on this build.");
        assertThat(status.path("deployment").path("checks").path("failed").asInt())
                .isEqualTo(1);
        assertThat(shop.verdigris("promote").exits(3).out()).contains("VG-CHECK-FAILED");
        assertThat(shop.liveVersion()).isEqualTo("1");
        shop.verdigris("check", "--accept", "VG-CHECK-FAILED:\"never_true.sql\"=the feed is late")
                .exits(0);
        shop.verdigris("promote").exits(0);
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    /** C09. */
    @Test
    void filesThatWouldVanishAreNamedTogether() throws IOException {
        shop.write("models/shop/EXTRA.SQL", "CREATE VIEW extra AS SELECT 1;\n");
        Files.write(
                folder.resolve("models/shop/latin.sql"),
                "CREATE VIEW latin AS SELECT 'é';".getBytes(StandardCharsets.ISO_8859_1));
        shop.write("models/shop/typo.sql", "CREATE VIEW typo AS SELEC 1;\n");
        String out = shop.verdigris("deploy").exits(2).out();
        assertThat(out).contains("EXTRA.SQL", "rename it to EXTRA.sql", "latin.sql", "save the file as UTF-8", "typo");
        assertThat(created()).isEqualTo("0");
    }

    /** C20. */
    @Test
    void aBrokenCheckStopsADeploymentBeforeItBegins() {
        shop.write("checks/broken.sql", "SELECT 1; SELECT 2;\n");
        assertThat(shop.verdigris("deploy", "--create-missing").exits(2).out()).contains("broken.sql");
        assertThat(created()).isEqualTo("0");
    }

    /** C23. */
    @Test
    void aMisspeltDirectoryOfChecksIsRefused() throws IOException {
        Files.move(folder.resolve("checks"), folder.resolve("chekcs"));
        assertThat(shop.verdigris("deploy").exits(2).out()).contains("chekcs");
        assertThat(created()).isEqualTo("0");
        Files.move(folder.resolve("chekcs"), folder.resolve("queries"));
        assertThat(shop.verdigris("deploy", "--timeout", "600s").exits(0).out())
                .contains("No checks: directory ", " does not exist.");
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    @Test
    void theResultsAreFilesForOtherProgramsAlsoIfARunFails() throws IOException {
        shop.write("checks/late.sql", "-- severity: warn\n-- owner: ops\nSELECT status FROM shop.revenue;\n");
        shop.write("checks/never.sql", "SELECT status FROM shop.revenue;\n");
        String[] files = {"--junit", "results.xml", "--sarif", "results.sarif"};
        shop.verdigris("check", "--junit", "no/results.xml").exits(2);
        shop.verdigris("init").exits(0);
        shop.verdigris("build").exits(0);
        String out = shop.verdigris(with(files, "check")).exits(3).out();
        assertThat(out).contains("warned          late.sql, severity warn, staged side, owner ops, 2 rows");
        assertThat(folder.resolve("results.xml"))
                .content()
                .contains("<testsuites name=\"verdigris\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"0\"");
        assertThat(folder.resolve("results.sarif"))
                .content()
                .contains("\"uri\" : \"checks/never.sql\"", "\"level\" : \"error\"", "\"level\" : \"warning\"");
        shop.write("checks/never.sql", "-- check: not_empty\n-- of: shop.revenue\n-- when: both\n");
        shop.verdigris(with(files, "deploy", "--timeout", "600s")).exits(0);
        assertThat(folder.resolve("results.xml"))
                .content()
                .contains("name=\"verdigris.prod.staged\" tests=\"3\"", "name=\"verdigris.prod.live\" tests=\"1\"");
        shop.write("verdigris.yml", "environments: nothing\n");
        shop.verdigris(with(files, "check")).exits(2);
        assertThat(folder.resolve("results.xml")).content().contains("errors=\"1\"", "VG-BAD-CONFIG");
    }

    private static String[] with(String[] files, String... words) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(files)).toArray(String[]::new);
    }

    /** C06. */
    @Test
    void theClusterOfChecksCanBeChosen() {
        shop.verdigris("init").exits(0);
        shop.verdigris("build").exits(0);
        assertThat(shop.verdigris("check", "--check-cluster", "nope").exits(2).out())
                .contains("there is no cluster nope");
        shop.verdigris("check", "--check-cluster", "outlet").exits(0);
    }
}
