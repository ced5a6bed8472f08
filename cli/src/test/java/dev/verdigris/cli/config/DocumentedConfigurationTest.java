package dev.verdigris.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The configurations that the documents show can be used as they are. */
final class DocumentedConfigurationTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/configuration.md"})
    void everyExampleResolves(String page) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve(page)));
        int examples = 0;
        while (block.find()) {
            if (block.group(1).contains("environments:")) {
                examples++;
                Files.writeString(directory.resolve("verdigris.yml"), block.group(1));
                assertThat(new SettingsRequest(
                                        directory,
                                        Map.of("MATERIALIZE_PASSWORD", "secret", "MZ_PASSWORD", "secret"),
                                        Optional.empty(),
                                        Optional.of("prod"),
                                        Map.of())
                                .resolve()
                                .environment()
                                .schemas())
                        .as(block.group(1))
                        .isNotEmpty()
                        // C36: the system owns it, so nobody could deploy the example.
                        .noneMatch(schema -> schema.schema().value().equals("public"));
            }
        }
        assertThat(examples).isPositive();
    }
}
