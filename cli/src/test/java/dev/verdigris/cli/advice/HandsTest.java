package dev.verdigris.cli.advice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The page of foreign hands is what happens. Each row is brought about; status and the plans of all verbs are asked;
 * the first way that the first problem shows is followed until no problem is left, and the live side can be read then.
 * {@code -Dapprove=true} writes the rows, {@code -Dverdigris.hands=renames} runs only what matches that. C13, C38, C42.
 */
final class HandsTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root")).resolve("docs").resolve("foreign-hands.md");

    private static final boolean APPROVING = Boolean.getBoolean("approve");

    /** A normal build runs a share of the rows, the profile {@code proofs} all of them. */
    private static final int STRIDE = Boolean.getBoolean("verdigris.proofs") || APPROVING ? 1 : 8;

    private static final List<String> VERBS = List.of("init", "build", "promote", "rollback", "cleanup", "abort");

    private static final int MOST_STEPS = 6;

    private static Sandbox sandbox;

    private static final List<String> WRITTEN = new ArrayList<>();

    @TempDir
    private Path directory;

    private int shops;

    @BeforeAll
    static void starts() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
    }

    @AfterAll
    static void ends() throws IOException {
        sandbox.close();
        if (APPROVING) {
            List<String> lines = Files.readAllLines(PAGE);
            Stream<String> rows = Hand.ALL.stream()
                    .flatMap(hand -> Stream.of(WRITTEN, lines)
                            .flatMap(List::stream)
                            .filter(line -> line.startsWith(key(hand)))
                            .limit(1));
            List<String> approved = Stream.concat(lines.stream().filter(line -> !isRow(line)), rows)
                    .toList();
            Files.write(PAGE, approved);
            assertThat(approved).as("the page before this run has approved it").isEqualTo(lines);
        }
    }

    private static boolean isRow(String line) {
        return Stream.of(Hand.State.values()).anyMatch(state -> line.startsWith("| " + state + " |"));
    }

    @Test
    void thePageHasOneRowForEachSituation() throws IOException {
        assertThat(Files.readAllLines(PAGE).stream().filter(HandsTest::isRow).map(HandsTest::key))
                .containsExactlyElementsOf(Hand.ALL.stream().map(HandsTest::key).toList());
    }

    private static String key(Hand hand) {
        return "| " + hand.state() + " | " + hand.what() + " |";
    }

    private static String key(String row) {
        return Stream.of(row.split("\\|")).skip(1).limit(2).collect(Collectors.joining("|", "|", "|"));
    }

    @TestFactory
    List<DynamicTest> whatThePageSaysIsWhatHappens() {
        String only = System.getProperty("verdigris.hands", "");
        List<DynamicTest> rows = IntStream.range(0, Hand.ALL.size())
                .filter(i -> !only.isEmpty() || i % STRIDE == 0)
                .mapToObj(Hand.ALL::get)
                .filter(hand -> Pattern.compile(only).matcher(hand.toString()).find())
                .map(hand -> dynamicTest(hand.toString(), () -> check(hand)))
                .toList();
        assertThat(rows).as("rows that match %s", only).isNotEmpty();
        return rows;
    }

    private void check(Hand hand) throws IOException {
        try (Shop shop = Shop.open(sandbox, directory.resolve(String.valueOf(shops++)))) {
            hand.state().reach(shop);
            hand.does().accept(shop);
            JsonNode status = shop.ask(List.of("status")).report();
            String acting = acting(shop);
            String end = wayOut(shop);
            // Each answer must fit its schema, so a history of all this must too.
            assertThat(shop.ask(List.of("history"))
                            .report()
                            .path("history")
                            .path("deployments")
                            .isArray())
                    .isTrue();
            String row =
                    key(hand) + " " + says(status) + " | " + next(shop, status) + " | " + acting + " | " + end + " |";
            if (APPROVING) {
                WRITTEN.add(row);
            } else {
                assertThat(row).isIn(Files.readAllLines(PAGE));
            }
        }
    }

    private static String says(JsonNode status) {
        Set<String> codes = new LinkedHashSet<>();
        status.path("problems")
                .forEach(problem -> codes.add("`" + problem.path("code").asText() + "`"));
        return codes.isEmpty() ? status.path("state").asText() : String.join(", ", codes);
    }

    /** The ways of the first problem, or the next command. */
    private static String next(Shop shop, JsonNode status) {
        JsonNode problem = status.path("problems").path(0);
        return problem.isMissingNode()
                ? "`verdigris " + status.path("next").path("verb").asText() + "`"
                : Way.of(problem.path("fix")).stream()
                        .map(way -> way.parts().stream().map(HandsTest::words).collect(Collectors.joining("; ")))
                        .map(shop::plain)
                        .collect(Collectors.joining("<br>or "));
    }

    private static String words(Way.Part part) {
        return switch (part) {
            case Way.Sql sql -> "`" + sql.statement() + "`";
            case Way.Command command ->
                "`verdigris " + command.verb() + (command.arguments().contains("--adopt") ? " --adopt" : "") + "`";
            case Way.Words words -> words.text();
            case Way.Label label -> label.text();
            case Way.Consent consent -> "accept it";
        };
    }

    /** The verbs that would change something, and what. All others refuse, or have nothing to do. */
    private static String acting(Shop shop) {
        List<String> acting = new ArrayList<>();
        for (String verb : VERBS) {
            JsonNode plan = shop.ask(List.of("plan", verb)).report();
            List<String> kinds = new ArrayList<>();
            plan.path("steps").forEach(step -> kinds.add(step.path("kind").asText()));
            if (plan.path("exitCode").asInt() == 0 && !kinds.isEmpty()) {
                acting.add(verb + " " + effect(kinds));
            }
        }
        return acting.isEmpty() ? "none" : String.join(", ", acting);
    }

    private static String effect(List<String> kinds) {
        if (kinds.contains("swap")) {
            return "swaps";
        }
        if (kinds.contains("quarantine") || kinds.stream().anyMatch(kind -> kind.startsWith("drop-"))) {
            return "drops the suffixed side";
        }
        return kinds.stream().anyMatch(kind -> kind.startsWith("create-")) ? "creates" : "writes its record";
    }

    /** Follows the first way of the first problem until there is none. Returns the version that is live then. */
    private static String wayOut(Shop shop) {
        for (int i = 0; i < MOST_STEPS; i++) {
            JsonNode problem =
                    shop.ask(List.of("status")).report().path("problems").path(0);
            if (problem.isMissingNode()) {
                return "version " + shop.one("SELECT DISTINCT version FROM " + shop.view());
            }
            Situation situation = Situation.of(
                    ProblemCode.parse(problem.path("code").asText()).orElseThrow(),
                    "it is found",
                    found -> {},
                    "status");
            Way first = Way.of(problem.path("fix")).stream()
                    .filter(way -> !way.shows() && way.isFollowable(situation))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no way: " + problem));
            new Follower(shop, situation).follow(first);
        }
        throw new AssertionError(
                "the ways lead nowhere: " + shop.ask(List.of("status")).report().path("problems"));
    }
}
