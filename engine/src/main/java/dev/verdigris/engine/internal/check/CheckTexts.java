package dev.verdigris.engine.internal.check;

import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.check.ProjectCheck;
import dev.verdigris.core.check.Severity;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.internal.connection.Rows;

/** What checks found, in words, and the fixes. */
final class CheckTexts {

    private final Identifier environment;
    private final CheckedSide side;

    CheckTexts(Identifier environment, CheckedSide side) {
        this.environment = environment;
        this.side = side;
    }

    /**
     * The rows that a check returned.
     *
     * @param samples how many rows are shown
     * @param most how many rows are counted
     */
    String returned(ProjectCheck check, Rows rows, int samples, int most) {
        String count = rows.size() > most ? "more than " + most : String.valueOf(rows.size());
        String shown =
                rows.rows().stream().limit(samples).map(Rows.Row::toString).collect(Collectors.joining("; "));
        String tolerated = check.tolerance().rows() > 0 ? " with a tolerance of " + check.tolerance() : "";
        return "check " + check.file().path()
                + check.expects()
                        .map(holds -> " expects that " + holds + ", and")
                        .orElse("") + " returned " + count
                + (rows.size() == 1 ? " row" : " rows") + tolerated + ": (" + String.join(", ", rows.columns()) + ") "
                + shown;
    }

    /** A check that compares with a relation that does not exist. */
    String notComparable(ProjectCheck check, ObjectName missing) {
        return "Check " + check.file().path() + " compares nothing: the " + side.other() + " side has no " + missing
                + ".";
    }

    /** The problem of a check that returned rows. */
    Problem problem(ProjectCheck check, String sql, String what) {
        return switch (side) {
            case STAGED ->
                check.severity() == Severity.WARN
                        ? warning(check, sql, what)
                        : problem(check.file().shownAs(), check.file().path(), Optional.of(sql), what);
            case LIVE -> ofLive(check, sql, what);
        };
    }

    /** The problem of a check of the staged side. */
    Problem problem(String shown, String name, Optional<String> sql, String what) {
        Fix again = Fix.command(Verb.CHECK, environment);
        return new Problem(
                ProblemCode.CHECK_FAILED,
                what,
                "check " + shown,
                Fix.choice(
                        Fix.either(
                                "look at the rows; correct the model and build, or correct the check",
                                sql.<Fix>map(text -> Fix.sql(text).then(again)).orElse(again)),
                        Fix.accept(
                                ProblemCode.CHECK_FAILED,
                                Subject.of(Identifier.of(name)),
                                "let this check fail, so that the version can be promoted"),
                        Fix.either("drop the staged side", Fix.command(Verb.ABORT, environment))));
    }

    private Problem warning(ProjectCheck check, String sql, String what) {
        return new Problem(
                ProblemCode.CHECK_FAILED,
                what,
                "check " + check.file().shownAs(),
                Fix.sqlAfter("look at the rows; the severity of the check is warn, so it stops nothing", sql));
    }

    /** The warning of a check that got no answer. */
    Problem unanswered(ProjectCheck check, String sql, String reason) {
        return new Problem(
                ProblemCode.CHECK_FAILED,
                "check " + check.file().path() + " has no result: " + reason,
                "check " + check.file().shownAs(),
                Fix.sqlAfter(
                        "make the query faster, or write a longer timeout into its header;"
                                + " the severity of the check is warn, so it stops nothing",
                        sql));
    }

    private Problem ofLive(ProjectCheck check, String sql, String what) {
        return new Problem(
                ProblemCode.CHECK_FAILED,
                what,
                "check " + check.file().shownAs(),
                Fix.choice(
                        Fix.either(
                                "look at the rows, then check again",
                                Fix.sql(sql).then(Fix.command(Verb.CHECK, environment, CommandOption.Switch.LIVE))),
                        Fix.either(
                                "if the previous version still exists, make it live again",
                                Fix.command(Verb.ROLLBACK, environment))));
    }
}
