package dev.verdigris.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.CommandText;
import dev.verdigris.cli.output.FixText;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.cli.report.story.RunStory.Reading;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.check.Severity;
import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.Owner;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.diff.ColumnType;
import dev.verdigris.core.diff.ContractChange;
import dev.verdigris.core.diff.ContractDiff;
import dev.verdigris.core.diff.DiffResult;
import dev.verdigris.core.diff.Effect;
import dev.verdigris.core.diff.Judged;
import dev.verdigris.core.diff.ObjectDiff;
import dev.verdigris.core.diff.Reader;
import dev.verdigris.core.diff.data.ComparedColumn;
import dev.verdigris.core.diff.data.Comparison;
import dev.verdigris.core.diff.data.DataDiff;
import dev.verdigris.core.diff.data.DataOptions;
import dev.verdigris.core.diff.data.DataPlan;
import dev.verdigris.core.diff.data.DataResult;
import dev.verdigris.core.diff.data.RowCounts;
import dev.verdigris.core.diff.data.Sample;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.report.StepReport.Status;
import dev.verdigris.core.sink.SinkOutlook;
import dev.verdigris.core.sink.SinkWay;

/**
 * Runs of a release, made of one name: with a plain one, they look like every day; with a hostile one, that name is in
 * every place where a server or a user can put one.
 *
 * @param name the last part of the names of objects, and other texts
 * @param many how many objects, problems, steps and samples there are
 */
record Releases(String name, int many) {

    static final Instant THEN = Instant.parse("2026-03-04T09:00:00Z");

    private static final FixText FIXES =
            new FixText(new CommandText(List.of(), List.of(), List.of()), "verdigris promote -e prod");

    /** A release of every day. */
    static final Releases PLAIN = new Releases("orders", 3);

    /** A promotion that ended well. */
    RunStory success() {
        return story(
                "promote",
                true,
                readings(),
                Optional.of(view(
                        Verb.PROMOTE,
                        Outcome.DONE,
                        EnvironmentState.PROMOTED,
                        steps(Status.DONE),
                        List.of(),
                        Optional.of(Fix.command(Verb.CLEANUP, Identifier.of("prod"))))));
    }

    /** A deploy of which a check failed. */
    RunStory failure() {
        return story(
                "deploy",
                true,
                readings(),
                Optional.of(view(
                        Verb.DEPLOY,
                        Outcome.REFUSED,
                        EnvironmentState.STAGED,
                        steps(Status.FAILED),
                        problems(),
                        Optional.empty())));
    }

    /** A run that has not ended. */
    RunStory running() {
        return running(readings());
    }

    /** A run that has not ended, with other readings. */
    RunStory running(List<Reading> readings) {
        return story("await", false, readings, Optional.empty());
    }

    /** A run that a signal has ended before it had a result. */
    RunStory stopped() {
        return story("await", true, readings(), Optional.empty());
    }

    private RunStory story(String verb, boolean ended, List<Reading> readings, Optional<Report> report) {
        List<RunStory.StepTime> steps = new ArrayList<>(Collections.nCopies(
                many, new RunStory.StepTime("create view " + name, Status.DONE, Optional.of(Duration.ofMillis(85)))));
        steps.add(new RunStory.StepTime("create index on " + name, Status.PLANNED, Optional.empty()));
        return new RunStory(
                verb,
                "prod",
                Optional.of("d-1"),
                THEN,
                THEN.plusSeconds(754),
                ended,
                new RunStory.Origin(
                        Optional.of(name),
                        Optional.of("4be1f7c0a9"),
                        Optional.of(name),
                        Optional.of("https://ci.example.com/runs/17?of=" + "main&x=1")),
                List.of(
                        new RunStory.Part("await", THEN.plusSeconds(3), Optional.of(Duration.ofSeconds(700))),
                        new RunStory.Part(verb, THEN.plusSeconds(703), Optional.empty())),
                readings,
                steps,
                List.of(
                        new RunStory.Remark(THEN.plusSeconds(9), "Attempt 1 failed (" + name + ")."),
                        new RunStory.Remark(THEN.plusSeconds(12), "The server says: " + name)),
                report.map(done -> ReportView.of(done, FIXES)));
    }

