package dev.verdigris.e2e.diff;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.e2e.cli.Shop;
import dev.verdigris.e2e.cli.VerdigrisProcess;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a staged version changes for readers, from the shell. */
final class DiffJourneyTest {

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

    private void stage() {
        shop.sql(
                "CREATE ROLE \"an \"\"alyst\"",
                "GRANT SELECT ON shop.revenue TO \"an \"\"alyst\"",
                "CREATE VIEW outlet.\"top.sales\" AS SELECT status FROM shop.revenue",
                "COMMENT ON COLUMN shop.revenue.total IS 'in euro'");
        shop.write("models/shop/release.sql", "CREATE VIEW release AS SELECT 2 AS version, 'x'::text AS note;\n");
        shop.write("models/shop/revenue.sql", """
                CREATE MATERIALIZED VIEW revenue IN CLUSTER serving AS
                    SELECT status::varchar(8) AS status, count(*) AS "or""ders" FROM raw.orders GROUP BY status;
                CREATE INDEX revenue_by_status IN CLUSTER serving ON revenue (status);
                """);
        shop.write("models/shop/fresh.sql", "CREATE VIEW fresh AS SELECT 1 AS one;\n");
        shop.verdigris("init", "--deployment-id", "release-2").exits(0);
        shop.verdigris("build", "--deployment-id", "release-2").exits(0);
    }

    @Test
    void aReviewerSeesWhatBreaksAndForWhom() {
        stage();

        String text = shop.verdigris("diff", "--deployment-id", "of-somebody-else")
                .exits(0)
                .out();

        assertThat(text).startsWith("diff prod: 3 objects changed, 1 breaking for 3 readers\n");
        List<String> lines = text.lines()
                .map(line -> line.strip().replaceAll(" {2,}", " | "))
                .toList();
        assertThat(lines)
                .containsSubsequence(
                        "Contracts that change",
                        "breaking | materialized view materialize.shop.revenue",
                        "breaking | column status changes from text to character varying(8): a value can be another one,"
                                + " or a reader cannot take its type",
                        "breaking | column total bigint is removed: a reader of the column fails",
                        "breaking | column or\"ders bigint is added: a reader by name does not see it,"
                                + " but the topic of sink materialize.outlet.revenue gets another schema",
                        "compatible | index revenue_by_status on (\"status\") in cluster serving is added:"
                                + " a query can only become faster",
                        "read by | sink materialize.outlet.revenue of materialize,"
                                + " view materialize.outlet.top.sales of materialize, role an \"alyst",
                        "added | view materialize.shop.fresh",
                        "changed | view materialize.shop.release",
                        "compatible | column note text is added: a reader by name does not see it");
    }

    @Test
    void jsonHasTheReadersAndThePartsOfEachChange() {
        stage();

        JsonNode contract = shop.verdigris("diff", "--output", "json")
                .exits(0)
                .json()
                .path("diff")
                .path("contract");

        assertThat(contract.path("changed").asInt()).isEqualTo(3);
        assertThat(contract.path("breaking").asInt()).isEqualTo(1);
        JsonNode revenue = contract.path("objects").path(0);
        assertThat(revenue.path("name").asText()).isEqualTo("materialize.shop.revenue");
        assertThat(revenue.path("verdict").asText()).isEqualTo("changed");
        JsonNode retyped = revenue.path("changes").path(0);
        assertThat(retyped.path("change").asText()).isEqualTo("column-retyped");
        assertThat(retyped.path("effect").asText()).isEqualTo("breaking");
        assertThat(retyped.path("of").path("column").asText()).isEqualTo("status");
        assertThat(retyped.path("of").path("live").asText()).isEqualTo("text");
        assertThat(retyped.path("of").path("staged").asText()).isEqualTo("character varying(8)");
        assertThat(revenue.path("readers").findValuesAsText("type"))
                .containsExactly("sink", "external-dependent", "role");
        assertThat(revenue.path("readers").path(0).path("needs").path(0).asText())
                .isEqualTo("status");
    }

    @Test
    void aLostRightOnASchemaIsNoChangeOfAnObjectButShown() {
        shop.sql("CREATE ROLE \"an \"\"alyst\"", "GRANT USAGE ON SCHEMA shop TO \"an \"\"alyst\"");
        shop.verdigris("init").exits(0);
        shop.verdigris("build").exits(0);
        shop.sql("REVOKE USAGE ON SCHEMA shop_dbt_deploy FROM \"an \"\"alyst\"");

        assertThat(shop.verdigris("diff").exits(0).out())
                .contains("VG-LOST-ACCESS", "an \"alyst would lose USAGE on schema materialize.shop");
        assertThat(shop.verdigris("diff", "--fail-on", "breaking").exits(3).out())
                .contains("VG-LOST-ACCESS");
        JsonNode ofRows = shop.verdigris("diff", "--data", "--fail-on", "rows", "--output", "json")
                .exits(3)
                .json();
        assertThat(ofRows.path("problems").findValuesAsText("code")).containsOnly("VG-ROWS-DIFFER");
        assertThat(ofRows.path("warnings").findValuesAsText("code")).containsOnly("VG-LOST-ACCESS");
    }

    @Test
    void modelFilesAreComparedWithWhatIsLive() {
        shop.verdigris("diff", "--file").exits(0);
        shop.write("models/shop/release.sql", "CREATE VIEW release AS SELECT 2 AS version;\n");
        shop.write("models/shop/fresh.sql", "CREATE VIEW fresh AS SELECT 1 AS one;\n");

        VerdigrisProcess.Ended changed =
                shop.verdigris("diff", "--file", "--fail-on", "any").exits(3);

        assertThat(changed.out()).contains("materialize.shop.fresh", "materialize.shop.release", "VG-MODEL-CHANGE");
        assertThat(changed.out().lines().map(String::strip))
                .anyMatch(line -> line.startsWith("-") && line.contains("1"))
                .anyMatch(line -> line.startsWith("+") && line.contains("2"));

        shop.verdigris("plan", "deploy", "--save", "plan.json").exits(0);
        String offline = shop.verdigris(
                        "diff",
                        "--file",
                        "--against",
                        "plan.json",
                        "--url",
                        "postgres://nobody@127.0.0.1:1/materialize?sslmode=disable")
                .exits(0)
                .out();
        assertThat(offline).contains("materialize.shop.fresh", "materialize.shop.release");
    }

    @Test
    void aPipelineStopsAtABreakingChange() {
        VerdigrisProcess.Ended early = shop.verdigris("diff").exits(6);
        assertThat(early.out() + early.err()).contains("VG-NOTHING-STAGED", "verdigris init");

        stage();

        VerdigrisProcess.Ended breaking =
                shop.verdigris("diff", "--fail-on", "breaking").exits(3);
        assertThat(breaking.out())
                .contains("VG-BREAKING-CHANGE", "column total bigint is removed")
                .doesNotContain("VG-CONTRACT-CHANGE");
        assertThat(shop.verdigris("diff", "--fail-on", "any").exits(3).out())
                .contains("VG-BREAKING-CHANGE", "VG-CONTRACT-CHANGE");
        assertThat(shop.verdigris("diff", "--fail-on", "much").exits(2).err())
                .contains("write nothing, breaking, rows or any");
    }
}
