package dev.verdigris.engine.internal.builder;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.verdigris.engine.request.ExecRequest;

/** The program of a command, which is looked for before anything is recorded. */
public final class Program {

    private static final String PATH = "PATH";

    private Program() {}

    /** The name of the program without its directory. Its arguments may hold secrets, so no text has them. */
    public static String name(ExecRequest request) {
        String word = request.command().getFirst();
        return word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf(File.separatorChar)) + 1);
    }

    /** Its file, if it exists and can be run: under its path, or in a directory of the variable {@code PATH}. */
    public static Optional<Path> find(ExecRequest request) {
        String word = request.command().getFirst();
        if (word.contains("/") || word.contains(File.separator)) {
            return file(request, "", word);
        }
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(request.variables().getOrDefault(PATH, ""))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> file(request, directory, word).stream())
                .findFirst();
    }

    /**
     * The words to run. The system looks for a program in the {@code PATH} of this process, so the builder's own one
     * needs the file.
     */
    static List<String> words(ExecRequest request) {
        boolean same = Objects.equals(System.getenv(PATH), request.variables().get(PATH));
        List<String> words = new ArrayList<>(request.command());
        find(request).filter(file -> !same).ifPresent(file -> words.set(0, file.toString()));
        return words;
    }

    private static Optional<Path> file(ExecRequest request, String directory, String word) {
        try {
            Path file = request.directory().resolve(directory).resolve(word).toAbsolutePath();
            return Optional.of(file).filter(Files::isRegularFile).filter(Files::isExecutable);
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }
}
