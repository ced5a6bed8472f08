package dev.verdigris.core.report;

import java.util.stream.Collectors;

import dev.verdigris.core.problem.Problem;

/**
 * A verb did not end well. Its report contains the reasons, the steps that were done, and the state of the environment.
 * Steps that took effect are not undone.
 */
public final class DeploymentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Report report;

    DeploymentException(Report report) {
        super(message(report));
        this.report = report;
    }

    /** The report of the verb. */
    public Report report() {
        return report;
    }

    private static String message(Report report) {
        return report.verb() + " of environment " + report.environment() + ": "
                + report.outcome().meaning()
                + report.problems().stream().map(DeploymentException::line).collect(Collectors.joining());
    }

    private static String line(Problem problem) {
        return "\n" + problem.code().code() + " " + problem.what();
    }
}
