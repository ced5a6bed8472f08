package dev.verdigris.engine.internal.verb;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/** The SQL files of a directory and the directories below it. */
final class SqlFiles {

    private SqlFiles() {}

    /** The result of reading a directory. */
    public sealed interface Found {

        /**
         * All files, by path.
         *
         * @param files the files
         */
        record Read(List<ModelFile> files) implements Found {

            public Read {
                files = List.copyOf(files);
            }
        }

        /**
         * A file or the directory cannot be read.
         *
         * @param what the fact, in one sentence
         */
        record Unreadable(String what) implements Found {

            /** The problem of a verb that needs the files. */
            Problem problem(String advice) {
                return new Problem(ProblemCode.BAD_CONFIG, what, "", Fix.advice(advice));
            }
        }
    }

    /** Reads all {@code *.sql} files as UTF-8; hidden files and directories are left out. */
    public static Found in(Path directory) {
        if (!Files.isDirectory(directory)) {
            return new Found.Unreadable("there is no directory " + directory);
        }
        List<ModelFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>)
                    paths.filter(each -> isSqlFile(directory, each)).sorted()::iterator) {
                String below = below(directory, path);
                try {
                    files.add(new ModelFile(below, path.toString(), Files.readString(path)));
                } catch (CharacterCodingException e) {
                    return new Found.Unreadable("file " + path + " is not UTF-8 text");
                }
            }
        } catch (IOException e) {
            return new Found.Unreadable("directory " + directory + " cannot be read: " + e);
        }
        return new Found.Read(files);
    }

    private static boolean isSqlFile(Path directory, Path path) {
        return path.getFileName().toString().endsWith(".sql")
                && StreamSupport.stream(directory.relativize(path).spliterator(), false)
                        .noneMatch(part -> part.toString().startsWith("."))
                && Files.isRegularFile(path);
    }

    private static String below(Path directory, Path path) {
        return StreamSupport.stream(directory.relativize(path).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