    /** 18 objects become ready within twelve minutes; most of the wait is for one of them. */
    private List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i <= 70; i++) {
            int ready = i < 5 ? 0 : i < 12 ? i - 2 : i < 60 ? 9 + i / 12 : 18;
            readings.add(new Reading(
                    THEN.plusSeconds(3 + 10L * i),
                    ready,
                    18,
                    Optional.of(Duration.ofSeconds(75 - i)),
                    ready == 18 ? Optional.empty() : Optional.of(cause(i))));
        }
        return readings;
    }

    private String cause(int i) {
        return i < 12
                ? "cluster c has no replica that is up; 18 objects wait for it"
                : name + " hydrates; 4 objects wait for it";
    }

    private Report view(
            Verb verb,
            Outcome outcome,
            EnvironmentState state,
            List<StepReport> steps,
            List<Problem> problems,
            Optional<Fix.Command> next) {
        return new Report(
                verb,
                Identifier.of("prod"),
                outcome,
                state,
                Optional.of(deployment()),
                List.of(new GivenConsent("VG-LOST-ACCESS", Optional.of(name), name, name, THEN)),
                false,
                Optional.empty(),
                guardrails(),
                steps,
                problems,
                List.of(new Problem(
                        ProblemCode.SINK_NO_SNAPSHOT,
                        "sink " + object("s") + " gets no snapshot of " + object(name),
                        "sink " + object("s"),
                        Fix.advice("choose the way republish"))),
                List.of("A note about " + name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new DiffResult(contract(), Optional.of(data()))),
                List.of(new SinkOutlook(
                        object("s"),
                        name,
                        new SinkWay.Repoint(),
                        object(name),
                        false,
                        List.of("the topic gets no snapshot of " + name))),
                List.of(new Report.Timing("total", Duration.ofSeconds(754))),
                next,
                next.map(cleanup -> List.of(
                                Fix.either("keep the new version", cleanup),
                                Fix.either("go back", Fix.command(Verb.ROLLBACK, Identifier.of("prod")))))
                        .orElse(List.of()),
                DbtFacts.NONE);
    }

    private DeploymentRecord deployment() {
        return DeploymentRecord.begun(
                new Owner(
                        new DeploymentId("d-1"),
                        false,
                        Optional.of(name),
                        new Provenance(Optional.of("4be1f7c0a9"), Optional.of(name), Optional.empty())),
                THEN,
                new Digest("0".repeat(64)));
    }

    private ObjectName object(String last) {
        return ObjectName.of("materialize", "shop", last);
    }

    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            problems.add(new Problem(
                    ProblemCode.LOST_ACCESS,
                    "role " + name + " would lose SELECT on view " + i,
                    "view " + name,
                    Fix.sqlAfter(
                            "the owner may", "GRANT SELECT ON " + object(name) + " TO " + Identifier.of("r" + i))));
        }
        return problems;
    }

    private List<Evaluation> guardrails() {
        return List.of(
                new Evaluation(Guardrail.ENVIRONMENT, new Evaluation.Passed()),
                new Evaluation(Guardrail.STATE_VIEW, new Evaluation.Refused(problems(), List.of())),
                new Evaluation(Guardrail.DRIFT, new Evaluation.NotApplicable("nothing is known of " + name)),
                new Evaluation(Guardrail.RIGHTS, new Evaluation.NotReached()));
    }

    private List<StepReport> steps(Status last) {
        List<StepReport> steps = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            steps.add(step("create view " + name + i, Status.DONE, Optional.empty())
                    .with(check(CheckOutcome.PASSED)));
        }
        steps.add(step(
                        "check " + name,
                        last,
                        last == Status.FAILED
                                ? Optional.of("ERROR: " + name + "\nDETAIL: two lines")
                                : Optional.empty())
                .with(check(last == Status.FAILED ? CheckOutcome.FAILED : CheckOutcome.WARNED)));
        return steps;
    }

    private StepReport step(String summary, Status status, Optional<String> error) {
        return new StepReport(
                "create-view",
                summary,
                "it is about " + name,
                List.of("CREATE VIEW " + object(name) + " AS\n\tSELECT '" + name + "'"),
                status,
                Optional.of(Duration.ofMillis(1234)),
                error);
    }

    private CheckResult check(CheckOutcome outcome) {
        boolean passed = outcome == CheckOutcome.PASSED;
        return new CheckResult(
                name,
                Optional.of("checks/" + name),
                1,
                Severity.ERROR,
                CheckedSide.STAGED,
                Optional.of(name),
                Optional.of("no two of " + name),
                outcome,
                passed ? 0 : 2,
                !passed,
                passed ? List.of() : List.of(name, "price"),
                passed
                        ? List.of()
                        : List.of(
                                List.of(Optional.of(name), Optional.of("1")),
                                List.of(Optional.empty(), Optional.of("2"))),
                Duration.ofMillis(40),
                passed ? Optional.empty() : Optional.of("2 rows failed"));
    }

    private ContractDiff contract() {
        List<ObjectDiff> objects = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            objects.add(changed(i));
        }
        objects.add(new ObjectDiff(
                object("added"), Optional.empty(), Optional.of(ItemKind.VIEW), false, List.of(), List.of()));
        objects.add(new ObjectDiff(
                object("same"), Optional.of(ItemKind.VIEW), Optional.of(ItemKind.VIEW), true, List.of(), List.of()));
        return new ContractDiff(objects);
    }

    private ObjectDiff changed(int i) {
        Identifier column = Identifier.of(name);
        return new ObjectDiff(
                object(i == 0 ? name : name.substring(0, Math.min(name.length(), 60)) + i),
                Optional.of(ItemKind.MATERIALIZED_VIEW),
                Optional.of(ItemKind.MATERIALIZED_VIEW),
                true,
                List.of(
                        new Judged(
                                new ContractChange.ColumnRemoved(new Column(column, 1, "text", -1, true)),
                                i % 2 == 0 ? Effect.BREAKING : Effect.COMPATIBLE,
                                "a reader that names it fails"),
                        new Judged(
                                new ContractChange.ColumnRetyped(
                                        column, new ColumnType("integer", -1), new ColumnType("bigint", -1)),
                                Effect.COMPATIBLE,
                                "every value stays the same")),
                List.of(
                        new Reader.Sink(object("s"), name, List.of(column)),
                        new Reader.Dependent(ItemKind.VIEW, object(name), name, false),
                        new Reader.Grantee(name)));
    }

    private DataResult data() {
        List<DataDiff> found = new ArrayList<>();
        for (int i = 0; i < Math.min(many, 300); i++) {
            found.add(compared(i));
        }
        found.add(new DataDiff.NotCompared(comparison("slow"), "The time was over.", DataDiff.End.OUT_OF_TIME));
        DataPlan plan = new DataPlan(
                found.stream().map(DataDiff::comparison).toList(),
                Optional.empty(),
                Optional.empty(),
                DataOptions.DEFAULTS);
        return new DataResult(plan, found, false);
    }

    private DataDiff compared(int i) {
        List<Sample> samples = new ArrayList<>();
        for (int j = 0; j < Math.min(many, 20); j++) {
            samples.add(new Sample(
                    Sample.Kind.CHANGED,
                    1,
                    Collections.nCopies(
                            Math.min(many, 20),
                            new Sample.Value(Identifier.of(name), text(name), Optional.of(text("new " + name))))));
        }
        return new DataDiff.Compared(
                comparison(name + i),
                1_000_000,
                999_990,
                new RowCounts(1_000_000, 999_990, 999_900, 50),
                Optional.empty(),
                List.of(),
                samples,
                List.of("The key is " + name),
                DataDiff.End.FINISHED);
    }

    private Comparison comparison(String last) {
        ObjectName live = object(last.length() > 200 ? last.substring(0, 60) + last.hashCode() : last);
        return new Comparison(
                live,
                live.in(live.schema().withSuffix("_dbt_deploy")),
                List.of(new ComparedColumn(Identifier.of("id"), "integer", "integer", Optional.empty())),
                List.of(Identifier.of("id")),
                List.of(),
                List.of(),
                Comparison.Reading.STORED,
                Comparison.Reading.STORED);
    }

    private static Sample.Text text(String value) {
        return new Sample.Text(Optional.of(value), false);
    }
}
