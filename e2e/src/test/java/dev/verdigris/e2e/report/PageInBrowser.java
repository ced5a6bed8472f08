package dev.verdigris.e2e.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.e2e.program.Absent;
import dev.verdigris.e2e.program.Program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Opens pages in a real browser, as on a desktop and on a phone, dark and light. The browser is Chromium of the system;
 * the packages that drive it and that know the rules of accessibility are fetched into the build folder the first time.
 * A test is skipped with the reason where one of them cannot be had.
 */
final class PageInBrowser {

    private static final Path WEB = Path.of("src", "test", "web").toAbsolutePath();
    private static final Path HOME = Path.of("target", "web").toAbsolutePath();
    private static final List<String> BROWSERS = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");
    private static final int LOOKS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PageInBrowser() {}

    /**
     * Requires of each page that it breaks no rule of accessibility, asks for nothing, says nothing on the console, has
     * no script, and never scrolls sideways.
     */
    static void check(Path... pages) {
        List<String> command =
                new ArrayList<>(List.of("node", WEB.resolve("check.mjs").toString(), HOME.toString(), browser()));
        Stream.of(pages).map(page -> page.toAbsolutePath().toString()).forEach(command::add);
        List<JsonNode> looks = fetched()
                .runOrSkip("", command)
                .succeeded()
                .out()
                .lines()
                .map(PageInBrowser::read)
                .toList();
        assertThat(looks).hasSize(pages.length * LOOKS);
        looks.forEach(look -> {
            String where = look.path("page").asText() + ", " + look.path("look").asText();
            assertThat(look.path("title").asText()).as("title of %s", where).isNotBlank();
            assertThat(look.path("violations")).as("violations of %s", where).isEmpty();
            assertThat(look.path("requests")).as("requests of %s", where).isEmpty();
            assertThat(look.path("said")).as("console of %s", where).isEmpty();
            assertThat(look.path("scripts").asInt()).as("scripts of %s", where).isZero();
            assertThat(look.path("wide").asInt())
                    .as("sideways pixels of %s", where)
                    .isZero();
        });
    }

    private static String browser() {
        return BROWSERS.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElseGet(() -> abort("Chromium is not installed"));
    }

    private static Program fetched() {
        try {
            Program node = Program.in(Files.createDirectories(HOME));
            if (!Files.exists(HOME.resolve("node_modules/playwright-core/package.json"))) {
                for (String file : List.of("package.json", "package-lock.json")) {
                    Files.copy(WEB.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
                node.run("npm", "ci", "--no-audit", "--no-fund").orAbsent();
            }
            return node;
        } catch (Absent why) {
            return abort(why.getMessage());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException garbled) {
            throw new AssertionError("not a result: " + line, garbled);
        }
    }
}
