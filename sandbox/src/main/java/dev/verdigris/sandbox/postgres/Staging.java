package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Creates directories atomically: each is either complete or absent, even if several processes create it at once. */
final class Staging {

    private static final String PREFIX = ".new-";

    /** Much longer than any unpacking takes. A killed process has left an older directory. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private Staging() {}

    /** Fills a new directory. */
    interface Filler {
        void fill(Path directory) throws IOException, PostgresStartException;
    }

    /**
     * Creates {@code target}: fills a directory next to it and renames that. If another process was faster, its
     * directory stays. If filling fails, nothing is left.
     */
    static void build(Path target, Filler filler) throws IOException, PostgresStartException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(target + " has no directory above it");
        }
        removeAbandoned(parent);
        Path staged = Files.createTempDirectory(parent, PREFIX);
        try {
            filler.fill(staged);
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            remove(staged);
        }
    }

    private static void removeAbandoned(Path parent) throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        for (Path entry : unfinished(parent)) {
            if (Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
                remove(entry);
            }
        }
    }

    /** Removes unfinished directories. The caller must know that no other process still fills one. */
    static void removeUnfinished(Path parent) throws IOException {
        for (Path entry : unfinished(parent)) {
            remove(entry);
        }
    }

    private static List<Path> unfinished(Path parent) throws IOException {
        try (Stream<Path> listing = Files.list(parent)) {
            return listing.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
    }

    /** Removes a directory and its contents, if it exists, also while another process removes it. */
    static void remove(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (problem instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw problem;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
