package dev.verdigris.core.environment;

import java.util.List;

import dev.verdigris.core.problem.Problem;

/** What must hold of an environment before the server is asked anything. */
public final class EnvironmentRules {

    private EnvironmentRules() {}

    /** Everything that is wrong with an environment; empty if nothing is. */
    public static List<Problem> check(Environment environment) {
        return List.of();
    }
}
