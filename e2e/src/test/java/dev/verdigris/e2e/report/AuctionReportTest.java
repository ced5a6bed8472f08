package dev.verdigris.e2e.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.verdigris.e2e.cli.VerdigrisProcess;
import dev.verdigris.e2e.program.Program;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The auction example, released by the separate commands of a pipeline that all write one report. */
final class AuctionReportTest {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("project.root")).resolve("examples/auction");

    private static final String LOST = "VG-INCOMPLETE:materialize.marts.buyer_ranking=unused";

    @TempDir
    Path folder;

    @Test
    void onePageTellsTheWholeRelease() throws SandboxStartException, IOException {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withMinimumHydration(Duration.ofSeconds(3)))) {
            String url = "postgres://materialize@" + sandbox.host() + ":" + sandbox.port() + "/materialize";
            Program shell = Program.in(EXAMPLE).with("VERDIGRIS_URL", url);
            psql(shell, "setup.sql");
            Map<String, String> plain = Map.of("VERDIGRIS_URL", url);
            verdigris(plain, "deploy", "--project", "v1").exits(0);
            verdigris(plain, "cleanup", "--yes").exits(0);
            psql(shell, "sink.sql");

            ReportedFiles report = ReportedFiles.in(folder, "release.html");
            Map<String, String> reporting = Map.of(
                    "VERDIGRIS_URL", url, "VERDIGRIS_REPORT", report.page().toString());
            for (String verb : List.of("init", "build", "await", "check")) {
                verdigris(reporting, verb, "--project", "v2").exits(0);
            }
            verdigris(reporting, "promote", "--project", "v2").exits(3);
            report.sound()
                    .shows("VG-INCOMPLETE", "materialized view materialize.marts.buyer_ranking")
                    .shows("materialize.outbox.auction_results gets no snapshot of the new version");

            VerdigrisProcess.Ended report2 =
                    verdigris(reporting, "report", "--project", "v2").exits(0);
            assertThat(report2.err()).contains("release.html and release.md");
            report.shows("The staged version is not live", "cleaned up");

            verdigris(reporting, "promote", "--project", "v2", "--accept", LOST).exits(0);
            report.sound()
                    .shows("The new version is live")
                    .shows("column bids", "materialize.core.auction_results")
                    .shows("unused");
            verdigris(reporting, "cleanup", "--yes").exits(0);

            assertThat(report.sound().runs())
                    .containsExactly(
                            "1 init: done",
                            "2 build: done",
                            "3 await: done",
                            "4 check: done",
                            "5 promote: refused",
                            "6 report: done, with problems",
                            "7 promote: done",
                            "8 cleanup: done");
            assertThat(report.html().contains("<svg"))
                    .as("the chart of the wait")
                    .isTrue();
            report.shows("VG-INCOMPLETE");
            assertThat(report.text().replace("\n", " "))
                    .containsSubsequence("Run 8: cleanup", "Run 7: promote", "Guardrails", "Run 4: check")
                    .contains("revenue_adds_up.sql", "swap 2 schemas and 2 clusters");
            PageInBrowser.check(report.page());
        }
    }

    private static void psql(Program shell, String file) {
        shell.runOrSkip("", List.of("bash", "-c", "psql \"$VERDIGRIS_URL\" -q -v ON_ERROR_STOP=1 -f " + file))
                .succeeded();
    }

    private static VerdigrisProcess.Ended verdigris(Map<String, String> variables, String... arguments) {
        return VerdigrisProcess.run(EXAMPLE, variables, arguments);
    }
}
