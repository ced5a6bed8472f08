package dev.verdigris.cli.output;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.Golden;
import dev.verdigris.cli.output.ReportText.Detail;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.Owner;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ClusterFigures;
import dev.verdigris.core.readiness.ClusterTrouble;
import dev.verdigris.core.readiness.ExpectedObject;
import dev.verdigris.core.readiness.Figures;
import dev.verdigris.core.readiness.Lag;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.core.readiness.Share;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Reports as text and as JSON. The expected files are in {@code src/test/resources/reports}. */
final class ReportTest {

    private static final Path REPORTS = Path.of("src/test/resources/reports").toAbsolutePath();
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    private static final Identifier PROD = Identifier.of("prod");
    private static final FixText FIXES = new FixText(
            new CommandText(List.of(new CommandText.Given("--url", "postgres://me@host/db")), List.of(), List.of()),
            "verdigris promote");

    private static Report full() {
        return new Report(
                Verb.PROMOTE,
                Identifier.of("prod \"1\""),
                Outcome.FOLLOW_UP,
                EnvironmentState.PROMOTED,
                Optional.of(record()),
                List.of(
                        new GivenConsent(
                                "VG-LOST-ACCESS", Optional.of("a.b.v"), "r has left", "me", record().createdAt()),
                        new GivenConsent(
                                "VG-READINESS-SKIPPED", Optional.empty(), "incident 7", "me", record().createdAt())),
                false,
                Optional.empty(),
                guardrails(),
                steps(),
                List.of(new Problem(
                        ProblemCode.SINK_PENDING,
                        "sink a.b.c still reads a.b_x.c",
                        "sink a.b.c",
                        Fix.command(Verb.PROMOTE, Identifier.of("prod \"1\"")))),
                List.of(
                        new Problem(
                                ProblemCode.LOST_ACCESS,
                                "r would lose SELECT on view a.b.v",
                                "view a.b.v",
                                Fix.sqlAfter("a superuser may", "GRANT …")),
                        new Problem(
                                ProblemCode.SINK_NO_SNAPSHOT,
                                "sink a.b.c gets no snapshot of a.b.d",
                                "sink a.b.c",
                                Fix.edit("choose republish", Place.Setting.SINKS))),
                List.of("A note."),
                Optional.of(assessment()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(new Report.Timing("swap", Duration.ofMillis(1234))),
                Optional.of(Fix.command(Verb.CLEANUP, PROD)),
                List.of(
                        Fix.either("keep the new version", Fix.command(Verb.CLEANUP, PROD)),
                        Fix.either("go back", Fix.command(Verb.ROLLBACK, PROD))),
                DbtFacts.NONE);
    }

    private static DeploymentRecord record() {
        return DeploymentRecord.begun(
                new Owner(
                        new DeploymentId("d-1"),
                        false,
                        Optional.of("me"),
                        new Provenance(Optional.of("abc123"), Optional.of("ci-7"), Optional.empty())),
                THEN,
                new Digest("0".repeat(64)));
    }

    private static List<StepReport> steps() {
        return List.of(
                new StepReport(
                        "swap",
                        "swap 2 schemas and 1 cluster",
                        "the whole staged side goes live at once",
                        List.of("BEGIN; …; COMMIT"),
                        StepReport.Status.DONE,
                        Optional.of(Duration.ofMillis(12)),
                        Optional.empty()),
                new StepReport(
                        "repoint-sink",
                        "re-point sink a.b.c",
                        "it reads a.b_x.c, which is not live",
                        List.of("ALTER SINK \"a\".\"b\".\"c\" SET FROM \"a\".\"b\".\"d\""),
                        StepReport.Status.FAILED,
                        Optional.of(Duration.ofSeconds(125)),
                        Optional.of("canceling statement due to user request\nDETAIL: two lines")));
    }

    private static final ClusterTrouble DEAD = new ClusterTrouble(
            Identifier.of("c"), Optional.of("25cc"), ClusterTrouble.Kind.NO_REPLICA, 0, ReadinessPolicy.Replicas.ANY);

    private static final Figures FIGURES = new Figures(
            Optional.of(THEN.minusSeconds(3)),
            Optional.of(Duration.ofSeconds(3)),
            Optional.of(THEN.minusSeconds(2)),
            Optional.of(Duration.ofSeconds(2)),
            List.of(Identifier.of("r1")));

    private static final ClusterFigures FULL_CLUSTER = new ClusterFigures(
            Identifier.of("c\" .😀"),
            Optional.of("25cc"),
            1,
            List.of(new ClusterFigures.OfReplica(
                    Identifier.of("r1"), true, 2, share(70, 100), share(180, 200), share(40, 100))));

    private static Share share(long used, long limit) {
        return new Share(Optional.of(used), Optional.of(limit));
    }

    private static Assessment assessment() {
        Assessment plain = plainAssessment();
        return new Assessment(
                THEN,
                plain.objects(),
                plain.causes(),
                List.of(FULL_CLUSTER),
                Optional.empty(),
                plain.overall(),
                List.of());
    }

    private static Assessment plainAssessment() {
        return Assessment.of(
                THEN,
                List.of(
                        judged(
                                "ready",
                                new ObjectState.Ready(
                                        "it is hydrated", Optional.of(new Lag(Duration.ZERO, Optional.empty())))),
                        judged(
                                "slow",
                                new ObjectState.Hydrating(
                                        Optional.of(Duration.ZERO),
                                        Optional.of(Duration.ofSeconds(75)),
                                        Duration.ofSeconds(45))),
                        judged("dead", new ObjectState.OnCluster(DEAD))),
                Optional.empty(),
                new Verdict.Failed("cluster c has no replicas; 1 object waits for it (and 1 other cause)"));
    }

    private static Assessment.Judged judged(String name, ObjectState state) {
        return new Assessment.Judged(
                new ExpectedObject(
                        new ItemId("u" + (int) name.charAt(0)),
                        ObjectName.of("a", "b_x", name),
                        ObjectName.of("a", "b", name),
                        ItemKind.MATERIALIZED_VIEW,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of()),
                state,
                state instanceof ObjectState.Hydrating hydrating ? hydrating.remaining() : Optional.empty(),
                List.of(),
                FIGURES);
    }

    @Test
    void aReportAsText() {
        Golden.assertSame(REPORTS.resolve("promote.txt"), ReportText.render(ReportView.of(full(), FIXES), Detail.FULL));
    }

    @Test
    void aReportAfterProgressIsBrief() {
        Golden.assertSame(REPORTS.resolve("brief.txt"), ReportText.render(ReportView.of(many(), FIXES), Detail.BRIEF));
    }

    /** C36: 200 removed views were listed twice. */
    @Test
    void anAcceptedProblemIsShownOnceUnlessAllDetailsAreAsked() {
        ReportView report = ReportView.of(
                many(new Problem(
                        ProblemCode.LOST_ACCESS,
                        "r would lose SELECT",
                        "view a.b.v",
                        Fix.choice(
                                Fix.either("grant it"),
                                Fix.accept(
                                        ProblemCode.LOST_ACCESS,
                                        Subject.of(ObjectName.of("a", "b", "v")),
                                        "promote without it")))),
                FIXES);
        assertThat(ReportText.render(report, Detail.BRIEF))
                .contains("accepted    VG-LOST-ACCESS of a.b.v")
                .doesNotContain("r would lose SELECT");
        assertThat(ReportText.render(report, Detail.FULL)).contains("r would lose SELECT");
    }

    /** A deployment that has gone live: many steps, one accepted warning, one place that the problem does not name. */
    private static Report many() {
        return many(new Problem(
                ProblemCode.INCOMPLETE,
                "view a.b.v is missing",
                "models/b/v.sql",
                Fix.choice(
                        Fix.either("build it"),
                        Fix.accept(
                                ProblemCode.INCOMPLETE,
                                Subject.of(ObjectName.of("a", "b", "v")),
                                "promote without it"))));
    }

    private static Report many(Problem warning) {
        List<StepReport> steps = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            steps.add(done("create-view", "create view a.b_x.v" + i));
        }
        steps.add(done("swap", "swap 2 schemas and 1 cluster"));
        return new Report(
                Verb.DEPLOY,
                PROD,
                Outcome.DONE,
                EnvironmentState.PROMOTED,
                full().deployment(),
                full().consents(),
                false,
                Optional.empty(),
                guardrails(),
                steps,
                List.of(),
                List.of(warning),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(Fix.command(Verb.CLEANUP, PROD)),
                List.of(
                        Fix.either("keep the new version", Fix.command(Verb.CLEANUP, PROD)),
                        Fix.either("go back", Fix.command(Verb.ROLLBACK, PROD))),
                DbtFacts.NONE);
    }

