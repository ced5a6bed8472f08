package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.e2e.program.Program;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The walk-through of the example, line by line as its reader types it; every line must succeed. */
final class WalkThroughTest {

    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String STARTS_A_SERVER = "../../verdigris sandbox";
    private static final String SAYS_WHERE_IT_IS = "export VERDIGRIS_URL=";

    @TempDir
    private Path directory;

    @Test
    void everyLineSucceedsAndNothingIsLeft() throws Exception {
        Program.in(directory).runOrSkip("", List.of("psql", "--version")).succeeded();
        Path example = Path.of(System.getProperty("project.root")).resolve("examples/auction");
        List<String> script = new ArrayList<>();
        for (String line : lines(example.resolve("README.md"))) {
            if (!line.equals(STARTS_A_SERVER) && !line.startsWith(SAYS_WHERE_IT_IS)) {
                script.add(line);
            }
        }
        assertThat(script).hasSizeGreaterThan(20).anyMatch(line -> line.contains("kill -9"));
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            String url = "postgres://materialize@" + sandbox.host() + ":" + sandbox.port() + "/materialize";
            String told = run(example, url, String.join("\n", script));
            assertThat(told).contains("deploy prod: nothing to do");
            assertThat(run(
                            example,
                            url,
                            "psql -AtX \"$VERDIGRIS_URL\" -c \"SELECT count(*) FROM mz_schemas"
                                    + " WHERE id LIKE 'u%' AND name <> 'public'\" 2>&1"))
                    .as("schemas that the walk-through leaves behind")
                    .endsWith("\n0\n");
        }
    }

    private static List<String> lines(Path page) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(page));
        List<String> lines = new ArrayList<>();
        while (matcher.find()) {
            matcher.group(1).lines().forEach(lines::add);
        }
        return lines;
    }

    /** Runs a script that stops at its first failure; answers with all that it printed. */
    private String run(Path example, String url, String script) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "walk", ".txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-ex", "-o", "pipefail", "-c", script)
                .directory(example.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("VERDIGRIS_URL", url);
        builder.environment().put("PSQLRC", "/dev/null");
        Process process = builder.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        String told = Files.readString(output);
        assertThat(ended).as("it ends:%n%s", told).isTrue();
        assertThat(process.exitValue()).as("%s", told).isZero();
        return told;
    }
}
