package dev.verdigris.cli.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.cli.Golden;
import dev.verdigris.cli.output.ReportText;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.cli.screen.Style;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Shapes of dbt projects as they are found, and broken ones. Each file of {@code src/test/resources/dbt} is one: the
 * files of the project, {@code run} with the variables ({@code env.NAME}) and options of the run, and what Verdigris
 * reads from them. It never reads another value than dbt would. It refuses some shapes that dbt reads, and finds
 * profiles.yml in one more directory.
 */
final class DbtCorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/dbt").toAbsolutePath();

    private static final String RUN = "run";

    private static final String EXPECTED = "expected";

    private static final String MARK = "--- ";

    @TempDir
    private Path directory;

    private static List<Path> shapes(String directory) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(directory))) {
            return files.sorted().toList();
        }
    }

    @Test
    void theCorpusHasTwentyShapesThatAreReadAndTwentyThatAreNot() throws IOException {
        for (Path shape : shapes("read")) {
            assertThat(parts(shape).get(EXPECTED)).as("%s", shape).startsWith("environment ");
        }
        for (Path shape : shapes("refused")) {
            assertThat(parts(shape).get(EXPECTED)).as("%s", shape).startsWith("VG-BAD-CONFIG ");
        }
        assertThat(shapes("read")).hasSizeGreaterThanOrEqualTo(20);
        assertThat(shapes("refused")).hasSizeGreaterThanOrEqualTo(20);
    }

    @TestFactory
    Stream<DynamicTest> eachShapeGivesWhatItsFileExpects() throws IOException {
        return Stream.concat(shapes("read").stream(), shapes("refused").stream())
                .map(shape -> DynamicTest.dynamicTest(shape.getFileName().toString(), () -> assertShape(shape)));
    }

    private void assertShape(Path shape) throws IOException {
        Map<String, String> parts = parts(shape);
        Path place = Files.createDirectory(directory.resolve(shape.getFileName().toString()));
        StringBuilder whole = new StringBuilder();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            if (!part.getKey().equals(EXPECTED)) {
                whole.append(MARK).append(part.getKey()).append('\n').append(part.getValue());
                Path file = place.resolve(part.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, part.getValue());
            }
        }
        String shown = resolved(request(place, properties(parts.get(RUN)))).replace(place.toString(), "DIR");
        Golden.assertSame(shape, whole + MARK + EXPECTED + "\n" + shown);
    }

    private static Map<String, String> parts(Path shape) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        String name = "";
        for (String line : Files.readAllLines(shape)) {
            if (line.startsWith(MARK)) {
                name = line.substring(MARK.length());
                parts.put(name, "");
            } else {
                parts.merge(name, line + "\n", String::concat);
            }
        }
        return parts;
    }

    private static Properties properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static SettingsRequest request(Path place, Properties run) {
        Map<String, String> variables = new HashMap<>();
        for (String name : run.stringPropertyNames()) {
            if (name.startsWith("env.")) {
                variables.put(
                        name.substring("env.".length()), run.getProperty(name).replace("DIR", place.toString()));
            }
        }
        return new SettingsRequest(
                place.resolve(run.getProperty("directory", ".")).normalize(),
                variables,
                Optional.empty(),
                Optional.ofNullable(run.getProperty("target")),
                Map.of(),
                new SettingsRequest.DbtChoice(
                        Optional.ofNullable(run.getProperty("dbt-project")).map(Path::of),
                        Optional.ofNullable(run.getProperty("profiles-dir")).map(Path::of),
                        Optional.ofNullable(run.getProperty("profile")),
                        Optional.empty()));
    }

    private static String resolved(SettingsRequest request) {
        try {
            Settings settings = request.resolve();
            return "environment " + settings.environment().name() + "\nschemas     "
                    + settings.environment().schemas() + "\nclusters    "
                    + settings.environment().clusters() + "\nserver      "
                    + settings.connection().address() + "\npassword    "
                    + settings.connection()
                            .password()
                            .map(secret -> secret.reveal())
                            .orElse("none")
                    + "\ntls         " + settings.connection().tls().mode().word() + "\n"
                    + settings.connection().properties().entrySet().stream()
                            .map(each -> "property    " + each + "\n")
                            .collect(Collectors.joining())
                    + settings.notes().stream().map(each -> each + "\n").collect(Collectors.joining());
        } catch (StoppedException fault) {
            return ReportText.renderFailure(ReportView.failed("", fault.problems()), Style.PLAIN);
        }
    }
}
