package dev.verdigris.engine.internal.execution;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlFailure;

/** Failures of statements as problems of a report. The server's message is quoted in full. */
public final class Failures {

    private Failures() {}

    /** The failure of a statement. */
    public static Problem of(SqlFailure failure) {
        String where = failure.statement().isEmpty() ? "" : "statement " + failure.statement();
        return switch (failure) {
            case ConnectionLost lost ->
                new Problem(
                        ProblemCode.CONNECTION_LOST,
                        "the connection was lost: " + lost.describe(),
                        where,
                        Fix.advice("run the same verb again; it continues where this run ended"));
            case ServerRefusal refusal -> refused("a statement", refusal, where);
        };
    }

    /** The server refused a step. */
    static Problem refused(Step step, ServerRefusal refusal) {
        String where =
                step instanceof Step.RunStatement run ? run.statement().place() : "statement " + refusal.statement();
        return refused("to " + step.summary(), refusal, where);
    }

    private static Problem refused(String what, ServerRefusal refusal, String where) {
        boolean permission = refusal.is(ServerRefusal.INSUFFICIENT_PRIVILEGE);
        return new Problem(
                permission ? ProblemCode.NO_PRIVILEGE : ProblemCode.SERVER_REFUSED,
                "the server refused " + what + ": " + refusal.describe(),
                where,
                Fix.advice("follow the server's message, then run the verb again"));
    }
}
