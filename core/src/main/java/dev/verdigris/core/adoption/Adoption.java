package dev.verdigris.core.adoption;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Problem;

/**
 * The model files of what is live.
 *
 * @param environment the environment with the adopted schemas and their clusters
 * @param files the text of each file by its path below the directory of models
 * @param problems the objects that no file builds, each with the reason, or why nothing could be adopted
 * @param notes further facts
 */
public record Adoption(
        Environment environment, SortedMap<String, String> files, List<Problem> problems, List<String> notes) {

    public Adoption {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** Nothing is adopted. */
    public static Adoption failed(Environment environment, List<Problem> problems) {
        return new Adoption(environment, new TreeMap<>(), problems, List.of());
    }
}
