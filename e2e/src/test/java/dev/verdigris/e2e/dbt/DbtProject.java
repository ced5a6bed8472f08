package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.sandbox.Sandbox;

/** The project in {@code src/test/dbt}, copied to a folder of its own and run against one sandbox. */
final class DbtProject {

    private final Path directory;
    private final String dbt;
    private final Sandbox sandbox;

    private DbtProject(Path directory, String dbt, Sandbox sandbox) {
        this.directory = directory;
        this.dbt = dbt;
        this.sandbox = sandbox;
    }

    /** The program: {@code VERDIGRIS_DBT}, else {@code dbt} on the path, where its Materialize adapter is installed. */
    static Optional<String> findDbt() {
        String program = System.getenv().getOrDefault("VERDIGRIS_DBT", "dbt");
        try {
            Process version = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.waitFor() == 0 && said.contains("materialize") ? Optional.of(program) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
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
        return new DbtProject(directory, dbt, sandbox);
    }

    Path directory() {
        return directory;
    }

    /** Replaces a file of the copy. */
    void write(String file, String content) {
        try {
            Files.writeString(directory.resolve(file), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Runs one dbt command to its end. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(dbt, "--no-use-colors", "--no-send-anonymous-usage-stats"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("DBT_PROFILES_DIR", directory.toString());
        builder.environment().put("SHOP_HOST", sandbox.host());
        builder.environment().put("SHOP_PORT", Integer.toString(sandbox.port()));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    /**
     * How a command ended.
     *
     * @param exit its exit code
     * @param output everything that it printed
     */
    record Outcome(int exit, String output) {}
}
