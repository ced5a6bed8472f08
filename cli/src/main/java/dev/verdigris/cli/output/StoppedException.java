package dev.verdigris.cli.output;

import java.util.List;

import dev.verdigris.core.problem.Problem;

/** A command cannot begin or continue. The exception has all problems, so that one run shows them all. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Creates the exception for at least one problem. */
    public StoppedException(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    /** Creates the exception for one problem. */
    public StoppedException(Problem problem) {
        this(List.of(problem));
    }

    /** The problems. */
    public List<Problem> problems() {
        return problems;
    }
}
