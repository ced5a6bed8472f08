package dev.verdigris.engine.internal.verb;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.internal.connection.NoSession;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.UnfitConnection;

/** The problems of a verb that gets no session. */
public final class ConnectionProblems {

    private ConnectionProblems() {}

    /** The server is not a Materialize. */
    public static Problem notMaterialize(String address) {
        return new Problem(
                ProblemCode.NOT_MATERIALIZE,
                "the server at " + address + " is not a Materialize",
                "",
                Fix.advice("correct the address of the server"));
    }

    /** A data source gives connections that the engine cannot use. */
    public static Problem of(UnfitConnection unfit, String address) {
        return new Problem(
                ProblemCode.BAD_CONFIG,
                String.valueOf(unfit.getMessage()),
                address,
                Fix.advice("change the configuration of the data source"));
    }

    /** No session began. */
    public static Problem of(SqlFailure failure, String address) {
        String why = failure.noAnswer()
                .map(missed -> "the server did not answer within " + DurationText.of(missed.limit()))
                .orElseGet(failure::describe);
        return switch (failure.noAnswer().isPresent() ? NoSession.UNREACHABLE : NoSession.of(failure)) {
            case LOGIN ->
                new Problem(
                        ProblemCode.LOGIN_REFUSED,
                        "the server at " + address + " refuses the login: " + why,
                        "",
                        Fix.advice("correct the user and the password"));
            case HOST ->
                new Problem(
                        ProblemCode.UNKNOWN_HOST,
                        "no address is known for the host of " + address,
                        "",
                        Fix.advice("correct the name of the host"));
            case TLS ->
                new Problem(
                        ProblemCode.TLS_FAILED,
                        "no encrypted connection to " + address + ": " + why,
                        "",
                        Fix.advice("correct the TLS mode and the root certificate, or the address of the server"));
            case OTHER_SERVER -> notMaterialize(address);
            case UNREACHABLE ->
                new Problem(
                        ProblemCode.UNREACHABLE,
                        "no session at " + address + ": " + why,
                        "",
                        Fix.advice("correct the address or the network, and run the verb again"));
        };
    }
}
