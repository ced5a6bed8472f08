package dev.verdigris.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static dev.verdigris.cli.command.DocumentedCommandsTest.PIPELINES;
import static org.assertj.core.api.Assertions.assertThat;

/** What the pipelines about dbt promise: who starts a job, who gets the password, and what is never cancelled. */
final class PipelinesTest {

    private static final String GITLAB = "gitlab-ci.yml";

    private static final String CONNECTION = "verdigris (?!--version).*";

    /** A job of a pipeline. */
    private record Job(String name, Map<?, ?> content) {

        List<String> verbs() {
            return DocumentedCommandsTest.commands(DocumentedCommandsTest.scripts(content)).stream()
                    .map(command -> command.split(" ")[0])
                    .filter(verb -> !verb.startsWith("-"))
                    .toList();
        }

        List<Map<?, ?>> steps() {
            return ((Collection<?>) content.get("steps"))
                    .stream().<Map<?, ?>>map(step -> (Map<?, ?>) step).toList();
        }

        String environment() {
            Object environment = content.get("environment");
            return String.valueOf(environment instanceof Map<?, ?> map ? map.get("name") : environment);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-deploy.yml", GITLAB})
    void aPipelineStagesAndPromotesAfterApproval(String name) throws IOException {
        Map<String, Job> jobs = jobs(name);
        assertThat(jobs.get("stage").verbs()).startsWith("init", "exec", "await", "check", "plan");
        assertThat(jobs.get("promote").verbs()).containsExactly("promote");
        assertThat(jobs.get("abort").verbs()).containsExactly("abort");
        assertThat(jobs.get("stage").environment()).isEqualTo("staging");
        assertThat(jobs.get("promote").environment()).isEqualTo("production");
        assertThat(jobs.get("abort").environment()).isEqualTo("production");
    }

    /** A password that a workflow or a repository gives to every job would need no approval. */
    @ParameterizedTest
    @MethodSource("ofGitHub")
    void onlyStepsOfVerdigrisInAnEnvironmentGetThePassword(String name) throws IOException {
        Map<String, Object> file = file(name);
        file.remove("jobs");
        assertThat(DocumentedCommandsTest.scripts(file)).noneMatch(text -> text.contains("secrets."));
        for (Job job : jobs(name).values()) {
            assertThat(job.environment()).as(job.name()).isIn("staging", "production");
            assertThat(job.content().get("env")).as(job.name()).isNull();
            for (Map<?, ?> step : job.steps()) {
                boolean connects = DocumentedCommandsTest.scripts(step.get("run")).stream()
                        .anyMatch(line -> line.strip().matches(CONNECTION));
                boolean knows =
                        DocumentedCommandsTest.scripts(step).stream().anyMatch(text -> text.contains("secrets."));
                assertThat(knows).as("%s: %s", job.name(), step).isEqualTo(connects);
            }
        }
    }

    @Test
    void theFilesOfAForkAreNotRun() throws IOException {
        assertThat(jobs("github-deploy.yml").get("stage").content().get("if").toString())
                .contains(" && github.event.pull_request.head.repo.full_name == github.repository");
        assertThat(file(GITLAB).get("workflow"))
                .isEqualTo(Map.of(
                        "rules",
                        List.of(Map.of(
                                "if",
                                "$CI_PIPELINE_SOURCE == \"merge_request_event\""
                                        + " && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID"))));
    }

    /** A run of other files of the same pull request can have written a cache. */
    @ParameterizedTest
    @MethodSource("all")
    void nothingComesFromACacheAndEachFileExists(String name) throws IOException {
        assertThat(Files.readString(PIPELINES.resolve(name))).doesNotContain("cache:");
        assertThat(DocumentedCommandsTest.scripts(file(name)).stream()
                        .filter(line -> line.contains("pip"))
                        .filter(line -> line.contains("install ")))
                .allSatisfy(line -> assertThat(PIPELINES.resolveSibling(line.replaceFirst(".* -r ", "")))
                        .isRegularFile());
    }

    @Test
    void noTwoDeploymentsRunAtOnceAndWhatRunsIsNotCancelled() throws IOException {
        assertThat(file("github-deploy.yml").get("concurrency"))
                .isEqualTo(Map.of(
                        "group",
                        "${{ github.event.label.name == 'deploy' && 'verdigris-production' || github.run_id }}",
                        "cancel-in-progress",
                        false));
        Map<String, Job> jobs = jobs(GITLAB);
        assertThat(jobs).containsOnlyKeys("stage", "promote", "cleanup", "abort");
        assertThat(jobs.values())
                .allSatisfy(
                        job -> assertThat(job.content().get("resource_group")).isEqualTo("production"));
        assertThat(file(GITLAB).get("default"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("interruptible", false);
    }

    /** A cleanup that waits in the group of the deployments would take the place of one that waits too. */
    @Test
    void aPersonStartsTheCleanupInAGroupOfItsOwn() throws IOException {
        Map<String, Object> file = file("github-cleanup.yml");
        // YAML 1.1 reads the key "on" as true.
        assertThat(((Map<?, ?>) ((Map<?, ?>) file).get(true)).keySet()).isEqualTo(Set.of("workflow_dispatch"));
        assertThat(file.get("concurrency"))
                .isEqualTo(Map.of("group", "verdigris-production-cleanup", "cancel-in-progress", false));
        assertThat(jobs("github-cleanup.yml").get("cleanup").verbs()).containsExactly("status", "cleanup");
    }

    /** GitLab skips a manual job if a job that it needs has failed. */
    @Test
    void onGitLabAPersonStartsEachJobAndAbortAtAnyTime() throws IOException {
        Map<String, Job> jobs = jobs(GITLAB);
        assertThat(jobs.values())
                .allSatisfy(job -> assertThat(job.content().get("when")).isEqualTo("manual"));
        assertThat(jobs.get("stage").content().get("allow_failure")).isEqualTo(false);
        assertThat(jobs.get("promote").content().get("allow_failure")).isEqualTo(false);
        assertThat(jobs.get("promote").content().get("needs")).isEqualTo(List.of("stage"));
        assertThat(jobs.get("cleanup").content().get("needs")).isEqualTo(List.of("promote"));
        assertThat(jobs.get("abort").content().get("needs")).isEqualTo(List.of());
    }

    /** What could not be staged is dropped at once. What was not promoted stays until a person decides. */
    @Test
    void onGitHubOnlyAFailedStagingAbortsByItself() throws IOException {
        Map<String, Job> jobs = jobs("github-deploy.yml");
        Map<?, ?> last = jobs.get("stage").steps().getLast();
        assertThat(last.get("run")).isEqualTo("verdigris abort --yes");
        assertThat(last.get("if")).isEqualTo("(failure() || cancelled()) && steps.init.outcome != 'skipped'");
        assertThat(jobs.get("stage").steps()).anySatisfy(step -> {
            assertThat(step.get("id")).isEqualTo("init");
            assertThat(step.get("run")).isEqualTo("verdigris init");
        });
        assertThat(jobs.get("promote").content().get("needs")).isEqualTo("stage");
        assertThat(jobs.get("abort").content().get("needs")).isEqualTo(List.of("stage", "promote"));
        assertThat(jobs.get("abort").content().get("if"))
                .isEqualTo("always() && needs.stage.result == 'success' && needs.promote.result != 'success'");
    }

    static List<String> all() throws IOException {
        try (Stream<Path> files = Files.list(PIPELINES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    static List<String> ofGitHub() throws IOException {
        return all().stream().filter(name -> name.startsWith("github-")).toList();
    }

    private static Map<String, Object> file(String name) throws IOException {
        return new Yaml().load(Files.readString(PIPELINES.resolve(name)));
    }

    private static Map<String, Job> jobs(String name) throws IOException {
        Map<String, Object> file = file(name);
        Map<String, Job> jobs = new LinkedHashMap<>();
        Map<?, ?> all = file.get("jobs") instanceof Map<?, ?> own ? own : file;
        all.forEach((key, value) -> {
            if (value instanceof Map<?, ?> job && (job.containsKey("script") || job.containsKey("steps"))) {
                jobs.put(key.toString(), new Job(key.toString(), job));
            }
        });
        return jobs;
    }
}
