package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.e2e.program.Program;
import dev.verdigris.sandbox.Sandbox;

/**
 * The example in {@code examples/dbt-auction}, copied to a folder of its own, and one dbt in memory that runs all of its
 * commands.
 */
public final class DbtSession implements AutoCloseable {

    private static final Path EXAMPLE = Path.of("..", "examples", "dbt-auction");

    private final DbtServer server;
    private final Program program;

    private DbtSession(DbtServer server, Program program) {
        this.server = server;
        this.program = program;
    }

    /** Copies the example into a folder and starts dbt for it; empty if dbt is not installed. */
    public static Optional<DbtSession> find(Path folder, Sandbox sandbox) throws IOException {
        Optional<String> dbt = DbtProgram.find();
        return dbt.isEmpty() ? Optional.empty() : Optional.of(start(folder, dbt.get(), sandbox));
    }

    private static DbtSession start(Path folder, String dbt, Sandbox sandbox) throws IOException {
        DbtServer server = DbtServer.start(folder, dbt);
        Path project = folder.resolve("project");
        copy(project);
        Program there = Program.in(project)
                .with("PATH", server.program().getParent() + ":" + System.getenv("PATH"))
                .with("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
                .with("MZ_HOST", sandbox.host())
                .with("MZ_PORT", Integer.toString(sandbox.port()))
                .with("PGOPTIONS", "--welcome_message=off");
        return new DbtSession(server, there);
    }

    private static void copy(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(EXAMPLE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Programs that run in the folder of the project; {@code dbt} is this session. */
    public Program program() {
        return program;
    }

    /** Runs one command of dbt, which must succeed. */
    public Program.Ended dbt(String... arguments) {
        List<String> command = new ArrayList<>(List.of(server.program().toString()));
        command.addAll(List.of(arguments));
        return program.runOrSkip("", command).succeeded();
    }

    @Override
    public void close() {
        server.close();
    }
}
