package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.Suggestions;

/** Collects the problems of the configuration, so that one run reports all of them, each once. */
final class ConfigProblems {

    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Path directory;

    /** Creates a collection that shows files below {@code directory} relative to it. */
    ConfigProblems(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** A problem whose place is not a single line. */
    static Problem of(String what, String where, String fix) {
        return new Problem(ProblemCode.BAD_CONFIG, what, where, Fix.advice(fix));
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    /** Adds a problem with a value. In a file, its fix is an edit of the line. */
    void add(String what, Origin where, String fix) {
        Fix how = where.line().<Fix>map(line -> new Fix.Edit(line, fix)).orElseGet(() -> Fix.advice(fix));
        add(new Problem(ProblemCode.BAD_CONFIG, what, where.text(), how));
    }

    /** A fix for an unknown name: the nearest of {@code known}, or all of them if none is near. */
    static String suggestion(String written, Collection<String> known) {
        return Suggestions.nearest(written, known)
                .map(word -> "Did you mean " + word + "?")
                .orElseGet(() -> known.isEmpty() ? "Remove it." : "Known are: " + String.join(", ", known));
    }

    /** The path as messages show it: relative to the directory if it is below it. */
    String show(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        if (whole.equals(directory)) {
            return ".";
        }
        return (whole.startsWith(directory) ? directory.relativize(whole) : whole).toString();
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }

    boolean none() {
        return problems.isEmpty();
    }
}
