package dev.verdigris.engine.internal.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.check.CheckQuery;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.check.ProjectCheck;
import dev.verdigris.core.check.Severity;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.dbt.TestResult;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProblem;
import dev.verdigris.core.model.TargetNames;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.problem.Problem;
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
 * role lacks a right, or the query was cancelled, the refusal says nothing about the side.
 */
public final class CheckRun {

    private final Context context;
    private final CheckRequest request;
    private final CheckedSide side;
    private final CheckTexts texts;
    private final Failures failures;
    private final Consents accept;
    private final List<StepReport> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private boolean foundRows;
    private final List<Problem> accepted = new ArrayList<>();
    private final List<Problem> warned = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean missesAnswers;

    /** Prepares a run on one side. */
    public CheckRun(Context context, CheckRequest request, CheckedSide side) {
        this.context = context;
        this.request = request;
        this.side = side;
        this.texts = new CheckTexts(context.environment().name(), side);
        this.failures = new Failures(context.environment().name());
        this.accept = request.accept().at(context.clock().instant());
    }

    /** The steps so far. */
    public List<StepReport> steps() {
        return List.copyOf(steps);
    }

    /** The problems so far; a check may have several. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The checks that returned rows and that the user accepts, so far. */
    public List<Problem> accepted() {
        return List.copyOf(accepted);
    }

    /** The checks that returned rows and whose severity is a warning, so far. */
    public List<Problem> warned() {
        return List.copyOf(warned);
    }

    /** The files of the checks that have failed so far. */
    public Set<String> failed() {
        return failed;
    }

    /** What the user should know of checks that found no problem, so far. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Whether a check has failed because of rows, and not because its text is wrong. */
    public boolean foundRows() {
        return foundRows;
    }

    /** Whether a check got no answer, so that it has neither passed nor failed. */
    public boolean missesAnswers() {
        return missesAnswers;
    }

    /** Adds the steps that recorded a result. */
    public void add(List<StepReport> recording) {
        steps.addAll(recording);
    }

    /**
     * Runs one check.
     *
     * @param exists whether a relation exists; what a check compares with may not
     */
    public void check(ModelFile file, Predicate<ObjectName> exists, SqlSession session) {
        TargetNames targets = context.environment().targetNames();
        switch (ProjectCheck.read(file, targets)) {
            case ProjectCheck.Broken broken -> broken(file, broken.problems());
            case ProjectCheck.Read read -> {
                switch (CheckQuery.of(read.check(), side, targets)) {
                    case CheckQuery.Broken broken -> broken(file, broken.problems());
                    case CheckQuery.Ready ready -> check(read.check(), ready, exists, session);
                }
            }
        }
    }

    private void check(ProjectCheck check, CheckQuery.Ready query, Predicate<ObjectName> exists, SqlSession session) {
        Optional<ObjectName> missing = query.other().filter(exists.negate());
        if (missing.isEmpty()) {
            run(check, query.sql(), session);
            return;
        }
        String what = texts.notComparable(check, missing.get());
        notes.add(what);
        add(Found.of(CheckOutcome.NOT_APPLICABLE, what).result(check, side, Duration.ZERO), query.sql(), check);
    }

    private void broken(ModelFile file, List<ModelProblem> mistakes) {
        mistakes.forEach(mistake -> problems.add(BuildPlanner.problem(mistake)));
        failed.add(file.shownAs());
        ModelProblem first = mistakes.getFirst();
        steps.add(new StepReport(
                        "check",
                        "check " + file.path(),
                        file.shownAs(),
                        List.of(),
                        StepReport.Status.FAILED,
                        Optional.of(Duration.ZERO),
                        Optional.of(first.toString()))
                .with(Found.of(CheckOutcome.FAILED, first.toString()).ofBroken(file, first.line(), side)));
    }

