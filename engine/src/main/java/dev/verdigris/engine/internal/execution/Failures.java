package dev.verdigris.engine.internal.execution;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.NoAnswer;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.progress.StatementKind;

/** Failures of statements as problems of a report. The server's message is quoted in full. */
public final class Failures {

    private static final String AFTER_REFUSAL = "follow the server's message, then run the verb again";

    /** What the message of a refused drop names can be of others. */
    private static final String AFTER_DROP =
            "drop nothing that the message names; run the verb again, which says whose it is and what to do";

    private final Identifier environment;

    /** The failures of the verbs of an environment. */
    public Failures(Identifier environment) {
        this.environment = environment;
    }

    /** The failure of a statement. */
    public Problem of(SqlFailure failure) {
        return failure.noAnswer()
                .map(missed -> unanswered(missed.kind().words(), failure, missed, false))
                .orElseGet(() -> answered(failure));
    }

    /** The failure of a step, or of a reading for it. */
    Problem of(Step step, SqlFailure failure) {
        if (failure.noAnswer().isPresent()) {
            NoAnswer missed = failure.noAnswer().get();
            String reading = missed.kind().words();
            return unanswered(
                    missed.kind().reads() ? reading : "the statement to " + step.summary(),
                    failure,
                    missed,
                    step instanceof Step.Transition);
        }
        return switch (failure) {
            case ConnectionLost lost -> answered(lost);
            case ServerRefusal refusal ->
                refused(
                        "to " + step.summary(),
                        refusal,
                        step instanceof Step.RunStatement run ? run.statement().place() : where(refusal),
                        StepSql.dropped(step).isPresent() ? AFTER_DROP : AFTER_REFUSAL);
        };
    }

    /** The server's message, or the time limit if that ended the statement: the server would say that a user did. */
    public static String reason(SqlFailure failure) {
        return failure.noAnswer()
                .map(missed -> "the time limit of " + DurationText.of(missed.limit()) + " ended the statement")
                .orElseGet(failure::describe);
    }

    /** The end of a verb whose time limit was over before it had done all. The text {@code left} is what is left. */
    public Problem timeOver(String left) {
        return new Problem(
                ProblemCode.TIME_OVER,
                "the verb reached its time limit before " + left,
                "environment " + environment,
                new Fix.Edit(
                        Place.Limit.VERB,
                        "run the same verb again with a longer limit; it continues where this run ended"));
    }

    private static Problem answered(SqlFailure failure) {
        return switch (failure) {
            case ConnectionLost lost ->
                new Problem(
                        ProblemCode.CONNECTION_LOST,
                        "the connection was lost: " + lost.describe(),
                        where(lost),
                        Fix.advice("run the same verb again; it continues where this run ended"));
            case ServerRefusal refusal -> refused("a statement", refusal, where(refusal), AFTER_REFUSAL);
        };
    }

    private static String where(SqlFailure failure) {
        return failure.statement().isEmpty() ? "" : "statement " + failure.statement();
    }

    private static Problem refused(String what, ServerRefusal refusal, String where, String fix) {
        boolean permission = refusal.is(ServerRefusal.INSUFFICIENT_PRIVILEGE);
        return new Problem(
                permission ? ProblemCode.NO_PRIVILEGE : ProblemCode.SERVER_REFUSED,
                "the server refused " + what + ": " + refusal.describe(),
                where,
                Fix.advice(fix));
    }

    /**
     * Says which statement got no answer, what is true of it, and how to go on.
     *
     * @param transaction whether it is a transaction: one that was cancelled may have been committed at that moment,
     *     and only the catalog can show it
     */
    private Problem unanswered(String what, SqlFailure failure, NoAnswer missed, boolean transaction) {
        boolean rest = missed.source() == NoAnswer.Source.VERB;
        String said = "the server did not answer " + what + " within " + DurationText.of(missed.limit())
                + (rest ? ", the rest of the time limit of the verb" : "");
        if (missed.source() == NoAnswer.Source.WAIT) {
            return new Problem(
                    ProblemCode.NOT_READY,
                    said + ", the rest of the time limit; whether the staged side is ready is not known",
                    "environment " + environment,
                    Fix.command(Verb.AWAIT, environment));
        }
        Fix again =
                new Fix.Edit(limit(missed), "run the same verb again when the server answers, or with a longer limit");
        if (missed.kind() == StatementKind.CHECK && failure instanceof ServerRefusal && !rest) {
            return new Problem(ProblemCode.SERVER_REFUSED, said, where(failure), again);
        }
        Fix look = Fix.command(Verb.STATUS, environment)
                .then(Fix.advice(blocking(missed.kind())))
                .then(again);
        if (missed.kind().reads()) {
            return new Problem(ProblemCode.NO_ANSWER, said + "; it changes nothing", "", look);
        }
        if (failure instanceof ServerRefusal && !transaction) {
            return new Problem(
                    ProblemCode.NO_ANSWER,
                    said + ", and has cancelled it; nothing of it took effect",
                    where(failure),
                    look);
        }
        return new Problem(
                ProblemCode.NO_ANSWER,
                said
                        + (failure instanceof ServerRefusal
                                ? ", and has cancelled it; it took effect as a whole or not at all"
                                : ", nor the request to cancel it; it takes effect as a whole or not at all, perhaps"
                                        + " still after this run"),
                where(failure),
                look);
    }

    private static Place.Limit limit(NoAnswer missed) {
        return switch (missed.source()) {
            case VERB, WAIT -> Place.Limit.VERB;
            case STATEMENT ->
                switch (missed.kind()) {
                    case CHECK -> Place.Limit.CHECK;
                    case SINK -> Place.Limit.SINK;
                    case SESSION, CATALOG, SWAP, DROP, BUILD, COMPARISON, SIGNAL, OTHER -> Place.Limit.STATEMENT;
                };
        };
    }

    /** What can keep the server from an answer. It runs the statements that change the catalog one after the other. */
    private static String blocking(StatementKind kind) {
        return switch (kind) {
            case SINK -> "perhaps the sink does not write: its cluster, its connection or its topic has a fault";
            case CHECK -> "perhaps the cluster of the checks is too small, or what the check reads is not ready";
            case COMPARISON -> "perhaps the cluster of the comparison is too small, or what it reads is not ready";
            case SWAP, DROP, BUILD, OTHER ->
                "perhaps the server is overloaded, or runs a statement of another session that changes the catalog";
            case SESSION, CATALOG, SIGNAL -> "perhaps the server is overloaded";
        };
    }
}
