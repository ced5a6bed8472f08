package dev.verdigris.e2e.design;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The files of the repository that people write: code, SQL, pages, scripts, test data. */
final class SourceTree {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> GENERATED = Set.of(".git", ".idea", "target", "node_modules");
    private static final Set<String> ENDINGS = Set.of(
            "java", "sql", "md", "sh", "json", "yaml", "yml", "xml", "py", "mjs", "txt", "case", "properties", "tsv");
    private static final Set<String> SCRIPTS = Set.of("verdigris", "run");

    private SourceTree() {}

    /** All text files, by path from the root with {@code /} between the parts. */
    static List<String> files() {
        List<String> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean skipped = GENERATED.contains(directory.getFileName().toString());
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isText(file.getFileName().toString())) {
                        found.add(ROOT.relativize(file).toString().replace('\\', '/'));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(found);
        return found;
    }

    /** The lines of a file. */
    static List<String> lines(String path) {
        try {
            return Files.readAllLines(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static boolean isText(String name) {
        return SCRIPTS.contains(name) || ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
