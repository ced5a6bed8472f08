package dev.verdigris.e2e.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.verdigris.e2e.cli.Shop;
import dev.verdigris.e2e.cli.VerdigrisProcess;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A report never has the password, whether a variable or the URL gives it. */
final class ReportSecretTest {

    private static final String SECRET = "hunter2%x";
    private static final String IN_URL = "hunter2%25x";
    private static final String TRACE = "hunter2";

    @TempDir
    Path folder;

    @Test
    void aReportHasNoPassword() throws Exception {
        SandboxConfig config = SandboxConfig.defaults().withPasswords(Map.of("materialize", SECRET));
        try (Sandbox sandbox = Sandbox.start(config)) {
            Shop shop = Shop.openWithPassword(sandbox, folder, SECRET);
            String url = shop.url().replace("materialize@", "materialize:" + IN_URL + "@");
            String wrong = shop.url().replace("materialize@", "materialize:" + TRACE + "@");

            shop.verdigris("init", "--report", "by-variable.html").exits(0);
            VerdigrisProcess.run(folder, Map.of("VERDIGRIS_URL", url), "build", "--report", "by-url.html")
                    .exits(0);
            VerdigrisProcess.run(
                            folder, Map.of("VERDIGRIS_PASSWORD", TRACE + "wrong"), "report", "--report", "refused.html")
                    .exits(5);
            VerdigrisProcess.run(folder, Map.of("VERDIGRIS_URL", wrong), "await", "--report", "refused.html");

            for (Path file : files()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(TRACE);
            }
            assertThat(files()).hasSize(6);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".html") || file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
