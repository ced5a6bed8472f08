package dev.verdigris.engine.model;

import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;

/** How the two environments relate. Schemas a, b and x and clusters c and d are live. */
public enum Layout {
    /** Two environments share schema b. */
    OVERLAP("one", "two", "b"),
    /** Two projects have one name for their environments, which share nothing. */
    ONE_NAME("one", "one", "");

    private final String alpha;
    private final String beta;
    private final String shared;

    Layout(String alpha, String beta, String shared) {
        this.alpha = alpha;
        this.beta = beta;
        this.shared = shared;
    }

    /** The environment of a seat, with a prefix for all names. The user of dbt has none of its own. */
    public Environment environment(Project project, String prefix) {
        Environment.Builder builder = switch (project) {
            case ALPHA ->
                Environment.builder(prefix + alpha)
                        .schemas(prefix + "a", prefix + "b")
                        .clusters(prefix + "c");
            case BETA -> {
                Environment.Builder beginning =
                        Environment.builder(prefix + beta).schemas(prefix + "x").clusters(prefix + "d");
                yield shared.isEmpty() ? beginning : beginning.schemas(prefix + shared);
            }
        };
        return builder.build();
    }

    /** The pairs of both environments, each once. */
    public List<Pair> pairs(String prefix) {
        return Stream.of(Project.values())
                .flatMap(project -> environment(project, prefix).pairs().stream())
                .distinct()
                .toList();
    }

    /** A project with an environment. */
    public enum Project {
        /** The project of schemas a and b. */
        ALPHA,
        /** The project of schema x, and of b if they overlap. */
        BETA
    }
}
