package dev.verdigris.cli.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import dev.verdigris.cli.Golden;
import dev.verdigris.cli.output.ReportText;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.cli.screen.Style;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each folder of {@code src/test/resources/config} is a case: the files of a project, {@code case.properties} with the
 * variables ({@code env.NAME}), options ({@code flag.KEY}), environment and file of the run, and {@code expected.txt}.
 */
final class ConfigCasesTest {

    private static final Path CASES = Path.of("src/test/resources/config").toAbsolutePath();

    @TestFactory
    Stream<DynamicTest> resolvesAsExpected() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<Path> cases = folders.filter(Files::isDirectory).sorted().toList();
            assertThat(cases).hasSizeGreaterThan(15);
            return cases.stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                        String shown = resolved(request(folder)).replace(CASES.toString(), "CASES");
                        Golden.assertSame(folder.resolve("expected.txt"), shown);
                    }));
        }
    }

    private static SettingsRequest request(Path folder) {
        Properties properties = properties(folder.resolve("case.properties"));
        Map<String, String> variables = new HashMap<>();
        Map<Key, List<String>> flags = new EnumMap<>(Key.class);
        for (String name : properties.stringPropertyNames()) {
            String value = properties.getProperty(name).replace("CASE", folder.toString());
            if (name.startsWith("env.")) {
                variables.put(name.substring("env.".length()), value);
            } else if (name.startsWith("flag.")) {
                flags.put(Key.valueOf(name.substring("flag.".length())), Arrays.asList(value.split(",")));
            }
        }
        return new SettingsRequest(
                folder.resolve(properties.getProperty("directory", ".")).normalize(),
                variables,
                Optional.ofNullable(properties.getProperty("config")).map(Path::of),
                Optional.ofNullable(properties.getProperty("environment")),
                flags);
    }

    private static Properties properties(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }

    private static String resolved(SettingsRequest request) {
        try {
            return show(request.resolve());
        } catch (StoppedException fault) {
            return ReportText.renderFailure(ReportView.failed("", fault.problems()), Style.PLAIN);
        }
    }

    private static String show(Settings settings) {
        StringBuilder text = new StringBuilder();
        text.append("environment ").append(settings.environment().name()).append('\n');
        text.append("schemas     ").append(settings.environment().schemas()).append('\n');
        text.append("clusters    ").append(settings.environment().clusters()).append('\n');
        text.append("suffix      ").append(settings.environment().suffix()).append('\n');
        text.append("connection  ").append(settings.connection().address()).append('\n');
        text.append("password    ")
                .append(settings.connection()
                        .password()
                        .map(secret -> secret.reveal().length() + " characters")
                        .orElse("none"))
                .append('\n');
        text.append("tls         ")
                .append(settings.connection().tls().mode().word())
                .append('\n');
        text.append("project     ").append(settings.project()).append('\n');
        text.append("timeout     ").append(settings.readiness().timeout()).append('\n');
        text.append("poll        ").append(settings.readiness().poll()).append('\n');
        settings.readiness()
                .policy()
                .sentences()
                .forEach(
                        sentence -> text.append("policy      ").append(sentence).append('\n'));
        text.append("limits      ").append(settings.limits()).append('\n');
        settings.accept()
                .all()
                .forEach(consent -> text.append("accept      ")
                        .append(consent.words())
                        .append(": ")
                        .append(consent.reason())
                        .append(consent.expires().map(last -> " until " + last).orElse(""))
                        .append('\n'));
        settings.sinks()
                .chosen()
                .forEach((sink, way) -> text.append("sink        ")
                        .append(sink)
                        .append(": ")
                        .append(way)
                        .append('\n'));
        settings.provenance().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }
}
