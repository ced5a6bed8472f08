package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.verdigris.e2e.program.Program;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The pages about dbt, line by line in a copy of the example, with the real dbt: first the walk-through of the example
 * without its last line, then the steps of the page about the macros, then the last line.
 */
final class DbtExampleTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path EXAMPLE = ROOT.resolve("examples/dbt-auction/README.md");
    private static final Path GUIDE = ROOT.resolve("docs/from-dbt-macros.md");
    private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern VERDIGRIS = Pattern.compile("^(\\.\\./\\.\\./)?verdigris ");

    @Test
    void everyLineOfThePagesWorks(@TempDir Path folder) throws IOException, SandboxStartException {
        assumeTrue(DbtProgram.find().isPresent(), "dbt with the Materialize adapter is not installed (VERDIGRIS_DBT)");
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            Optional<DbtSession> found = DbtSession.find(folder, sandbox);
            try (DbtSession session = found.orElseThrow()) {
                run(session.program());
            }
        }
    }

    private static void run(Program shell) throws IOException {
        List<String> walk = new ArrayList<>(lines(EXAMPLE));
        assertThat(walk.removeFirst()).isEqualTo("../../verdigris sandbox");
        assertThat(walk.removeFirst()).startsWith("export MZ_HOST=");
        String last = walk.removeLast();
        List<String> told = Stream.of(walk, lines(GUIDE))
                .flatMap(List::stream)
                .map(line -> told(shell, line))
                .toList();
        assertThat(told)
                .anyMatch(text -> text.contains("took the live names from the suffixed side"))
                .anyMatch(text -> text.contains("This run swaps nothing."));
        assertThat(told(
                        shell,
                        "psql -XAtq -h $MZ_HOST -p $MZ_PORT -U materialize materialize -c"
                                + " 'SELECT model_version FROM auction_marts.release_info'"))
                .isEqualTo("3\n");
        told(shell, last);
        assertThat(told(
                        shell,
                        "psql -XAtq -h $MZ_HOST -p $MZ_PORT -U materialize materialize -c"
                                + " \"SELECT count(*) FROM mz_objects WHERE id LIKE 'u%'\""))
                .isEqualTo("0\n");
    }

    private static List<String> lines(Path page) throws IOException {
        List<String> lines = SHELL.matcher(Files.readString(page))
                .results()
                .flatMap(block -> block.group(1).lines())
                .toList();
        assertThat(lines).as("%s", page).hasSizeGreaterThan(10);
        return lines;
    }

    private static String told(Program shell, String line) {
        String launched = VERDIGRIS.matcher(line).replaceFirst("'" + ROOT.resolve("verdigris") + "' ");
        return shell.runOrSkip("", List.of("bash", "-c", launched)).succeeded().out();
    }
}
