package dev.verdigris.e2e.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.e2e.program.Program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** What a build with the profile {@code dist} has made. */
final class Distribution {

    private Distribution() {}

    /** The directory of the build. Without one, the test is skipped. */
    static Path directory() {
        String named = System.getProperty("verdigris.dist", "");
        return named.isEmpty()
                ? abort("no distribution is named: build one with mvn -Pdist package, and set -Dverdigris.dist=DIR")
                : Path.of(named).toAbsolutePath();
    }

    /** The only file whose name matches. */
    static Path file(String pattern) {
        try (Stream<Path> files = Files.list(directory())) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches(pattern))
                    .toList();
            assertThat(found).as(pattern).hasSize(1);
            return found.getFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Unpacks an archive into a clean directory. Returns the only directory in it. */
    static Path unpack(Path archive, Path into) throws IOException {
        Files.createDirectories(into);
        Program.in(into)
                .runOrSkip("", List.of("tar", "-xzf", archive.toString()))
                .succeeded();
        try (Stream<Path> inside = Files.list(into)) {
            List<Path> found = inside.toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }
}
