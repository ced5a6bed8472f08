package dev.verdigris.cli.advice;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
 * A person who follows a fix half asleep harms nothing, and the problem is gone. Each code is brought about, each of
 * its fixes is followed as a machine would, and a client reads the live side all the time. What only a person can do is
 * counted. {@code -Dverdigris.walk=VG-LOCKED} walks only what has that text.
 */
final class WalkTest {

    /** A normal build walks every fourth situation, the profile {@code proofs} all of them. */
    private static final int STRIDE = Boolean.getBoolean("verdigris.proofs") ? 1 : 4;

    private static Sandbox sandbox;

    private static final Set<ProblemCode> WALKED = EnumSet.noneOf(ProblemCode.class);
    private static int situations;
    private static int followed;
    private static int shown;
    private static int left;

    @TempDir
    private Path directory;

    private int shops;

    @BeforeAll
    static void starts() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
    }

    @AfterAll
    static void endsAndTells() {
        sandbox.close();
        System.out.printf(
                "walk: %d of %d codes in %d of %d situations; fixes followed to the end of the problem: %d; fixes that"
                        + " only show: %d; fixes left to a person: %d; codes left to people: %d%n",
                WALKED.size(),
                ProblemCode.values().length,
                situations,
                Situation.all().size(),
                followed,
                shown,
                left,
                LeftToPeople.REASONS.size());
    }

    @Test
    void everyCodeIsWalkedOrLeftToPeopleForAReason() {
        Set<ProblemCode> walked =
                Situation.all().stream().map(Situation::code).collect(Collectors.toCollection(TreeSet::new));
        assertThat(walked).doesNotContainAnyElementsOf(LeftToPeople.REASONS.keySet());
        Set<ProblemCode> forgotten = EnumSet.allOf(ProblemCode.class);
        forgotten.removeAll(walked);
        forgotten.removeAll(LeftToPeople.REASONS.keySet());
        assertThat(forgotten).isEmpty();
    }

    @TestFactory
    List<DynamicTest> everyFixEndsItsProblemAndHarmsNothing() {
        String only = System.getProperty("verdigris.walk", "");
        List<Situation> all = Situation.all();
        List<DynamicTest> walks = IntStream.range(0, all.size())
                .filter(i -> !only.isEmpty() || i % STRIDE == 0)
                .mapToObj(all::get)
                .filter(each -> each.toString().contains(only))
                .map(each -> dynamicTest(each.toString(), () -> walk(each)))
                .toList();
        assertThat(walks).as("situations with %s", only).isNotEmpty();
        return walks;
    }

    private void walk(Situation situation) throws Exception {
        int ways;
        try (Shop shop = prepared(situation)) {
            JsonNode problem = shown(shop, situation);
            for (Way way : Way.of(problem.path("fix"))) {
                if (!way.isFollowable(situation)) {
                    left++;
                } else if (way.shows()) {
                    shown++;
                    assertThat(new Follower(shop, situation).follow(way)).isEmpty();
                }
            }
            List<Way> followable = ending(problem, situation);
            ways = followable.size();
            assertThat(followable)
                    .as("ways that a machine can follow of %s", problem)
                    .isNotEmpty();
            follow(shop, situation, problem, followable.getFirst());
        }
        for (int i = 1; i < ways; i++) {
            try (Shop shop = prepared(situation)) {
                JsonNode problem = shown(shop, situation);
                follow(shop, situation, problem, ending(problem, situation).get(i));
            }
        }
        situations++;
        WALKED.add(situation.code());
    }

    /** The ways that a machine can follow and that end the problem. */
    private static List<Way> ending(JsonNode problem, Situation situation) {
        return Way.of(problem.path("fix")).stream()
                .filter(way -> way.isFollowable(situation) && !way.shows())
                .toList();
    }

    private Shop prepared(Situation situation) {
        Shop shop = Shop.open(sandbox, directory.resolve(String.valueOf(shops++)));
        try {
            situation.prepare().accept(shop);
            return shop;
        } catch (RuntimeException | AssertionError e) {
            shop.close();
            throw e;
        }
    }

    private static JsonNode shown(Shop shop, Situation situation) {
        Answer answer = shop.ask(situation.ask());
        return answer.problem(situation.code())
                .orElseThrow(() -> new AssertionError(situation + " is not shown: " + answer.report()));
    }

    private static void follow(Shop shop, Situation situation, JsonNode problem, Way way) throws Exception {
        boolean moves = situation.moves() || way.moves();
        situation.meanwhile().accept(shop);
        List<String> before = shop.property(!moves);
        Optional<Answer> last;
        try (LiveReader reader = LiveReader.of(shop)) {
            last = new Follower(shop, situation).follow(way);
            Set<String> versions = reader.end();
            assertThat(versions).as("live versions").isSubsetOf("1", "2");
            if (!moves) {
                assertThat(versions).as("live versions during %s", way).hasSize(1);
            }
        }
        assertThat(shop.property(!moves)).as("what was there before %s", way).containsAll(before);
        followed++;
        Answer after = last.orElseGet(() -> shop.ask(situation.ask()));
        assertThat(after.has(problem))
                .as("the problem after %s: %s", way, after.report())
                .isFalse();
        assertThat(after.isOfTheServer())
                .as("the verb came as far after %s: %s", way, after.report())
                .isTrue();
    }
}
