package dev.verdigris.e2e.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.e2e.cli.ForegroundProcess;
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

/** The report of runs that fail, that are stopped, and that meet files of others. */
final class ReportJourneyTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Shop shop;
    private ReportedFiles report;

    @BeforeEach
    void openShop() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        shop = Shop.open(sandbox, folder);
        report = ReportedFiles.in(folder, "release.html");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private VerdigrisProcess.Ended deploy(String... more) {
        return shop.verdigris(
                Stream.concat(Stream.of("deploy", "--timeout", "600s", "--report", "release.html"), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void everyFailureIsInTheReport() throws IOException {
        shop.write("models/shop/revenue.sql", """
                CREATE MATERIALIZED VIEW revenue IN CLUSTER serving AS
                    SELECT status, sum(amount) AS total, max(nope) AS orders FROM raw.orders GROUP BY status;
                """);
        VerdigrisProcess.Ended refused = deploy();
        assertThat(refused.exit()).isNotZero();
        report.sound().shows("nope").hides("has not ended");
        shop.verdigris("abort", "--yes").exits(0);

        shop.write("models/shop/revenue.sql", """
                CREATE MATERIALIZED VIEW revenue IN CLUSTER serving AS
                    SELECT status, sum(amount) AS total FROM raw.orders GROUP BY status;
                """);
        shop.write("checks/revenue_is_positive.sql", "SELECT status, total FROM shop.revenue WHERE total > 0;\n");
        Files.delete(report.page());
        Files.delete(report.markdown());
        deploy().exits(3);
        report.sound()
                .shows("VG-CHECK-FAILED", "revenue_is_positive.sql", "2 rows")
                .shows("deploy of prod");
        assertThat(report.runs()).containsExactly("1 deploy: refused");

        shop.write("checks/revenue_is_positive.sql", "SELECT status, total FROM shop.revenue WHERE total < 0;\n");
        shop.sql("CREATE VIEW shop.late AS SELECT 1 AS one");
        VerdigrisProcess.Ended drifted = deploy();
        assertThat(drifted.exit()).isNotZero();
        report.sound().shows("VG-", "shop.late");
        assertThat(report.runs()).hasSize(2);
        assertThat(shop.liveVersion()).isEqualTo("1");
    }

    @Test
    void aSignalEndsTheStory() throws IOException, InterruptedException {
        shop.sql("SELECT mz_sandbox.hold_statements('SWAP WITH')");
        Process deploy = ForegroundProcess.start(
                shop.directory(), Map.of(), "deploy", "--timeout", "600s", "--report", "release.html");
        assertThat(sandbox.awaitHeldStatements(1, LIMIT)).isTrue();
        assertThat(ForegroundProcess.end(deploy, "TERM")).isEqualTo(143);
        report.sound()
                .shows("interrupted", "the staged version is not live", "run the same command again")
                .hides("has not ended");

        shop.sql("SELECT mz_sandbox.release_statements()");
        deploy().exits(0);
        assertThat(report.sound().runs()).hasSize(2).last().isEqualTo("2 deploy: done");
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    @Test
    void aKilledRunIsOneThatHasNotEnded() throws InterruptedException {
        shop.sql("SELECT mz_sandbox.hold_statements('CREATE MATERIALIZED VIEW')");
        VerdigrisProcess killed =
                shop.start("deploy", "--deployment-id", "r-1", "--timeout", "600s", "--report", "release.html");
        assertThat(sandbox.awaitHeldStatements(1, LIMIT)).isTrue();
        awaitText("create materialized view");
        killed.process().destroyForcibly();
        killed.join();
        report.sound().shows("This run has not ended; last sign of life at 2");
        assertThat(report.runs()).containsExactly("1 deploy: not ended");
        shop.sql("SELECT mz_sandbox.release_statements()");
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!shop.sql("SELECT count(*) FROM mz_internal.mz_sessions")
                .getFirst()
                .getFirst()
                .orElse("")
                .equals("1")) {
            assertThat(System.nanoTime()).as("only we are connected").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }

        deploy("--deployment-id", "r-1").exits(0);
        assertThat(report.sound().runs()).containsExactly("1 deploy: not ended", "2 deploy: done");
    }

    /** The story is written while the run goes on. */
    private void awaitText(String text) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!report.text().contains(text)) {
            assertThat(System.nanoTime()).as("the report has " + text).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void filesOfOthersStayAsTheyAre() throws IOException {
        shop.write("release.md", "Our notes.\n");
        sandbox.statementLog().clear();
        assertThat(deploy().exits(2).err())
                .contains("VG-BAD-CONFIG", "release.md", "Verdigris did not write the file of that name");
        assertThat(report.shortText()).isEqualTo("Our notes.\n");
        assertThat(report.page()).doesNotExist();
        assertThat(sandbox.statementLog().entries()).as("nothing was asked").isEmpty();

        shop.write("page.html", "<!doctype html><p>ours</p>");
        assertThat(shop.verdigris("report", "--report", "page.html").exits(2).err())
                .contains("page.html");
        assertThat(Files.readString(folder.resolve("page.html"))).isEqualTo("<!doctype html><p>ours</p>");
        assertThat(shop.verdigris("report", "--report", "page.txt").exits(2).err())
                .contains("VG-BAD-CONFIG", ".html");
        assertThat(shop.verdigris("report", "--report", "nowhere/page.html")
                        .exits(2)
                        .err())
                .contains("its directory does not exist");
    }

    @Test
    void theReportOfAnotherDeploymentIsKept() {
        deploy("--deployment-id", "../a b".replace(" ", "/")).exits(0);
        shop.verdigris("cleanup", "--yes", "--report", "release.html").exits(0);
        assertThat(report.sound().runs()).containsExactly("1 deploy: done", "2 cleanup: done");

        VerdigrisProcess.Ended next = deploy("--deployment-id", "second").exits(0);
        assertThat(next.err()).contains("release-.._a_b.html");
        assertThat(next.out()).contains("verdigris cleanup -e prod --report release.html");
        assertThat(report.sound().runs()).containsExactly("1 deploy: done");
        assertThat(ReportedFiles.in(folder, "release-.._a_b.html").sound().runs())
                .containsExactly("1 deploy: done", "2 cleanup: done");
    }

    @Test
    void aReportThatCannotBeWrittenStopsNothing() throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("out"));
        shop.sql("SELECT mz_sandbox.hold_statements('SWAP WITH')");
        VerdigrisProcess deploy = shop.start("deploy", "--timeout", "600s", "--report", "out/release.html");
        assertThat(sandbox.awaitHeldStatements(1, LIMIT)).isTrue();
        Files.move(folder.resolve("out"), folder.resolve("gone"));
        shop.sql("SELECT mz_sandbox.release_statements()");

        assertThat(deploy.join().exits(0).err()).contains("warning: the report cannot be written to out/release.html");
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    @Test
    void aReportThatWasAllThatWasWantedFailsTheRun() {
        String tooLong = "n".repeat(300) + ".html";
        assertThat(shop.verdigris("report", "--report", tooLong).exits(2).err())
                .contains("warning: the report cannot be written to " + tooLong);
        assertThat(shop.verdigris("init", "--report", tooLong).exits(0).err())
                .contains("warning: the report cannot be written to " + tooLong);
    }

    @Test
    void theReportHasTheExitCodeOfARunWithoutItsFileOfResults() {
        shop.write("checks/nothing_is_negative.sql", "SELECT total FROM shop.revenue WHERE total < 0;\n");
        assertThat(deploy("--junit", "n".repeat(300) + ".xml").exits(2).err())
                .contains("the results cannot be written");
        report.sound().shows("the results cannot be written").hides("Exit code 0");
        assertThat(report.runs()).containsExactly("1 deploy: done, with problems");
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    @Test
    void manyObjectsFitIntoBothFiles() {
        for (int i = 0; i < 300; i++) {
            shop.write(
                    "models/shop/view_with_a_rather_long_name_%03d.sql".formatted(i),
                    "CREATE VIEW view_with_a_rather_long_name_%03d AS SELECT %d AS a, 'text' AS b;%n".formatted(i, i));
        }
        deploy().exits(0);
        assertThat(report.sound().text()).containsPattern("… and \\d+ more\\.");
        List<String> runs = report.runs();
        shop.verdigris("report", "--report", "release.html").exits(0);
        shop.verdigris("cleanup", "--yes", "--report", "release.html").exits(0);
        assertThat(report.sound().runs()).hasSize(3).startsWith(runs.getFirst());
    }

    @Test
    void modelFilesAreInAReportWithTheirDifferences() {
        shop.write("models/shop/release.sql", "CREATE VIEW release AS SELECT 2 AS \"<version>\";\n");
        shop.verdigris("diff", "--file", "--report", "release.html").exits(0);
        assertThat(report.sound().text())
                .contains("Models and what is live", "changed materialize.shop.release in ")
                .containsPattern("- +1 AS version; \\+ +2 AS \"<version>\";");
    }

    @Test
    void jsonHasTheFactsOfThePage() {
        shop.verdigris("init").exits(0);
        shop.verdigris("exec", "--report", "release.html", "--", "true");
        shop.verdigris("build").exits(0);
        shop.verdigris("await", "--timeout", "600s").exits(0);
        shop.verdigris("check").exits(0);
        JsonNode plain =
                shop.verdigris("plan", "promote", "--output", "json").exits(0).json();
        assertThat(plain.has("diff")).as("nobody asked for it").isFalse();
        assertThat(plain.path("sinks").findValuesAsText("name")).containsExactly("materialize.outlet.revenue");
        JsonNode now = shop.verdigris("report", "--output", "json", "--report", "release.html", "--data")
                .exits(0)
                .json();
        assertThat(now.path("planned").asText()).isEqualTo("promote");
        assertThat(now.path("history").path("deployments")).hasSize(1);
        assertThat(now.path("diff").path("data").path("relations")).isNotEmpty();
        assertThat(now.path("readiness").path("verdict").asText()).isNotEmpty();
        assertThat(now.path("next").path("verb").asText()).isEqualTo("promote");

        JsonNode promoted = shop.verdigris("promote", "--output", "json", "--report", "release.html")
                .exits(0)
                .json();
        assertThat(promoted.path("diff")
                        .path("contract")
                        .path("objects")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("materialize.shop.revenue");
        JsonNode sink = promoted.path("sinks").path(0);
        assertThat(sink.path("way").asText()).isEqualTo("repoint");
        assertThat(sink.path("stays").asBoolean()).isFalse();
        assertThat(sink.path("consumers").path(0).asText()).contains("adds column orders");
        report.sound().shows("adds column orders", "The new version is live", "Only staged");
        assertThat(shop.verdigris("report", "--report", "release.html").exits(0).out())
                .startsWith("report prod: the new version is live");
    }
}