    /** Takes the results of the tests of dbt. Each is one check. */
    public void tests(TestRun.Told told) {
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
        boolean warns = test.outcome() == TestResult.Outcome.WARNED;
        CheckOutcome outcome = warns ? CheckOutcome.WARNED : CheckOutcome.PASSED;
        if (!test.passed()) {
            Problem problem = texts.problem(test.id(), test.id(), test.sql(), what);
            outcome = add(problem, test.id(), Severity.ERROR);
        } else if (warns) {
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
                        Optional.of(what).filter(unused -> !test.passed()))
                .with(Found.of(outcome, what).ofTest(test.id(), warns, test.took())));
    }

    /**
     * The time limit of the verb is over before some checks. Each has a result, so that none looks as if it did not exist.
     *
     * @param left these checks, at least one
     */
    public void timeOver(List<ModelFile> left) {
        problems.add(failures.timeOver("the check " + left.getFirst().shownAs()));
        Found none = Found.of(CheckOutcome.UNANSWERED, "the verb reached its time limit before this check");
        for (ModelFile file : left) {
            CheckResult result =
                    ProjectCheck.read(file, context.environment().targetNames()) instanceof ProjectCheck.Read read
                            ? none.result(read.check(), side, Duration.ZERO)
                            : none.ofBroken(file, 1, side);
            steps.add(new StepReport(
                            "check",
                            "check " + file.path(),
                            file.shownAs(),
                            List.of(),
                            StepReport.Status.NOT_REACHED,
                            Optional.empty(),
                            Optional.empty())
                    .with(result));
        }
    }

    private void run(ProjectCheck check, String sql, SqlSession session) {
        int most = Math.max(request.samples(), check.tolerance().rows());
        String limited = "SELECT * FROM (" + sql + ") AS verdigris_check LIMIT " + (most + 1);
        Duration limit = check.timeout().orElse(request.timeout());
        Instant start = context.clock().instant();
        Found found;
        try {
            Rows rows = session.query(limited, AnswerLimit.of(StatementKind.CHECK, limit));
            found = judged(check, sql, rows, most);
        } catch (ServerRefusal refusal) {
            found = refused(check, sql, refusal);
        }
        Duration took = context.since(start);
        boolean goesOn = found.outcome() != CheckOutcome.FAILED
                && found.outcome() != CheckOutcome.ACCEPTED
                && found.outcome() != CheckOutcome.UNANSWERED;
        context.listener().on(new ProgressEvent.CheckRan(check.file().path(), goesOn, took));
        add(found.result(check, side, took), sql, check);
    }

    private Found judged(ProjectCheck check, String sql, Rows rows, int most) {
        if (rows.isEmpty()) {
            return Found.PASSED;
        }
        String what = texts.returned(check, rows, request.samples(), most);
        if (rows.size() <= check.tolerance().rows()) {
            return Found.of(CheckOutcome.PASSED, what).with(rows, request.samples(), most);
        }
        Problem problem = texts.problem(check, sql, what);
        return Found.of(add(problem, check.file().shownAs(), check.severity()), what)
                .with(rows, request.samples(), most);
    }

    private Found refused(ProjectCheck check, String sql, ServerRefusal refusal) {
        if (refusal.is(ServerRefusal.QUERY_CANCELED) && check.severity() == Severity.WARN) {
            Problem problem = texts.unanswered(check, sql, Failures.reason(refusal));
            warned.add(problem);
            return Found.of(CheckOutcome.WARNED, problem.what());
        }
        problems.add(failures.of(refusal));
        if (refusal.is(ServerRefusal.INSUFFICIENT_PRIVILEGE) || refusal.is(ServerRefusal.QUERY_CANCELED)) {
            missesAnswers = true;
            return Found.of(CheckOutcome.UNANSWERED, refusal.describe());
        }
        failed.add(check.file().shownAs());
        return Found.of(CheckOutcome.FAILED, refusal.describe());
    }

    /** Adds the problem of a check that returned rows. A check that the user accepts has not failed. */
    private CheckOutcome add(Problem problem, String name, Severity severity) {
        if (severity == Severity.WARN) {
            warned.add(problem);
            return CheckOutcome.WARNED;
        }
        if (side == CheckedSide.STAGED && accept.cover(problem)) {
            accepted.add(problem);
            return CheckOutcome.ACCEPTED;
        }
        failed.add(name);
        problems.add(problem);
        foundRows = true;
        return CheckOutcome.FAILED;
    }

    private void add(CheckResult result, String sql, ProjectCheck check) {
        boolean done = switch (result.outcome()) {
            case PASSED, WARNED, NOT_APPLICABLE -> true;
            case ACCEPTED, FAILED, UNANSWERED -> false;
        };
        steps.add(new StepReport(
                        "check",
                        "check " + result.name(),
                        check.file().shownAs(),
                        List.of(sql),
                        done ? StepReport.Status.DONE : StepReport.Status.FAILED,
                        Optional.of(result.took()),
                        result.message().filter(unused -> !done))
                .with(result));
    }
}
