package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The auction example, copied to be broken. */
final class ExampleCopy {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("project.root")).resolve("examples/auction");

    private ExampleCopy() {}

    /** Copies it to a new folder below {@code directory}. */
    static Path in(Path directory) throws IOException {
        Path example = directory.resolve("example");
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = example.resolve(EXAMPLE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return example;
    }
}
