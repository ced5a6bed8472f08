package dev.verdigris.e2e.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.e2e.program.Absent;
import dev.verdigris.e2e.program.Program;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Runs a script of {@code src/test/web}, which drives a real browser. The browser is Chromium of the system; the packages
 * that drive it and that know the rules of accessibility are fetched into the build folder the first time. A test is
 * skipped with the reason where one of them cannot be had.
 */
public final class BrowserScript {

    private static final Path WEB = Path.of("src", "test", "web").toAbsolutePath();
    private static final Path HOME = Path.of("target", "web").toAbsolutePath();
    private static final List<String> BROWSERS = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");
    private static final ObjectMapper JSON = new ObjectMapper();

    private BrowserScript() {}

    /** Runs the script and requires its success; each line that it prints is a value of JSON. */
    public static List<JsonNode> run(String script, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("node", WEB.resolve(script).toString(), HOME.toString(), browser()));
        command.addAll(arguments);
        return fetched()
                .runOrSkip("", command)
                .succeeded()
                .out()
                .lines()
                .map(BrowserScript::read)
                .toList();
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
