package dev.verdigris.cli.option;

import java.util.List;

import dev.verdigris.core.problem.Problem;

/** A command that cannot begin, with its problems. */
public final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Creates the exception of a command that cannot begin because of {@code problem}. */
    CliException(Problem problem) {
        super(problem.what());
        this.problems = List.of(problem);
    }

    /** The problems. */
    public List<Problem> problems() {
        return problems;
    }
}
