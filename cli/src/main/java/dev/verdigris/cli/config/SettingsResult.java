package dev.verdigris.cli.config;

import java.util.List;

import dev.verdigris.core.problem.Problem;

/** Settings, or everything that is wrong with them. */
public sealed interface SettingsResult {

    /** They can be used. */
    record Resolved(Settings settings) implements SettingsResult {}

    /** They cannot. */
    record Faulty(List<Problem> problems) implements SettingsResult {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }
}
