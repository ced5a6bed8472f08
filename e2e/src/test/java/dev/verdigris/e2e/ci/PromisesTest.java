package dev.verdigris.e2e.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the action, the examples and their page promise: permissions, secrets, pins, limits, inputs. */
final class PromisesTest {

    private static final Path WORKFLOWS = Script.ROOT.resolve("examples/ci/github");
    private static final Path ACTION = Script.ROOT.resolve("packaging/ci/github/action.yml");
    private static final Path PAGE = Script.ROOT.resolve("docs/ci.md");
    private static final Path SCRIPT = Script.ROOT.resolve("packaging/ci/verdigris-ci");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aJobHasALimitAndNoMorePermissionsThanItNeeds(Path workflow) throws IOException {
        Map<?, ?> document = GitHubRun.document(workflow);
        assertThat(document.get("permissions")).isEqualTo(Map.of());
        assertThat(names(GitHubRun.map(document, "concurrency"))).contains("group", "cancel-in-progress");
        GitHubRun.map(document, "jobs").forEach((name, value) -> {
            Map<?, ?> job = (Map<?, ?>) value;
            String steps = String.valueOf(job.get("steps"));
            Map<String, String> needed = new HashMap<>(Map.of("contents", "read"));
            if (steps.contains("comment=true")) {
                needed.put("pull-requests", "write");
            }
            if (steps.contains("plan-run=")) {
                needed.put("actions", "read");
            }
            assertThat(job.get("permissions")).as(name.toString()).isEqualTo(needed);
            assertThat(job.get("timeout-minutes")).as(name.toString()).isInstanceOf(Integer.class);
        });
    }

    /** Only a step of Verdigris in an environment gets a secret, and no text is part of a script. */
    @ParameterizedTest
    @MethodSource("workflows")
    void secretsAreOnlyInVariablesOfSteps(Path workflow) throws IOException {
        Map<?, ?> document = GitHubRun.document(workflow);
        GitHubRun.map(document, "jobs").forEach((name, value) -> {
            Map<?, ?> job = (Map<?, ?>) value;
            assertThat(job.get("env")).isNull();
            for (Map<?, ?> step : steps(job)) {
                assertThat(step.get("run")).as("a script in an example").isNull();
                assertThat(String.valueOf(step.get("with"))).doesNotContain("secrets.");
                if (String.valueOf(step.get("env")).contains("secrets.")) {
                    assertThat(job.get("environment"))
                            .as(name.toString())
                            .isIn(
                                    "verdigris-plan",
                                    "production",
                                    "${{ inputs.command == 'cleanup' && 'production' || 'production-by-hand' }}");
                    assertThat(step.get("uses").toString()).contains("/packaging/ci/github@");
                }
            }
        });
        for (Map<?, ?> step : steps(GitHubRun.map(GitHubRun.document(ACTION), "runs"))) {
            assertThat(String.valueOf(step.get("run"))).doesNotContain("${{");
        }
    }

    /** A branch or a tag can move. */
    @Test
    void everyActionIsNamedByItsCommit() throws IOException {
        List<String> uses = new ArrayList<>();
        for (Path workflow : workflows()) {
            GitHubRun.map(GitHubRun.document(workflow), "jobs").values().stream()
                    .flatMap(job -> steps((Map<?, ?>) job).stream())
                    .forEach(step -> uses.add(String.valueOf(step.get("uses"))));
        }
        steps(GitHubRun.map(GitHubRun.document(ACTION), "runs")).stream()
                .filter(step -> step.containsKey("uses"))
                .forEach(step -> uses.add(step.get("uses").toString()));
        assertThat(uses)
                .hasSizeGreaterThan(10)
                .allSatisfy(each -> assertThat(each).matches(".+@[0-9a-f]{40}"));
    }

    @Test
    void thePageListsEveryInputOfTheActionAndOfTheComponent() throws IOException {
        Set<String> listed = new LinkedHashSet<>();
        Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line ->
                        CODE.matcher(line.split("\\|")[1]).results().forEach(match -> listed.add(match.group(1))));
        assertThat(listed).containsAll(names(GitHubRun.map(GitHubRun.document(ACTION), "inputs")));
        Map<?, ?> header =
                (Map<?, ?>) PlainYaml.documents(Files.readString(Component.FILE).split("\n---\n")[0])
                        .getFirst();
        assertThat(listed).containsAll(names(GitHubRun.map(GitHubRun.map(header, "spec"), "inputs")));
    }

    /** Each variable that the script reads is described in its first lines, and no other one is. */
    @Test
    void theScriptDescribesItsVariables() throws IOException {
        Pattern variable = Pattern.compile("VERDIGRIS_CI_[A-Z0-9]+");
        List<String> lines = Files.readAllLines(SCRIPT);
        Set<String> described = new LinkedHashSet<>();
        lines.stream()
                .takeWhile(line -> line.startsWith("#"))
                .forEach(line -> variable.matcher(line).results().forEach(match -> described.add(match.group())));
        Set<String> read = new LinkedHashSet<>();
        Stream.concat(
                        lines.stream().filter(line -> !line.startsWith("#")),
                        Files.readAllLines(SCRIPT.resolveSibling("comment.py")).stream())
                .forEach(line -> variable.matcher(line).results().forEach(match -> read.add(match.group())));
        assertThat(read).containsExactlyInAnyOrderElementsOf(described);
    }

    private static Set<String> names(Map<?, ?> inputs) {
        Set<String> names = new LinkedHashSet<>();
        inputs.keySet().forEach(name -> names.add(name.toString()));
        return names;
    }

    private static List<Map<?, ?>> steps(Map<?, ?> parent) {
        List<Map<?, ?>> steps = new ArrayList<>();
        ((Collection<?>) parent.get("steps")).forEach(step -> steps.add((Map<?, ?>) step));
        return steps;
    }
}
