package dev.verdigris.engine.internal.builder;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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

    /** Whether it exists and can be run: under its path, or in a directory of the variable {@code PATH}. */
    public static boolean exists(ExecRequest request) {
        String word = request.command().getFirst();
        if (word.contains("/") || word.contains(File.separator)) {
            return isProgram(request.directory(), word);
        }
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(request.variables().getOrDefault(PATH, ""))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> isProgram(Path.of(directory), word));
    }

    private static boolean isProgram(Path directory, String word) {
        try {
            Path file = directory.resolve(word);
            return Files.isRegularFile(file) && Files.isExecutable(file);
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }
}
