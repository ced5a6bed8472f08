package dev.verdigris.e2e.ci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Copies of folders, as artifacts are. */
final class Folders {

    private Folders() {}

    /** Copies all files of a folder into another one. */
    static void copy(Path from, Path into) {
        try (Stream<Path> all = Files.walk(from)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Path target = into.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The text of a file, or an empty one if it does not exist. */
    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A new folder. */
    static Path fresh(Path parent, String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(parent), name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
