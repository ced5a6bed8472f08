package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.e2e.docs.Page.Example;
import dev.verdigris.e2e.program.Program;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the SQL blocks of the documents through psql and compares what it prints with the block below. With
 * {@code -Dapprove=true} the answers are written into the pages, and the run fails.
 */
final class TranscriptsTest {

    private static final Path ROOT = Path.of("..");

    @ParameterizedTest
    @ValueSource(strings = {"by-hand.md", "sandbox.md"})
    void everyExamplePrintsWhatItsPageShows(String name) throws IOException, SandboxStartException {
        Page page = Page.read(name);
        List<Example> examples = page.examples();
        assertThat(examples).hasSizeGreaterThan(5).hasSize(Math.toIntExact(page.sqlBlocks()));
        Program.in(ROOT).runOrSkip("", List.of("psql", "--version"));
        List<String> outputs = new ArrayList<>();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            for (Example example : examples) {
                outputs.add(psql(sandbox, example.sql()));
            }
        }
        if (Boolean.getBoolean("approve")) {
            page.approve(outputs);
        }
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < examples.size(); i++) {
            all.assertThat(outputs.get(i))
                    .as(examples.get(i).sql())
                    .isEqualTo(examples.get(i).output());
        }
        all.assertAll();
        assertThat(Boolean.getBoolean("approve"))
                .as("approved; read what has changed")
                .isFalse();
    }

    @Test
    void everySentenceOfTheSandboxPageHasAnExampleOrTest() throws IOException {
        Page page = Page.read("sandbox.md");
        assertThat(page.sections()).hasSizeGreaterThan(20);
        assertThat(page.prose())
                .as("statements that are no statements")
                .allSatisfy(prose -> assertThat(prose).isEmpty());
        Map<String, String> tests = testSources();
        SoftAssertions all = new SoftAssertions();
        for (Page.Section section : page.sections()) {
            all.assertThat(section.hasExample() || !section.tests().isEmpty())
                    .as("an example or a test for: " + section.sentence())
                    .isTrue();
            for (List<String> test : section.tests()) {
                all.assertThat(tests.getOrDefault(test.getFirst(), ""))
                        .as(section.sentence())
                        .containsPattern("(void|Stream<\\w+>) " + test.getLast() + "\\(");
            }
        }
        all.assertAll();
    }

    private static Map<String, String> testSources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : List.of("sandbox", "e2e")) {
            try (Stream<Path> found = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.addAll(found.filter(file -> file.toString().endsWith("Test.java"))
                        .toList());
            }
        }
        return files.stream()
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replace(".java", ""), TranscriptsTest::read));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String psql(Sandbox sandbox, String sql) {
        Program.Ended psql = Program.in(ROOT)
                .with("PGHOST", sandbox.host())
                .with("PGPORT", Integer.toString(sandbox.port()))
                .with("PGUSER", "materialize")
                .with("PGDATABASE", "materialize")
                .with("PGOPTIONS", "--welcome_message=off")
                .runOrSkip(sql, List.of("sh", "-c", "exec psql -X -f - 2>&1"));
        return psql.out().replaceAll("psql:<stdin>:\\d+: ", "");
    }
}
