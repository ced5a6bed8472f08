package dev.verdigris.cli.option;

import java.util.List;

import dev.verdigris.core.problem.Problem;

/** A command that cannot begin, with the reasons. */
public final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** A command that cannot begin because of {@code problem}. */
    CliException(Problem problem) {
        super(problem.what());
        this.problems = List.of(problem);
    }

    /** The reasons. */
    public List<Problem> problems() {
        return problems;
    }
}
