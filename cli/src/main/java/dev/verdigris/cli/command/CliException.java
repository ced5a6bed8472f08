package dev.verdigris.cli.command;

import java.util.List;

import dev.verdigris.core.problem.Problem;

/** A command that cannot begin, with the reasons. */
final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    CliException(Problem problem) {
        super(problem.what());
        this.problems = List.of(problem);
    }

    List<Problem> problems() {
        return problems;
    }
}
