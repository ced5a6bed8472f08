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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The rows that a release changes, from the shell. */
final class DataDiffJourneyTest {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String KEY = "materialize.shop.revenue=status";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Shop shop;

    @BeforeEach
    void stage() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        shop = Shop.open(sandbox, folder);
        shop.write("models/shop/revenue.sql", """
                CREATE MATERIALIZED VIEW revenue IN CLUSTER serving AS
                    SELECT status, sum(amount) + (CASE status WHEN 'paid' THEN 1 ELSE 0 END) AS total, count(*) AS orders
                    FROM raw.orders GROUP BY status;
                """);
        shop.verdigris("init").exits(0);
        shop.verdigris("build").exits(0);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void shownAsTextAndJson() {
        assertThat(shop.verdigris("diff", "--data").exits(0).out())
                .as("the sink declares the key")
                .contains("compared by key status");
        String text = shop.verdigris("diff", "--data", "--key", KEY).exits(0).out();
        assertThat(text)
                .contains(
                        "; rows differ in 2 relations",
                        "Only the staged side has column orders. Its values are not compared.",
                        "    rows          2 live, 2 staged; compared by key status",
                        "                  1 equal, 1 changed, 0 only live, 0 only staged",
                        "    column        total: equal in 1 of 2 keys (50 %)",
                        "    changed       status = paid, total = 20 → 21",
                        "    only live     version = 1",
                        "    only staged   version = 2");

        JsonNode data = shop.verdigris("diff", "--data", "--key", KEY, "--samples", "0", "--output", "json")
                .exits(0)
                .json()
                .path("diff")
                .path("data");
        assertThat(data.path("different").asInt()).isEqualTo(2);
        assertThat(data.path("cluster").asText()).isEqualTo("serving_dbt_deploy");
        JsonNode revenue = data.path("relations").path(1);
        assertThat(revenue.path("name").asText()).isEqualTo("materialize.shop.revenue");
        assertThat(revenue.path("verdict").asText()).isEqualTo("different");
        assertThat(revenue.path("counts").path("changed").asInt()).isEqualTo(1);
        assertThat(revenue.path("samples")).isEmpty();
        assertThat(data.path("relations").path(0).path("liveReading").asText()).isEqualTo("computed");
    }

    @Test
    void theCostIsSaidBeforeAndMistakesAreRefused() {
        assertThat(shop.verdigris("diff", "--data", "--dry-run").exits(0).out())
                .contains(
                        "; 2 relations to compare",
                        "on cluster serving_dbt_deploy (25cc)",
                        "computed for the comparison: materialize.shop.release");
        assertThat(shop.verdigris("diff", "--fail-on", "rows").exits(2).err()).contains("--fail-on rows", "Add --data");
        assertThat(shop.verdigris("diff", "--data", "--fail-on", "rows")
                        .exits(3)
                        .out())
                .contains("VG-ROWS-DIFFER", "rows of materialize.shop.revenue differ: 1 changed, 0 only live");
        assertThat(shop.verdigris("diff", "--key", KEY).exits(2).err()).contains("--key", "Add --data");
        assertThat(shop.verdigris("diff", "--data", "--key", "revenue=status")
                        .exits(2)
                        .err())
                .contains("not a key such as materialize.shop.orders=id: revenue=status");
        assertThat(shop.verdigris("diff", "--data", "--sample", "1").exits(2).err())
                .contains("not a share such as 1% or 0.5%: 1");
        assertThat(shop.verdigris("diff", "--data", "--key", "materialize.shop.revenue=nope")
                        .exits(2)
                        .out())
                .contains("VG-BAD-CONFIG", "nope");
    }

    @Test
    void controlCShowsWhatWasComparedUntilThen() throws IOException, InterruptedException {
        shop.sql("SELECT mz_sandbox.hold_statements('\"revenue\"')");
        Process diff = ForegroundProcess.start(shop.directory(), Map.of(), "diff", "--data", "--output", "json");
        assertThat(sandbox.awaitHeldStatements(1, LIMIT)).isTrue();

        assertThat(ForegroundProcess.end(diff, "INT")).isEqualTo(130);
        JsonNode json = new ObjectMapper().readTree(diff.getInputStream());
        assertThat(json.path("outcome").asText()).isEqualTo("interrupted");
        JsonNode data = json.path("diff").path("data");
        assertThat(data.path("cancelled").asBoolean()).isTrue();
        assertThat(data.path("relations"))
                .singleElement()
                .satisfies(
                        relation -> assertThat(relation.path("name").asText()).isEqualTo("materialize.shop.release"));
    }
}
