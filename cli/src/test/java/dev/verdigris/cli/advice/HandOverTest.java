package dev.verdigris.cli.advice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Each step of a deployment by either tool, in all orders, as the table of the page about the macros says it. After each
 * step status is asked, and its next command is followed where only a part of the step is left. In the end the new
 * release is live, the sink of another team reads it, and a deployment can begin. {@code -Dapprove=true} writes the rows.
 */
final class HandOverTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root")).resolve("docs").resolve("from-dbt-macros.md");

    private static final boolean APPROVING = Boolean.getBoolean("approve");

    private static final Set<String> WRITTEN = new LinkedHashSet<>();

    private static Sandbox sandbox;

    @TempDir
    private Path directory;

    @BeforeAll
    static void starts() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
    }

    @AfterAll
    static void ends() throws IOException {
        sandbox.close();
        if (APPROVING) {
            List<String> lines = Files.readAllLines(PAGE);
            int first = IntStream.range(0, lines.size())
                    .filter(i -> isRow(lines.get(i)))
                    .findFirst()
                    .orElse(lines.size());
            List<String> approved = new ArrayList<>(lines);
            approved.removeIf(HandOverTest::isRow);
            approved.addAll(first, new TreeSet<>(WRITTEN));
            Files.write(PAGE, approved);
            assertThat(approved).as("the page before this run has approved it").isEqualTo(lines);
        }
    }

    private static boolean isRow(String line) {
        return Stream.of("V", "M").anyMatch(who -> line.startsWith("| " + who + " |"));
    }

    @TestFactory
    Stream<DynamicTest> eachOrderEndsWithTheNewReleaseLive() {
        return HandOver.all().stream().map(order -> dynamicTest(key(order), () -> play(order)));
    }

    private void play(List<HandOver> order) throws IOException, SQLException, InterruptedException {
        boolean psql = new ProcessBuilder("sh", "-c", "command -v psql").start().waitFor() == 0;
        assumeTrue(psql, "psql is not installed");
        Path own = Files.createTempDirectory(directory, "house");
        try (House house = House.open(sandbox, own)) {
            for (int i = 0; i < order.size(); i++) {
                act(house, order.get(i));
                tell(house, order.subList(0, i + 1));
                if (order.get(i).what() == HandOver.What.PROMOTE) {
                    follow(house, "promote");
                    assertThat(house.live()).isEqualTo("2");
                    assertThat(house.sinkReads()).isEqualTo("auction_marts");
                }
            }
            follow(house, "cleanup", "--yes");
            assertThat(house.live()).isEqualTo("2");
            assertThat(house.sinkReads()).isEqualTo("auction_marts");
            JsonNode end = house.ask("status");
            assertThat(end.path("state").asText()).isEqualTo("none");
            assertThat(end.path("problems")).isEmpty();
            assertThat(end.path("next").path("verb").asText()).isEqualTo("init");
        }
    }

    private static void act(House house, HandOver step) {
        if (step.who() == HandOver.Who.MACROS) {
            step.play(house);
        } else {
            List<String> command = switch (step.what()) {
                case INIT -> List.of("init");
                case BUILD -> begun(house);
                case PROMOTE -> List.of("promote");
                case CLEANUP -> List.of("cleanup", "--yes");
            };
            succeeds(house, command.toArray(String[]::new));
        }
        house.await();
    }

    /** After the macros have begun, init takes over what they made. */
    private static List<String> begun(House house) {
        follow(house, "init");
        return house.builder();
    }

    /** Runs a command as long as status names its verb. */
    private static void follow(House house, String... command) {
        for (int i = 0;
                i < 2 && house.ask("status").path("next").path("verb").asText().equals(command[0]);
                i++) {
            succeeds(house, command);
        }
    }

    private static void succeeds(House house, String... command) {
        JsonNode report = house.ask(command);
        assertThat(report.path("exitCode").asInt())
                .as(String.join(" ", command) + report.path("problems"))
                .isZero();
    }

    private static void tell(House house, List<HandOver> sofar) throws IOException {
        JsonNode status = house.ask("status");
        Set<String> told = new LinkedHashSet<>();
        status.path("problems")
                .forEach(problem -> told.add("`" + problem.path("code").asText() + "`"));
        status.path("notes").forEach(note -> told.add(plain(note.asText())));
        String row = key(sofar) + " " + status.path("state").asText() + " | " + String.join(" ", told)
                + " | `verdigris " + status.path("next").path("verb").asText() + "` |";
        if (APPROVING) {
            WRITTEN.add(row);
        } else {
            assertThat(row).isIn(Files.readAllLines(PAGE));
        }
    }

    /** A note without what differs in each run. */
    private static String plain(String note) {
        return note.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME")
                .replaceAll("deployment \\d{8}-\\d{6}-\\w+", "deployment ID")
                .replaceAll("schema materialize\\.auction_\\w+", "schema …");
    }

    private static String key(List<HandOver> order) {
        Stream<String> done = order.stream().map(step -> step.who() == HandOver.Who.MACROS ? "M" : "V");
        Stream<String> open = Stream.generate(() -> " ").limit(HandOver.What.values().length - order.size());
        return Stream.concat(done, open).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
