package dev.verdigris.e2e.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.e2e.program.Absent;
import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Drivers of other languages: each runs its checks in {@code src/test/clients} and writes what became of them. Their
 * packages are fetched into the build folder the first time.
 */
final class DriverTest {

    private static final Path CHECKS = Path.of("src", "test", "clients").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> psycopg() throws IOException {
        Path home = Path.of("target", "psycopg").toAbsolutePath();
        Program python = ClientServer.addressed(Program.in(Files.createDirectories(home)));
        Path interpreter = home.resolve("venv/bin/python");
        return checks(python, 15, interpreter, List.of(CHECKS.resolve("psycopg/checks.py")), () -> {
            if (!Files.exists(home.resolve("installed"))) {
                python.run("python3", "-m", "venv", "venv").orAbsent();
                python.run(interpreter.toString(), "-m", "pip", "-q", "install", "psycopg[binary]==3.3.9")
                        .orAbsent();
                Files.createFile(home.resolve("installed"));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> nodePostgres() throws IOException {
        Path home = Path.of("target", "node-postgres").toAbsolutePath();
        Program node = ClientServer.addressed(Program.in(Files.createDirectories(home)));
        Path script = CHECKS.resolve("node-postgres/checks.mjs");
        return checks(node, 12, Path.of("node"), List.of(script, home), () -> {
            if (!Files.exists(home.resolve("node_modules/pg-copy-streams/package.json"))) {
                Files.writeString(home.resolve("package.json"), "{\"private\": true}");
                node.run(
                                "npm",
                                "install",
                                "--no-audit",
                                "--no-fund",
                                "--no-package-lock",
                                "pg@8.23.1",
                                "pg-cursor@2.22.0",
                                "pg-copy-streams@7.0.0")
                        .orAbsent();
            }
        });
    }

    private interface Fetch {
        void fetch() throws Absent, IOException;
    }

    private static Stream<DynamicTest> checks(
            Program program, int atLeast, Path interpreter, List<Path> arguments, Fetch packages) throws IOException {
        Program.Ended ended;
        try {
            packages.fetch();
            List<String> command = Stream.concat(Stream.of(interpreter), arguments.stream())
                    .map(Path::toString)
                    .toList();
            ended = program.with("VERDIGRIS_URL", ClientServer.url()).run("", command);
        } catch (Absent why) {
            return abort(why.getMessage());
        }
        List<String> lines = ended.succeeded().out().lines().toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(atLeast);
        return lines.stream().map(DriverTest::result);
    }

    private static DynamicTest result(String line) {
        try {
            JsonNode result = JSON.readTree(line);
            Optional<String> error = Optional.ofNullable(result.path("error").textValue());
            return dynamicTest(
                    result.path("check").asText(), () -> assertThat(error).isEmpty());
        } catch (IOException garbled) {
            throw new AssertionError("not a result: " + line, garbled);
        }
    }
}