    private static List<Evaluation> guardrails() {
        Problem missing =
                new Problem(ProblemCode.INCOMPLETE, "view a.b.v is missing", "view a.b.v", Fix.advice("build it"));
        Problem unread = new Problem(
                ProblemCode.RECORD_UNREADABLE, "the record cannot be read", "view a.b.c", Fix.advice("read it"));
        return List.of(
                new Evaluation(Guardrail.ENVIRONMENT, new Evaluation.Passed()),
                new Evaluation(Guardrail.STATE_VIEW, new Evaluation.Refused(List.of(unread), List.of())),
                new Evaluation(Guardrail.COUNTERPARTS, new Evaluation.Warned(List.of(missing, missing))),
                new Evaluation(Guardrail.DRIFT, new Evaluation.NotApplicable("no record shows what the live side was")),
                new Evaluation(Guardrail.RIGHTS, new Evaluation.NotReached()));
    }

    private static StepReport done(String kind, String summary) {
        return new StepReport(
                kind,
                summary,
                "why",
                List.of("SQL"),
                StepReport.Status.DONE,
                Optional.of(Duration.ofMillis(12)),
                Optional.empty());
    }

    @Test
    void theReportNamesTheDirectoryOfTheFiles() {
        ReportView view = ReportView.of(full(), Outcome.DONE, FIXES, Optional.of("v2/models"));
        assertThat(ReportText.render(view, Detail.BRIEF).lines()).contains("  models      v2/models");
    }

