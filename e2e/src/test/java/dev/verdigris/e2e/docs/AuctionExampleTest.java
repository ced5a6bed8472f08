package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.verdigris.e2e.oracle.DialectOracle;
import dev.verdigris.e2e.oracle.LoggedStatements;
import dev.verdigris.e2e.program.Program;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example's page, line by line in its own directory: only where the server and the sink's broker are is set, as a
 * reader with a Materialize of his own sets it. Materialize's parser accepts every statement that it sends.
 */
final class AuctionExampleTest {

    private static final Path HOME = Path.of("..", "examples", "auction");
    private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String BROKER = "broker.example.com:9092";

    /** A reader gives the deployment time to come to where it is held; the test waits until it is there. */
    private static final String PAUSE = "sleep 20";

    private static final String UNTIL_SWAPPED = "until psql -AtX \"$VERDIGRIS_URL\" -c"
            + " \"SELECT v.name FROM mz_views v JOIN mz_schemas s ON s.id = v.schema_id"
            + " WHERE s.name = 'verdigris_prod'\" | grep -q '^promoted_'; do sleep 0.2; done";

    @Test
    void everyLineOfThePageWorks() throws IOException {
        String page = Files.readString(HOME.resolve("README.md"));
        assertThat(page).as("the page names the setting").contains("`KAFKA_BROKER`");
        Program.in(HOME).runOrSkip("", List.of("psql", "--version")).succeeded();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            String url = "postgres://materialize@" + sandbox.host() + ":" + sandbox.port() + "/materialize";
            Program shell = Program.in(HOME.toAbsolutePath().normalize())
                    .with("VERDIGRIS_URL", url)
                    .with("KAFKA_BROKER", BROKER);
            List<String> lines = lines(page);
            assertThat(lines).anyMatch(line -> line.contains("kill -9"));
            StringBuilder told = new StringBuilder();
            for (String line : lines) {
                if (line.contains("--dry-run --accept")) {
                    demandRefusal(shell, line.replaceAll(" --accept \\S+", ""));
                }
                String output = shell.runOrSkip("", List.of("bash", "-c", line.replace(PAUSE, UNTIL_SWAPPED)))
                        .succeeded()
                        .out();
                told.append(output);
                if (line.endsWith("verdigris status")) {
                    assertThat(output).as("it died after the swap").contains("promoted", "promote");
                }
                if (line.contains("sink.sql")) {
                    assertThat(brokers(shell)).contains(BROKER);
                }
            }
            assertThat(told).as("the run after the one that finished the job").contains("deploy prod: nothing to do");
            assertThat(ask(shell, "SELECT count(*) FROM mz_schemas WHERE id LIKE 'u%' AND name <> 'public'"))
                    .as("no schema is left")
                    .isEqualTo("0");
            assertThat(ask(shell, "SELECT count(*) FROM mz_objects WHERE id LIKE 'u%'"))
                    .as("nothing is left")
                    .isEqualTo("0");
            LoggedStatements.demandAccepted(DialectOracle.openOrSkip(), sandbox, 150);
        }
    }

    private static void demandRefusal(Program shell, String command) {
        Program.Ended refused = shell.runOrSkip("", List.of("bash", "-c", command));
        assertThat(refused.exit()).as(command).isEqualTo(3);
        assertThat(refused.out() + refused.err()).contains("VG-INCOMPLETE", "buyer_ranking");
    }

    private static String brokers(Program shell) {
        return ask(shell, "SELECT create_sql FROM mz_connections WHERE name = 'kafka'");
    }

    private static String ask(Program shell, String query) {
        return shell.runOrSkip("", List.of("bash", "-c", "psql -X -A -t \"$VERDIGRIS_URL\" -c \"$0\"", query))
                .succeeded()
                .out()
                .strip();
    }

    /** The commands after the server has been started and its address put into the variable. */
    private static List<String> lines(String page) {
        List<String> lines = new ArrayList<>();
        SHELL.matcher(page).results().forEach(block -> block.group(1).lines().forEach(lines::add));
        assertThat(lines).hasSizeGreaterThan(15);
        assertThat(lines.removeFirst()).isEqualTo("../../verdigris sandbox");
        assertThat(lines.removeFirst()).startsWith("export VERDIGRIS_URL=");
        return lines;
    }
}
