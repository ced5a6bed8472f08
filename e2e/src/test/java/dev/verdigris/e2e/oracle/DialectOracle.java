package dev.verdigris.e2e.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.e2e.program.Absent;
import dev.verdigris.e2e.program.Program;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Runs Materialize's parser (npm package {@code @materializeinc/sql-parser}) under node.
 *
 * <p>The package is installed into the build folder the first time; it is never committed or shipped.
 */
public final class DialectOracle {

    private static final String PACKAGE = "@materializeinc/sql-parser@26.41.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Program node;

    private DialectOracle(Program node) {
        this.node = node;
    }

    /** Fetches the parser. If that is not possible, {@link Absent} has the reason. */
    public static DialectOracle open() throws IOException, Absent {
        Path home = Path.of("target", "dialect-oracle").toAbsolutePath();
        Files.createDirectories(home);
        Program program = Program.in(home);
        if (!Files.exists(home.resolve("node_modules/@materializeinc/sql-parser/mz_sql_parser_wasm_bg.wasm"))) {
            Files.writeString(home.resolve("package.json"), "{\"private\": true}");
            program.run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", PACKAGE)
                    .orAbsent();
        }
        return new DialectOracle(program);
    }

    /** The oracle, or a skip with the reason why there is none. */
    public static DialectOracle openOrSkip() throws IOException {
        try {
            return open();
        } catch (Absent why) {
            return abort("Materialize's parser cannot be had here: " + why.getMessage());
        }
    }

    /** The parser's error for each statement; empty if it accepts the statement. */
    public List<Optional<String>> judge(List<String> statements) throws IOException {
        return Arrays.stream(answers("parse.mjs", statements))
                .map(Optional::ofNullable)
                .toList();
    }

    /** Each query as the parser prints it, so that two queries are the same if their texts are; or its error. */
    List<String> printed(List<String> queries) throws IOException {
        return List.of(answers("normalize.mjs", queries));
    }

    /** The words in the parser's program, in lower case. All its keywords are among them. */
    Set<String> words() throws IOException {
        Path program = node.directory().resolve("node_modules/@materializeinc/sql-parser/mz_sql_parser_wasm_bg.wasm");
        return Pattern.compile("[A-Za-z_]{2,30}")
                .matcher(new String(Files.readAllBytes(program), StandardCharsets.ISO_8859_1))
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .filter(word -> word.matches("[a-z][a-z_]+"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String[] answers(String script, List<String> statements) throws IOException {
        Path file = Path.of("src", "test", "resources", "oracle", script).toAbsolutePath();
        String answers = node.runOrSkip(
                        JSON.writeValueAsString(statements),
                        List.of("node", file.toString(), node.directory().toString()))
                .succeeded()
                .out();
        return JSON.readValue(answers, String[].class);
    }
}
