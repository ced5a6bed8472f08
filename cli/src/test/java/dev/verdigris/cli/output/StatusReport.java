package dev.verdigris.cli.output;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.overview.Cost;
import dev.verdigris.core.overview.LiveVersion;
import dev.verdigris.core.overview.Overview;
import dev.verdigris.core.overview.Since;
import dev.verdigris.core.overview.SuffixedSide;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.Step;

/** The report of a status. */
final class StatusReport {

    private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");

    private StatusReport() {}

    static Report of(Identifier environment) {
        return of(environment, Duration.ofMinutes(125), List.of(), Optional.empty());
    }

    /** The same after a time, which the verb took too. */
    static Report of(Identifier environment, Duration age) {
        return of(environment, age, List.of(new Report.Timing("total", age)), Optional.empty());
    }

    /** The same with a side that was judged. */
    static Report of(Identifier environment, Assessment readiness) {
        return of(environment, Duration.ofMinutes(125), List.of(), Optional.of(readiness));
    }

    private static Report of(
            Identifier environment, Duration age, List<Report.Timing> timings, Optional<Assessment> readiness) {
        StatusSummary summary = new StatusSummary(
                new DeploymentState.None(),
                List.of(
                        new StatusSummary.PairStatus(
                                "schema", "a.b", Optional.of("u3"), 2, "a.b_x", Optional.of("u9"), 1),
                        new StatusSummary.PairStatus("cluster", "c", Optional.of("u4"), 0, "c_x", Optional.empty(), 0)),
                List.of(new PlannedStep(
                        new Step.RepointSink(
                                ObjectName.of("a", "s", "k"),
                                new ItemId("u7"),
                                ObjectName.of("a", "b_x", "o"),
                                ObjectName.of("a", "b", "o"),
                                new ItemId("u8")),
                        "it reads a.b_x.o, which is not live")),
                List.of(),
                List.of(new Evaluation(
                        Guardrail.PAIRS_COMPLETE,
                        new Evaluation.Refused(
                                List.of(new Problem(
                                        ProblemCode.HALF_MISSING,
                                        "cluster c_x does not exist, so its pair cannot be swapped",
                                        "cluster c_x",
                                        Fix.command(Verb.INIT, environment))),
                                List.of()))),
                new Overview(
                        Optional.of(new LiveVersion(
                                LiveVersion.Source.RECORD,
                                Optional.of("d-1"),
                                Optional.of("me"),
                                Optional.of("abc123"),
                                Optional.of(new Since(SINCE, true, age)),
                                Optional.of("alice"),
                                Optional.empty(),
                                Optional.empty())),
                        Optional.of(new SuffixedSide(
                                SuffixedSide.What.PREVIOUS,
                                Optional.of(new Since(SINCE, false, age)),
                                Optional.of(new Cost(3, 0, Optional.of(new BigDecimal("1.50")))))),
                        Optional.of(2)),
                Fix.command(Verb.PROMOTE, environment));
        return new Report(
                Verb.STATUS,
                environment,
                Outcome.DONE,
                EnvironmentState.PROMOTED,
                Optional.empty(),
                List.of(),
                true,
                Optional.empty(),
                List.of(),
                List.of(),
                summary.problems(),
                List.of(),
                List.of(),
                readiness,
                Optional.of(summary),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                timings,
                Optional.of(Fix.command(Verb.PROMOTE, environment)),
                List.of(),
                DbtFacts.NONE);
    }
}
