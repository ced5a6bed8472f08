package dev.verdigris.engine.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.engine.model.Action.Option;

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

    /** The environment of a project, with a prefix for all names. The user of dbt has none of its own. */
    public Environment environment(Project project, String prefix) {
        return environment(project, prefix, Set.of());
    }

    /** The same for a run. If the environment is edited, alpha has lost schema b, or beta has got schema a. */
    public Environment environment(Project project, String prefix, Set<Option> options) {
        boolean edited = options.contains(Option.EDITED);
        Stream<String> schemas = switch (project) {
            case ALPHA -> edited ? Stream.of("a") : Stream.of("a", "b");
            case BETA -> Stream.of("x", shared, edited ? "a" : "").filter(name -> !name.isEmpty());
        };
        return Environment.builder(prefix + (project == Project.ALPHA ? alpha : beta))
                .schemas(schemas.map(prefix::concat).toArray(String[]::new))
                .clusters(prefix + (project == Project.ALPHA ? "c" : "d"))
                .build();
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
