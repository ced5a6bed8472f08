package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.verdigris.e2e.cli.VerdigrisProcess;
import dev.verdigris.e2e.program.Program;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import dev.verdigris.sandbox.StatementLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Init, promote and cleanup of the same pairs by the macros of the real dbt and by Verdigris, on one sandbox. The
 * property {@code sides.file} names a file for the table, {@code sides.pairs} numbers of pairs, and {@code sides.unit}
 * the milliseconds of a unit. {@code bench/side-by-side.sh} sets them. Without a file there is one pair.
 */
final class SideBySideTest {

    private static final String FILE = System.getProperty("sides.file", "");
    private static final int[] PAIRS = Arrays.stream(
                    System.getProperty("sides.pairs", "1").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final Duration UNIT = Duration.ofMillis(Long.getLong("sides.unit", 0));

    private final List<String> table = new ArrayList<>(List.of(
            "| tool | pairs | step | messages | statements | units | seconds |", "|---|---|---|---|---|---|---|"));

    @Test
    void bothToolsDeployTheSamePairs(@TempDir Path folder) throws IOException, SandboxStartException, SQLException {
        String dbt = DbtProgram.find().orElse("");
        assumeTrue(!dbt.isEmpty(), "dbt with the Materialize adapter is not installed (VERDIGRIS_DBT)");
        for (int pairs : PAIRS) {
            try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withCostUnit(UNIT));
                    Works works = Works.open(sandbox, pairs)) {
                Path project = works.write(folder.resolve("pairs" + pairs));
                Map<String, String> settings = Map.of(
                        "DBT_PROFILES_DIR", project.toString(),
                        "DBT_SEND_ANONYMOUS_USAGE_STATS", "false",
                        "MZ_HOST", sandbox.host(),
                        "MZ_PORT", Integer.toString(sandbox.port()));
                Program program = new Program(project, settings);
                // dbt reads the project for the first time, which is no part of a deployment.
                program.runOrSkip("", List.of(dbt, "parse")).succeeded();
                Side macros = new Side(sandbox, "macros", pairs);
                macros.measure("init", () -> macro(program, dbt, "deploy_init"));
                works.build();
                macros.measure("promote", () -> macro(program, dbt, "deploy_promote"));
                macros.measure("cleanup", () -> macro(program, dbt, "deploy_cleanup"));
                Side ours = new Side(sandbox, "Verdigris", pairs);
                ours.measure("init", () -> verdigris(project, settings, "init"));
                works.build();
                ours.measure("promote", () -> verdigris(project, settings, "promote"));
                ours.measure("cleanup", () -> verdigris(project, settings, "cleanup", "--yes"));
                assertThat(works.left()).isEqualTo("0");
                assertThat(works.sinkReads()).isEqualTo("works_s0");
            }
        }
        if (!FILE.isEmpty()) {
            Files.write(Path.of(FILE), table);
        }
    }

    private static void macro(Program program, String dbt, String name) {
        program.runOrSkip("", List.of(dbt, "--no-use-colors", "run-operation", name))
                .succeeded();
    }

    private static void verdigris(Path project, Map<String, String> settings, String... arguments) {
        VerdigrisProcess.run(project, settings, arguments).exits(0);
    }

    /** One tool with a number of pairs. */
    private final class Side {

        private final Sandbox sandbox;
        private final String tool;
        private final int pairs;

        Side(Sandbox sandbox, String tool, int pairs) {
            this.sandbox = sandbox;
            this.tool = tool;
            this.pairs = pairs;
        }

        /** The whole program, from its start to its end. */
        void measure(String step, Runnable program) {
            StatementLog log = sandbox.statementLog();
            log.clear();
            long begin = System.nanoTime();
            program.run();
            double seconds = (System.nanoTime() - begin) / 1e9;
            double units = log.entries().stream()
                    .mapToDouble(StatementLog.Entry::units)
                    .sum();
            assertThat(log.roundTrips()).isPositive();
            table.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %d | %d | %.0f | %.1f |",
                    tool,
                    pairs,
                    step,
                    log.roundTrips(),
                    log.entries().size(),
                    units,
                    seconds));
        }
    }
}
