package dev.verdigris.cli.config;

import java.util.List;

import dev.verdigris.core.problem.Problem;

/** Settings, or all problems with them. */
public sealed interface SettingsResult {

    /** The settings are valid. */
    record Resolved(Settings settings) implements SettingsResult {}

    /** The settings are not valid. */
    record Faulty(List<Problem> problems) implements SettingsResult {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }
}
