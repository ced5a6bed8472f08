package dev.verdigris.engine.internal.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.dbt.TestResult;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.StagedQuery;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.builder.TestRun;
import dev.verdigris.engine.internal.connection.AnswerLimit;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.StatementKind;
import dev.verdigris.engine.request.CheckRequest;

/**
 * The checks of one run, one after the other. A check that cannot be read or that the server refuses has failed. If the
 * role lacks a right, or the query was cancelled, the refusal says nothing about the staged side.
 */
final class CheckRun {

    private final Context context;
    private final CheckRequest request;
    private final List<StepReport> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private final List<Problem> accepted = new ArrayList<>();
    private final Consents accept;
    private final List<String> notes = new ArrayList<>();
    private boolean missesAnswers;

    CheckRun(Context context, CheckRequest request) {
        this.context = context;
        this.request = request;
        this.accept = request.accept().at(context.clock().instant());
    }

    /** The steps so far. */
    List<StepReport> steps() {
        return List.copyOf(steps);
    }

    /** The problems so far; a check may have several. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The checks that returned rows and that the user accepts, so far. */
    List<Problem> accepted() {
        return List.copyOf(accepted);
    }

    /** The files of the checks that have failed so far. */
    Set<String> failed() {
        return failed;
    }

    /** What the tests of dbt only warn of, so far. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Whether a check got no answer, so that it has neither passed nor failed. */
    boolean missesAnswers() {
        return missesAnswers;
    }

    /** Adds the steps that recorded a result. */
    void add(List<StepReport> recording) {
        steps.addAll(recording);
    }

    /** Runs one check. */
    void check(ModelFile file, SqlSession session) {
        switch (StagedQuery.of(file, context.environment().targetNames())) {
            case StagedQuery.Broken broken -> {
                broken.problems().forEach(problem -> problems.add(BuildPlanner.problem(problem)));
                failed.add(file.shownAs());
            }
            case StagedQuery.Ready ready -> run(file, ready.sql(), session);
        }
    }

    /** Takes the results of the tests of dbt. Each is one check. */
    void tests(TestRun.Told told) {
        switch (told) {
            case TestRun.Told.Results results -> results.tests().forEach(this::test);
            case TestRun.Told.Nothing nothing -> {
                missesAnswers = true;
                problems.add(nothing.problem());
            }
        }
    }

    private void test(TestResult test) {
        String what = "test " + test.id() + " " + test.text();
        if (!test.passed()) {
            add(problem(test.id(), test.id(), test.sql(), what), test.id());
        } else if (test.outcome() == TestResult.Outcome.WARNED) {
            notes.add("The " + what);
        }
        context.listener().on(new ProgressEvent.CheckRan(test.id(), test.passed(), test.took()));
        steps.add(new StepReport(
                "check",
                "check " + test.id(),
                "dbt: " + test.text(),
                test.sql().stream().toList(),
                test.passed() ? StepReport.Status.DONE : StepReport.Status.FAILED,
                Optional.of(test.took()),
                Optional.of(what).filter(unused -> !test.passed())));
    }

    /** The time limit of the verb is over before a check. */
    void timeOver(ModelFile next) {
        problems.add(new Failures(context.environment().name()).timeOver("the check " + next.shownAs()));
    }

    private void run(ModelFile file, String sql, SqlSession session) {
        String limited = "SELECT * FROM (" + sql + ") AS verdigris_check LIMIT " + (request.samples() + 1);
        Instant start = context.clock().instant();
        Optional<String> error = Optional.empty();
        try {
            Rows rows = session.query(limited, AnswerLimit.of(StatementKind.CHECK, request.timeout()));
            if (!rows.isEmpty()) {
                String what = describe(file, rows, request.samples());
                error = Optional.of(what);
                add(problem(file.shownAs(), file.path(), Optional.of(sql), what), file.shownAs());
            }
        } catch (ServerRefusal refusal) {
            error = Optional.of(refusal.describe());
            if (refusal.is(ServerRefusal.INSUFFICIENT_PRIVILEGE) || refusal.is(ServerRefusal.QUERY_CANCELED)) {
                missesAnswers = true;
            } else {
                failed.add(file.shownAs());
            }
            problems.add(new Failures(context.environment().name()).of(refusal));
        }
        Duration took = context.since(start);
        context.listener().on(new ProgressEvent.CheckRan(file.path(), error.isEmpty(), took));
        steps.add(new StepReport(
                "check",
                "check " + file.path(),
                file.shownAs(),
                List.of(sql),
                error.isEmpty() ? StepReport.Status.DONE : StepReport.Status.FAILED,
                Optional.of(took),
                error));
    }

    private Problem problem(String shown, String name, Optional<String> sql, String what) {
        Fix again = Fix.command(Verb.CHECK, context.environment().name());
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
                        Fix.either(
                                "drop the staged side",
                                Fix.command(Verb.ABORT, context.environment().name()))));
    }

    /** Adds the problem of a check that returned rows. A check that the user accepts has not failed. */
    private void add(Problem problem, String name) {
        if (accept.cover(problem)) {
            accepted.add(problem);
        } else {
            failed.add(name);
            problems.add(problem);
        }
    }

    private static String describe(ModelFile file, Rows rows, int samples) {
        String count = rows.size() > samples ? "more than " + samples : String.valueOf(rows.size());
        String shown =
                rows.rows().stream().limit(samples).map(Rows.Row::toString).collect(Collectors.joining("; "));
        return "check " + file.path() + " returned " + count + (rows.size() == 1 ? " row: (" : " rows: (")
                + String.join(", ", rows.columns()) + ") " + shown;
    }
}
