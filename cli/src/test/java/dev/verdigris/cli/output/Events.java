package dev.verdigris.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Estimate;
import dev.verdigris.core.readiness.ExpectedObject;
import dev.verdigris.core.readiness.Figures;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.connection.Notice;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.StatementKind;

/** One event of every kind. */
final class Events {

    private static final SchemaName STAGED =
            new SchemaName(Identifier.of("materialize"), Identifier.of("shop_dbt_deploy"));

    private static final ObjectState HYDRATED = new ObjectState.Ready("it is hydrated", Optional.empty());

    private Events() {}

    static Assessment assessment(ObjectState first, ObjectState second, Verdict overall) {
        return Assessment.of(
                Instant.parse("2026-01-01T00:00:00Z"),
                List.of(
                        new Assessment.Judged(object("revenue"), first, Figures.UNKNOWN),
                        new Assessment.Judged(
                                object("orders"),
                                second,
                                Optional.of(new Estimate(Duration.ofSeconds(7), Duration.ofSeconds(12))),
                                List.of(),
                                Figures.UNKNOWN)),
                Optional.empty(),
                overall);
    }

    private static ExpectedObject object(String name) {
        return new ExpectedObject(
                new ItemId("u" + name.length()),
                new ObjectName(STAGED, Identifier.of(name)),
                new ObjectName(STAGED, Identifier.of(name)),
                ItemKind.MATERIALIZED_VIEW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }

    static ProgressEvent.Judged waiting(Duration waited) {
        return new ProgressEvent.Judged(
                assessment(
                        HYDRATED,
                        new ObjectState.Hydrating(
                                Optional.of(Duration.ZERO), Optional.of(Duration.ofSeconds(12)), Duration.ZERO),
                        new Verdict.Waiting(
                                "orders hydrates",
                                Optional.of(new Estimate(Duration.ofSeconds(12), Duration.ofSeconds(12))))),
                waited,
                Duration.ofMinutes(30).minus(waited));
    }

    static ProgressEvent.Unanswered unanswered(int seconds) {
        return new ProgressEvent.Unanswered(
                StatementKind.CATALOG, Duration.ofSeconds(seconds), Optional.of(Duration.ofSeconds(60L - seconds)));
    }

    static ProgressEvent.Judged ready(Duration waited) {
        return new ProgressEvent.Judged(
                assessment(HYDRATED, HYDRATED, new Verdict.Ready("all")),
                waited,
                Duration.ofMinutes(30).minus(waited));
    }

    static List<ProgressEvent> oneOfEachKind() {
        PlannedStep step = new PlannedStep(new Step.CreateSchema(STAGED), "staged counterpart of shop");
        return List.of(
                new ProgressEvent.PartStarted(Verb.INIT),
                new ProgressEvent.StepStarted(step, 1, 2),
                new ProgressEvent.StepDone(step, 1, 2, Duration.ofMillis(12)),
                new ProgressEvent.StepFailed(step, 2, 2, "permission denied"),
                new ProgressEvent.PartEnded(Verb.INIT, Duration.ofMillis(40)),
                new ProgressEvent.PlanMade(Plans.toPromote()),
                new ProgressEvent.ObjectBuilt("view shop.revenue", 1, 1, Duration.ofMillis(7)),
                new ProgressEvent.BuilderStarted("dbt"),
                new ProgressEvent.BuilderEnded("dbt", 2, Duration.ofSeconds(7)),
                new ProgressEvent.CheckRan("no_negatives", true, Duration.ofMillis(3)),
                new ProgressEvent.CheckRan("all_there", false, Duration.ofMillis(4)),
                waiting(Duration.ofSeconds(1)),
                waiting(Duration.ofSeconds(2)),
                ready(Duration.ofSeconds(14)),
                new ProgressEvent.Waiting("SUBSCRIBEs to end", Duration.ofSeconds(50)),
                new ProgressEvent.Retrying(2, Duration.ofMillis(80), "40001"),
                unanswered(2),
                unanswered(3),
                new ProgressEvent.Unanswered(StatementKind.SESSION, Duration.ofSeconds(2), Optional.empty()),
                new ProgressEvent.ServerNotice(
                        new Notice("NOTICE", "00000", "something", Optional.empty(), Optional.empty())),
                new ProgressEvent.Remark("the lock schema was adopted"));
    }

    /** The lines of one event of every kind, one second apart. */
    static List<String> lines() {
        Instant first = Instant.parse("2026-01-02T03:04:05.678901Z");
        List<ProgressEvent> all = oneOfEachKind();
        return IntStream.range(0, all.size())
                .mapToObj(at -> {
                    EventView event = EventView.of(all.get(at));
                    return JsonText.event(first.plusSeconds(at), event.event(), event);
                })
                .toList();
    }
}