    /** Both ways are pasted: none runs before somebody has chosen it. */
    @Test
    void waysThatAreOpenAreComments() {
        List<String> lines = ReportText.render(ReportView.of(many(), FIXES), Detail.BRIEF)
                .lines()
                .toList();
        assertThat(lines.subList(lines.indexOf("Next, one of") + 1, lines.size()))
                .containsExactly(
                        "  -- keep the new version",
                        "  -- verdigris cleanup -e prod --url postgres://me@host/db",
                        "  -- go back",
                        "  -- verdigris rollback -e prod --url postgres://me@host/db");
    }

    @Test
    void aReportAsJson() {
        Golden.assertSame(REPORTS.resolve("promote.json"), JsonText.document(ReportView.of(full(), FIXES)));
    }

    @Test
    void aStatusAsText() {
        Golden.assertSame(
                REPORTS.resolve("status.txt"),
                ReportText.render(ReportView.of(StatusReport.of(PROD), FIXES), Detail.BRIEF));
    }

    @Test
    void aStatusAsJson() {
        Golden.assertSame(
                REPORTS.resolve("status.json"), JsonText.document(ReportView.of(StatusReport.of(PROD), FIXES)));
    }

    @Test
    void emptyListsArePresent() throws IOException {
        JsonNode json = new ObjectMapper().readTree(JsonText.document(ReportView.of(StatusReport.of(PROD), FIXES)));
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        assertThat(keys)
                .containsExactly(
                        "version",
                        "verb",
                        "environment",
                        "outcome",
                        "exitCode",
                        "headline",
                        "state",
                        "dryRun",
                        "guardrails",
                        "steps",
                        "problems",
                        "warnings",
                        "notes",
                        "status",
                        "sinks",
                        "timings",
                        "next",
                        "alternatives");
        assertThat(json.path("problems").isArray()).isTrue();
    }

    @Test
    void theLastEventOfAStreamIsTheSameDocument() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode event =
                mapper.readTree(JsonText.event(THEN, "report", new EventView.Report(ReportView.of(full(), FIXES))));
        assertThat(event.path("event").asText()).isEqualTo("report");
        assertThat(event.path("report")).isEqualTo(mapper.readTree(JsonText.document(ReportView.of(full(), FIXES))));
    }

    @Test
    void oddNamesSurviveJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(JsonText.document(ReportView.of(full(), FIXES)));
        assertThat(json.path("environment").asText()).isEqualTo("prod \"1\"");
    }
}
