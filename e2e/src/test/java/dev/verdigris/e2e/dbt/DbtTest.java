package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a dbt user does on a working day works on the sandbox. */
@TestInstance(Lifecycle.PER_CLASS)
final class DbtTest {

    private Sandbox sandbox;
    private DbtProject project;

    @BeforeAll
    void startSandboxAndMakeTheCluster(@TempDir Path folder) throws IOException, SandboxStartException {
        Optional<String> dbt = DbtProject.findDbt();
        assumeTrue(dbt.isPresent(), "dbt with the Materialize adapter is not installed (VERDIGRIS_DBT)");
        sandbox = Sandbox.start(SandboxConfig.defaults());
        try (WireClient client = client()) {
            assertThat(client.simple("CREATE CLUSTER shop (SIZE = '25cc')").error())
                    .isEmpty();
        }
        project = DbtProject.copyTo(folder.resolve("shop"), dbt.get(), sandbox);
    }

    @AfterAll
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void debugsRunsTestsAndDocuments() throws Exception {
        succeeds("debug");
        succeeds("run");
        try (WireClient client = client()) {
            Answer answer = client.simple("SELECT status, total FROM shop.revenue ORDER BY status");
            assertThat(answer.results().getFirst().rows())
                    .containsExactly(
                            List.of(Optional.of("open"), Optional.of("10")),
                            List.of(Optional.of("paid"), Optional.of("50")));
        }
        assertThat(succeeds("test").output()).contains("PASS=4").contains("ERROR=0");
        succeeds("run");
        succeeds("docs", "generate");
        String catalog = Files.readString(project.directory().resolve("target/catalog.json"));
        assertThat(catalog).contains("model.shop.revenue").contains("\"total\"");
    }

    private DbtProject.Outcome succeeds(String... arguments) throws IOException, InterruptedException {
        DbtProject.Outcome outcome = project.run(arguments);
        assertThat(outcome.exit())
                .as("dbt %s\n%s", String.join(" ", arguments), outcome.output())
                .isZero();
        return outcome;
    }

    private WireClient client() throws IOException {
        Target target = new Target(sandbox.host(), sandbox.port(), "materialize", "", "materialize");
        return WireClient.connect(target, Map.of());
    }
}
