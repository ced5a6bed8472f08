package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.e2e.cli.Shop;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The code of docs/embedding.md works as the page says. */
final class EmbeddingExampleTest {

    private static final Path SOURCE = Path.of("src/test/java/dev/verdigris/e2e/docs/EmbeddingExample.java");
    private static final Pattern REGION = Pattern.compile("(?ms)^ *// region \\S+\\n(.*?)^ *// endregion$");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    @TempDir
    private Path directory;

    private final List<String> log = new ArrayList<>();
    private Sandbox sandbox;
    private Shop shop;

    @BeforeEach
    void start() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        shop = Shop.open(sandbox, directory);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private ConnectionSettings server(String role) {
        return ConnectionSettings.of(sandbox.host(), role).withPort(sandbox.port());
    }

    private Path models() {
        return directory.resolve("models");
    }

    @Test
    void releasesRollsBackAndReleasesAgain() throws IOException {
        try (Verdigris verdigris = EmbeddingExample.connect(server("materialize"), models(), "c0ffee", log::add)) {
            Report report = EmbeddingExample.release(verdigris, models());
            assertThat(report.state()).isEqualTo(EnvironmentState.PROMOTED);
            assertThat(shop.liveVersion()).isEqualTo("2");
            assertThat(log)
                    .contains("ready: 3 of 3", "done: swap 1 schema and 1 cluster")
                    .anyMatch(line -> line.startsWith("done: re-point sink materialize.outlet.revenue "));

            EmbeddingExample.rollBack(verdigris);
            assertThat(shop.liveVersion()).isEqualTo("1");

            verdigris.drop(DropRequest.STAGED).orThrow();
            // The very files that were rolled back would be refused.
            Files.writeString(models().resolve("shop/note.sql"), "CREATE VIEW note AS SELECT 'corrected' AS note;\n");
            EmbeddingExample.release(verdigris, models());
            EmbeddingExample.cleanUp(verdigris);
            assertThat(shop.liveVersion()).isEqualTo("2");
            assertThat(verdigris.status().state()).isEqualTo(EnvironmentState.NONE);
        }
    }

    @Test
    void reportsProblemsWithTheirFixes() {
        shop.sql("CREATE ROLE pipeline");
        try (Verdigris verdigris = EmbeddingExample.connect(server("pipeline"), models(), "c0ffee", log::add)) {
            assertThat(EmbeddingExample.tryToRelease(verdigris, models(), log::add))
                    .isFalse();
        }
        assertThat(log)
                .contains("the environment is none")
                .anyMatch(line -> line.startsWith("VG-NO-PRIVILEGE "))
                .anyMatch(line -> line.startsWith("fix: GRANT "));
    }

    @Test
    void continuesAfterACancelledVerb() {
        AtomicReference<Verdigris> running = new AtomicReference<>();
        try (Verdigris verdigris = Verdigris.configure(server("materialize"), EmbeddingExample.PROD)
                .listener(event -> {
                    if (event instanceof ProgressEvent.Judged) {
                        running.get().cancel();
                    }
                })
                .load()) {
            running.set(verdigris);
            verdigris.init(InitRequest.DEFAULT).orThrow();
            shop.sql("SELECT mz_sandbox.hold_hydration('serving_dbt_deploy')");
            verdigris.build(BuildRequest.of(models())).orThrow();
            assertThat(EmbeddingExample.awaitUntilCancelled(verdigris)).isEmpty();
            assertThat(verdigris.status().state()).isEqualTo(EnvironmentState.STAGED);
        }
        shop.sql("SELECT mz_sandbox.release_hydration('serving_dbt_deploy')");
        try (Verdigris verdigris = EmbeddingExample.connect(server("materialize"), models(), "c0ffee", log::add)) {
            assertThat(EmbeddingExample.awaitUntilCancelled(verdigris)).isPresent();
        }
    }

    @Test
    void takesConnectionsFromADataSource() {
        try (Verdigris verdigris = EmbeddingExample.connect(EmbeddingExample.dataSource(sandbox.jdbcUrl()))) {
            assertThat(verdigris.status().orThrow().state()).isEqualTo(EnvironmentState.NONE);
        }
    }

    @Test
    void thePageShowsEveryRegionOfTheSource() throws IOException {
        List<String> shown = blocks(BLOCK, Files.readString(Path.of("..", "docs", "embedding.md")));
        assertThat(shown).isEqualTo(blocks(REGION, Files.readString(SOURCE)));
    }

    private static List<String> blocks(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1).stripTrailing().stripIndent())
                .toList();
    }
}
