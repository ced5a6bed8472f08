package dev.verdigris.e2e.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.cli.command.VerdigrisCli;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.e2e.cli.Shop;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The classes that ARCHITECTURE.md names from the command to the wire are those on the stack during a swap. */
final class PromotionPathTest {

    private static final Path PAGE = Path.of("..", "ARCHITECTURE.md");
    private static final String SECTION = "## Follow one promotion";
    private static final Pattern HOP = Pattern.compile("\\d+\\. `[^`]*?(\\w+)`.*");
    private static final int MOST_HOPS = 7;

    @TempDir
    Path folder;

    @Test
    void thePageNamesEachClassBetweenTheCommandAndTheWire() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            Shop shop = Shop.open(sandbox, folder);
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            for (String verb : List.of("init", "build", "check")) {
                assertThat(run(output, verb)).as(output::toString).isZero();
            }
            shop.sql("SELECT mz_sandbox.hold_statements('SWAP')");
            FutureTask<Integer> promoting =
                    new FutureTask<>(() -> run(output, "promote", "--skip-readiness", "this is a test"));
            Thread promoter = Thread.ofPlatform().start(promoting);
            while (!sandbox.awaitHeldStatements(1, Duration.ofSeconds(1))) {
                assertThat(promoting.isDone()).as(output::toString).isFalse();
            }
            StackTraceElement[] stack = promoter.getStackTrace();
            shop.sql("SELECT mz_sandbox.release_statements()");
            assertThat(promoting.get()).as(output::toString).isZero();
            assertThat(named()).hasSizeLessThanOrEqualTo(MOST_HOPS).isEqualTo(passed(stack));
        }
    }

    /** Runs the command line within the test. */
    private int run(ByteArrayOutputStream output, String... arguments) {
        PrintStream both = new PrintStream(output, true, StandardCharsets.UTF_8);
        return new VerdigrisCli(new ProcessContext(
                        InputStream.nullInputStream(),
                        both,
                        both,
                        Set.of(),
                        Map.of(),
                        folder,
                        Optional.empty(),
                        Optional::empty))
                .run(arguments);
    }

    /** The first class of each number of the page. */
    private static List<String> named() throws IOException {
        return Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.equals(SECTION))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .map(HOP::matcher)
                .filter(Matcher::matches)
                .map(hop -> hop.group(1))
                .toList();
    }

    /** Our classes on the stack, the outermost first, after the parser of the command line has called the command. */
    private static List<String> passed(StackTraceElement[] stack) {
        List<String> inward = Arrays.stream(stack)
                .map(StackTraceElement::getClassName)
                .takeWhile(name -> !name.startsWith("picocli."))
                .filter(name -> name.startsWith("dev.verdigris."))
                .map(name -> name.substring(name.lastIndexOf('.') + 1).split("\\$")[0])
                .toList();
        return inward.reversed().stream().distinct().toList();
    }
}
