package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.verdigris.e2e.program.Program;
import dev.verdigris.engine.request.ExecRequest;
import dev.verdigris.sandbox.Sandbox;

/** The project in {@code src/test/dbt}, copied to a folder of its own and run against one sandbox. */
final class DbtProject {

    private final Program program;
    private final String dbt;

    private DbtProject(Program program, String dbt) {
        this.program = program;
        this.dbt = dbt;
    }

    static DbtProject copyTo(Path directory, String dbt, Sandbox sandbox) throws IOException {
        Path source = Path.of("src", "test", "dbt");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path target = directory.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        Program program = Program.in(directory)
                .with("DBT_PROFILES_DIR", directory.toString())
                .with("SHOP_HOST", sandbox.host())
                .with("SHOP_PORT", Integer.toString(sandbox.port()));
        return new DbtProject(program, dbt);
    }

    /** The program itself. */
    String dbt() {
        return dbt;
    }

    Path directory() {
        return program.directory();
    }

    /** Replaces a file of the copy. */
    void write(String file, String content) {
        try {
            Files.writeString(directory().resolve(file), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One dbt command for a program that runs it itself. Its standard output is thrown away. */
    ExecRequest command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(dbt, "--no-use-colors", "--no-send-anonymous-usage-stats"));
        words.addAll(List.of(arguments));
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.putAll(program.environment());
        return ExecRequest.of(words)
                .withDirectory(directory())
                .withVariables(variables)
                .withOutput(OutputStream.nullOutputStream());
    }

    /** Runs one dbt command to its end. */
    Program.Ended run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(dbt, "--no-use-colors", "--no-send-anonymous-usage-stats"));
        command.addAll(List.of(arguments));
        return program.runOrSkip("", command);
    }
}
