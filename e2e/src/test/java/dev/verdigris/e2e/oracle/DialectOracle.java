package dev.verdigris.e2e.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Runs Materialize's parser (npm package {@code @materializeinc/sql-parser}) under node.
 *
 * <p>The package is installed into the build folder the first time; it is never committed or shipped.
 */
public final class DialectOracle {

    private static final String PACKAGE = "@materializeinc/sql-parser@26.41.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;

    private DialectOracle(Path home) {
        this.home = home;
    }

    /** Fetches the parser; the reason comes in {@link Unavailable} where that is not possible here. */
    public static DialectOracle open() throws IOException, Unavailable {
        Path home = Path.of("target", "dialect-oracle").toAbsolutePath();
        Files.createDirectories(home);
        if (!Files.exists(home.resolve("node_modules/@materializeinc/sql-parser/mz_sql_parser_wasm_bg.wasm"))) {
            Files.writeString(home.resolve("package.json"), "{\"private\": true}");
            run(home, "", "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", PACKAGE);
        }
        return new DialectOracle(home);
    }

    /** The parser's error for each statement, or empty where it accepts it. */
    public List<Optional<String>> judge(List<String> statements) throws IOException, Unavailable {
        Path script = Path.of("src", "test", "resources", "oracle", "parse.mjs").toAbsolutePath();
        String answers = run(home, JSON.writeValueAsString(statements), "node", script.toString(), home.toString());
        return Arrays.stream(JSON.readValue(answers, String[].class))
                .map(Optional::ofNullable)
                .toList();
    }

    private static String run(Path directory, String input, String... command) throws IOException, Unavailable {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path in = Files.createTempFile(directory, "in", ".txt");
        try {
            Files.writeString(in, input);
            Process process = start(directory, in, out, command);
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new Unavailable(String.join(" ", command) + " did not end within two minutes");
            }
            if (process.exitValue() != 0) {
                throw new Unavailable(String.join(" ", command) + " ended with " + process.exitValue() + ": "
                        + Files.readString(directory.resolve("err.txt")));
            }
            return Files.readString(out);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            Files.delete(out);
            Files.delete(in);
        }
    }

    private static Process start(Path directory, Path in, Path out, String... command) throws Unavailable {
        List<String> words = new ArrayList<>(List.of(command));
        try {
            return new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(directory.resolve("err.txt").toFile())
                    .start();
        } catch (IOException absent) {
            throw new Unavailable(command[0] + " cannot be started: " + absent.getMessage());
        }
    }

    /** The parser cannot be had here; the message says why. */
    public static final class Unavailable extends Exception {

        private static final long serialVersionUID = 1L;

        Unavailable(String message) {
            super(message);
        }
    }
}
