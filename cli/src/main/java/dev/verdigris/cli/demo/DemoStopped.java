package dev.verdigris.cli.demo;

import java.util.List;

import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;

/** A chapter failed, so the demonstration ends. */
final class DemoStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final transient List<Problem> problems;

    DemoStopped(String message, Outcome outcome, List<Problem> problems) {
        super(message);
        this.outcome = outcome;
        this.problems = List.copyOf(problems);
    }

    Outcome outcome() {
        return outcome;
    }

    List<Problem> problems() {
        return problems;
    }
}
