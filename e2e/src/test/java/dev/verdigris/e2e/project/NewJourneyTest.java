package dev.verdigris.e2e.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.e2e.cli.VerdigrisProcess;
import dev.verdigris.e2e.dbt.DbtProgram;
import dev.verdigris.e2e.program.Program;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A newcomer runs the commands that {@code new} prints, in order, in a directory without the clone. */
final class NewJourneyTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private String play(Sandbox sandbox, String path, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("new", "my shop", "-o", "json"));
        arguments.addAll(List.of(options));
        JsonNode view = VerdigrisProcess.run(folder, Map.of(), arguments.toArray(String[]::new))
                .exits(0)
                .json();
        List<String> commands = new ArrayList<>(List.of("set -e"));
        view.path("next").forEach(command -> commands.add(command.asText()));
        assertThat(commands.remove(1)).startsWith("verdigris sandbox ");
        commands.add("psql -XAtq -h 127.0.0.1 -p " + sandbox.port()
                + " -U materialize materialize -c 'SELECT sum(revenue) FROM my_shop_marts.revenue'");
        String script = String.join("\n", commands)
                .replace("127.0.0.1:6875", "127.0.0.1:" + sandbox.port())
                .replace("MZ_PORT=6875", "MZ_PORT=" + sandbox.port());
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Files.createSymbolicLink(programs.resolve("verdigris"), ROOT.resolve("verdigris"));
        return Program.in(folder)
                .with("PATH", programs + ":" + path + ":" + System.getenv("PATH"))
                .with("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
                .with("PGOPTIONS", "--welcome_message=off")
                .runOrSkip("", List.of("bash", "-c", script))
                .succeeded()
                .out();
    }

    @Test
    void theCommandsOfAProjectOfSqlLeadToAFirstRelease() throws IOException, SandboxStartException {
        Program.in(folder).runOrSkip("", List.of("psql", "--version"));
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            String told = play(sandbox, "");
            assertThat(told)
                    .contains("deploy prod: the new version is live", "cleanup prod: the previous version is dropped")
                    .endsWith("205\n");
            Map<String, String> server =
                    Map.of("VERDIGRIS_URL", "postgres://materialize@127.0.0.1:" + sandbox.port() + "/materialize");
            VerdigrisProcess.run(folder.resolve("my shop"), server, "validate").exits(0);
            assertThat(VerdigrisProcess.run(folder.resolve("my shop"), server, "diff", "--file", "--fail-on", "any")
                            .exits(0)
                            .out())
                    .contains("2 models are the same as what is live.");
        }
    }

    @Test
    void theCommandsOfAProjectOfDbtLeadToAFirstRelease() throws IOException, SandboxStartException {
        assumeTrue(DbtProgram.find().isPresent(), "dbt with the Materialize adapter is not installed (VERDIGRIS_DBT)");
        Path dbt = Path.of(DbtProgram.find().orElseThrow());
        String path = dbt.getParent() == null ? "" : dbt.getParent().toString();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            assertThat(play(sandbox, path, "--kind", "dbt"))
                    .contains("deploy prod: the new version is live", "cleanup prod: the previous version is dropped")
                    .endsWith("205\n");
        }
    }
}
