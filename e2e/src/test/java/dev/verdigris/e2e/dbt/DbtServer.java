package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** One dbt in memory that runs the commands of all callers. A start of dbt takes longer than most commands. */
final class DbtServer implements AutoCloseable {

    private static final Path SCRIPT =
            Path.of("src", "test", "clients", "dbt", "session.py").toAbsolutePath();

    private final Process process;
    private final Path program;

    private DbtServer(Process process, Path program) {
        this.process = process;
        this.program = program;
    }

    /** Starts it, with its files in the folder. */
    static DbtServer start(Path folder, String dbt) throws IOException {
        Path python = onPath(dbt).resolveSibling("python");
        Path socket = folder.resolve("dbt.sock");
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Path program = Files.writeString(
                programs.resolve("dbt"),
                "#!/bin/sh\nexec '%s' -S -E '%s' call '%s' --no-use-colors \"$@\"\n".formatted(python, SCRIPT, socket));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = new ProcessBuilder(python.toString(), SCRIPT.toString(), "serve", socket.toString())
                .redirectError(folder.resolve("dbt.err").toFile());
        Process process = builder.start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return new DbtServer(process, program);
    }

    private static Path onPath(String dbt) {
        return Stream.concat(
                        Stream.of(Path.of(dbt)),
                        Stream.of(System.getenv("PATH").split(":"))
                                .map(place -> Path.of(place).resolve(dbt)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** The program that takes the place of dbt. Its name is {@code dbt}. */
    Path program() {
        return program;
    }

    @Override
    public void close() {
        try {
            process.outputWriter().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
