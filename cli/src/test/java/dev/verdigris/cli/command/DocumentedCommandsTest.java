package dev.verdigris.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.verdigris.cli.builder.Words;
import dev.verdigris.cli.output.ProcessContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Every command of Verdigris in the pages and pipelines about dbt exists, with its options. */
final class DocumentedCommandsTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path PIPELINES = ROOT.resolve("examples/dbt-auction/pipelines");
    private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND =
            Pattern.compile("(?:^|\\s)(?:\\.\\./\\.\\./)?verdigris ([^#|]+?)(?: *#.*| *\\|.*)?$");

    static List<Path> pipelines() throws IOException {
        try (Stream<Path> files = Files.list(PIPELINES)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/from-dbt-macros.md", "docs/other-builders.md", "examples/dbt-auction/README.md"})
    void everyCommandOfAPageExists(String page) throws IOException {
        List<String> lines = SHELL.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .flatMap(block -> block.group(1).lines())
                .toList();
        assertThat(commands(lines)).hasSizeGreaterThan(3).allSatisfy(DocumentedCommandsTest::parses);
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void everyCommandOfAPipelineExists(Path file) throws IOException {
        List<String> lines = scripts(new Yaml().load(Files.readString(file)));
        assertThat(commands(lines)).isNotEmpty().allSatisfy(DocumentedCommandsTest::parses);
    }

    /** The order of the verbs is the same on both systems. */
    @ParameterizedTest
    @ValueSource(strings = {"github-deploy.yml", "gitlab-ci.yml"})
    void aPipelineStagesAndPromotesAfterApproval(String name) throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(PIPELINES.resolve(name)));
        Map<?, ?> jobs = file.get("jobs") instanceof Map<?, ?> own ? own : file;
        assertThat(verbs(jobs.get("stage"))).containsExactly("init", "exec", "await", "check", "plan");
        assertThat(verbs(jobs.get("promote"))).containsExactly("promote");
        assertThat(verbs(jobs.get("abort"))).containsExactly("abort");
        Map<?, ?> promote = (Map<?, ?>) jobs.get("promote");
        assertThat(String.valueOf(promote.get("environment"))).contains("production");
    }

    @Test
    void noTwoJobsOfPipelinesRunAtOnceAndNoneIsCancelled() throws IOException {
        for (String name : List.of("github-deploy.yml", "github-cleanup.yml")) {
            Map<String, Object> file = new Yaml().load(Files.readString(PIPELINES.resolve(name)));
            assertThat(file.get("concurrency"))
                    .isEqualTo(Map.of("group", "verdigris-production", "cancel-in-progress", false));
        }
        Map<String, Map<String, Object>> file = new Yaml().load(Files.readString(PIPELINES.resolve("gitlab-ci.yml")));
        for (String job : List.of("stage", "promote", "cleanup", "abort")) {
            assertThat(file.get(job)).as(job).containsEntry("resource_group", "production");
        }
        assertThat(file.get("promote")).containsEntry("when", "manual").containsEntry("allow_failure", false);
        assertThat(file.get("default")).containsEntry("interruptible", false);
    }

    private static List<String> verbs(Object job) {
        return commands(scripts(job)).stream()
                .map(command -> command.split(" ")[0])
                .toList();
    }

    /** All texts below a node, line by line; the keys do not matter. */
    private static List<String> scripts(Object node) {
        List<String> lines = new ArrayList<>();
        switch (node) {
            case Map<?, ?> map -> map.values().forEach(each -> lines.addAll(scripts(each)));
            case Collection<?> list -> list.forEach(each -> lines.addAll(scripts(each)));
            case String text -> text.lines().forEach(lines::add);
            case null -> {}
            case Object other -> {}
        }
        return lines;
    }

    private static List<String> commands(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.strip().startsWith("#"))
                .flatMap(line -> COMMAND.matcher(line).results())
                .map(match -> match.group(1))
                .toList();
    }

    private static void parses(String command) {
        String[] words = Words.of(command).toArray(String[]::new);
        ProcessContext context = new ProcessContext(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()),
                Set.of(),
                Map.of(),
                ROOT,
                Optional.empty(),
                Optional::empty);
        CommandLineFactory.create(context, words).parseArgs(words);
    }
}
