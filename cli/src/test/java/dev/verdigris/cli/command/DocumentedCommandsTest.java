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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Every command of Verdigris in pages and pipelines that no test runs exists, with its options. */
final class DocumentedCommandsTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    static final Path PIPELINES = ROOT.resolve("examples/dbt-auction/pipelines");
    private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND =
            Pattern.compile("(?:^|\\s)(?:\\.\\./\\.\\./)?verdigris ([^#|;]+?)(?: *#.*| *[|;].*)?$");

    static List<Path> pipelines() throws IOException {
        try (Stream<Path> files = Files.list(PIPELINES)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/configuration.md",
                "docs/from-dbt-macros.md",
                "docs/guides/dbt.md",
                "docs/other-builders.md",
                "examples/dbt-auction/README.md"
            })
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

    /** All texts below a node, line by line; the keys do not matter. */
    static List<String> scripts(Object node) {
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

    static List<String> commands(List<String> lines) {
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
