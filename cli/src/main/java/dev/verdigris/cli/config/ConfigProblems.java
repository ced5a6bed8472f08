package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.Suggestions;

/** Collects what is wrong with the configuration, so that one run reports all of it. */
final class ConfigProblems {

    private final List<Problem> problems = new ArrayList<>();
    private final Path directory;

    /** Shows files below {@code directory} relative to it. */
    ConfigProblems(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    void add(String what, Origin where, String fix) {
        add(
                what,
                show(where),
                switch (where) {
                    case Origin.InFile place -> new Fix.Edit(new Place.Line(show(place.file()), place.line()), fix);
                    case Origin.Flag ignored -> Fix.advice(fix);
                    case Origin.Variable ignored -> Fix.advice(fix);
                    case Origin.Default ignored -> Fix.advice(fix);
                });
    }

    /** Adds that {@code word} is not a key of its mapping, which has {@code known}. */
    void addUnknownKey(String word, Origin.InFile where, Collection<String> known) {
        add("the key " + word + " is unknown here", where, suggestion(word, known));
    }

    /** A fix for an unknown name: the nearest of {@code known}, or all of them if none is near. */
    static String suggestion(String written, Collection<String> known) {
        return Suggestions.nearest(written, known)
                .map(word -> "Did you mean " + word + "?")
                .orElseGet(() -> known.isEmpty() ? "Remove it." : "Known are: " + String.join(", ", known));
    }

    /** The origin, with a short path. */
    String show(Origin origin) {
        return switch (origin) {
            case Origin.InFile place -> show(place.file()) + ":" + place.line();
            case Origin.Flag ignored -> origin.toString();
            case Origin.Variable ignored -> origin.toString();
            case Origin.Default ignored -> origin.toString();
        };
    }

    /** The path, relative to the directory if it is below it. */
    String show(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        if (whole.equals(directory)) {
            return ".";
        }
        return (whole.startsWith(directory) ? directory.relativize(whole) : whole).toString();
    }

    void add(String what, String where, String fix) {
        add(what, where, Fix.advice(fix));
    }

    private void add(String what, String where, Fix fix) {
        Problem problem = new Problem(ProblemCode.BAD_CONFIG, what, where, fix);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }

    boolean none() {
        return problems.isEmpty();
    }
}
