package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Runs the SQL blocks of the documents through psql and compares what it prints with the block below. */
final class TranscriptsTest {

    private static final Pattern BLOCK = Pattern.compile("```sql\\n(.*?)```\\n```text\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theDeploymentByHandPrintsWhatItsPageShows() throws Exception {
        assumeTrue(hasPsql(), "psql is not installed");
        List<Block> blocks = blocks(Path.of("..", "docs", "by-hand.md"));
        assertThat(blocks).hasSizeGreaterThan(5);
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            for (Block block : blocks) {
                assertThat(psql(sandbox, block.sql())).as(block.sql()).isEqualTo(block.output());
            }
        }
    }

    private record Block(String sql, String output) {}

    private static List<Block> blocks(Path page) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(page));
        List<Block> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private static String psql(Sandbox sandbox, String sql) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("psql", "-X", "-v", "ON_ERROR_STOP=1", "-f", "-").redirectErrorStream(true);
        builder.environment().put("PGHOST", sandbox.host());
        builder.environment().put("PGPORT", Integer.toString(sandbox.port()));
        builder.environment().put("PGUSER", "materialize");
        builder.environment().put("PGDATABASE", "materialize");
        builder.environment().put("PGOPTIONS", "--welcome_message=off");
        Process process = builder.start();
        try (var input = process.getOutputStream()) {
            input.write(sql.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.replaceAll("psql:<stdin>:\\d+: ", "");
    }

    static boolean hasPsql() {
        try {
            return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
