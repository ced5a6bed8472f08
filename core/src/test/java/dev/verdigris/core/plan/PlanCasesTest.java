package dev.verdigris.core.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.core.fixture.Case;
import dev.verdigris.core.fixture.Shown;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every folder of {@code src/test/resources/cases/<verb>}: {@code catalog.yaml} and {@code request.yaml} give
 * {@code expected.txt}. With {@code -Dapprove=true} the expected files are written again, and the run fails even then.
 */
class PlanCasesTest {

    static final Path CASES = Path.of(System.getProperty("project.root", ".."), "core/src/test/resources/cases");

    @TestFactory
    Stream<DynamicTest> casesGiveTheExpectedPlanOrProblems() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            List<Path> folders = files.filter(
                            path -> path.getFileName().toString().equals("request.yaml"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
            assertThat(folders).hasSizeGreaterThan(30);
            return folders.stream()
                    .map(folder ->
                            DynamicTest.dynamicTest(CASES.relativize(folder).toString(), () -> check(folder)));
        }
    }

    private static void check(Path folder) throws IOException {
        String actual = Shown.of(new Case(folder).plan());
        Path expected = folder.resolve("expected.txt");
        if (Boolean.getBoolean("approve")) {
            Files.writeString(expected, actual);
        }
        assertThat(Boolean.getBoolean("approve"))
                .as("this run rewrites expectations and proves nothing")
                .isFalse();
        assertThat(actual).isEqualTo(Files.readString(expected));
    }
}
