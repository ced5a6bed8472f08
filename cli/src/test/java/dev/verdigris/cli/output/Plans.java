package dev.verdigris.cli.output;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.inventory.Part;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sink.Topic;

/** A plan to approve, for tests that show one. */
final class Plans {

    private Plans() {}

    /** A promotion of one pair. */
    static PlanFile toPromote() {
        Inventory empty = new Inventory(List.of());
        return new PlanFile(
                Verb.PROMOTE,
                Identifier.of("prod"),
                new PlanFile.Origin(
                        Instant.parse("2026-01-02T03:04:05Z"),
                        "materialize",
                        "v26.24.0",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Provenance.NONE),
                new PlanFile.Wish(
                        List.of(new PlanFile.Half("schema materialize.shop", "schema materialize.shop_dbt_deploy")),
                        Consents.NONE,
                        SinkWays.NONE,
                        Optional.empty(),
                        new PlanFile.Gates(Optional.empty(), List.of())),
                List.of(),
                Optional.of(List.of()),
                List.of(new PlanFile.Step(
                        Verb.PROMOTE, "swap", "swap 1 pair", "it makes it live", List.of("BEGIN; COMMIT"), true)),
                List.of(new PlanFile.Answer("environment", "passed", List.of())),
                new PlanFile.Cost(1, Optional.of(new BigDecimal("0.5")), Optional.of(Duration.ofSeconds(12))),
                new PlanFile.World(empty, Optional.empty(), empty, new TreeMap<>()));
    }

    /** A deployment of one pair, with every member that a plan can have. */
    static PlanFile whole() {
        PlanFile plan = toPromote();
        Inventory side = new Inventory(
                List.of(new Part(new Part.What.OfSchema(new SchemaId("u3")), Identifier.of("shop"), new TreeMap<>())));
        Digest digest = new Digest("a".repeat(64));
        return new PlanFile(
                Verb.DEPLOY,
                plan.environment(),
                new PlanFile.Origin(
                        plan.origin().at(),
                        "materialize",
                        "v26.24.0",
                        Optional.of("aws-us-east-1-0"),
                        Optional.of(12L),
                        Optional.of("20260102-030405-0a0a0a0a"),
                        new Provenance(Optional.of("abc"), Optional.of("v1"), Optional.of("https://ci.test/1"))),
                new PlanFile.Wish(
                        plan.wish().pairs(),
                        new Consents(List.of(new Consent(
                                ProblemCode.INCOMPLETE,
                                Optional.of(Subject.of(ObjectName.of("m", "shop", "v"))),
                                "it is not used",
                                Optional.of(LocalDate.of(2026, 12, 31))))),
                        SinkWays.of(
                                Map.of(ObjectName.of("m", "shop", "s"), new SinkWay.Republish(new Topic("orders-2")))),
                        Optional.of(digest),
                        new PlanFile.Gates(Optional.of(digest), List.of("An object is ready."))),
                List.of(new PlanFile.Model(
                        PlanFile.Model.Change.ADDED,
                        "m.shop.v",
                        Optional.of("shop/v.sql"),
                        Optional.of(digest),
                        List.of("@@ -0,0 +1,1 @@", "+CREATE VIEW shop.v AS"),
                        List.of("role analyst"))),
                Optional.of(List.of(new PlanFile.Contract(
                        "view m.shop.v", true, List.of("breaking: column a is removed"), List.of("role analyst")))),
                plan.steps(),
                List.of(new PlanFile.Answer("sinks", "warned", List.of("a fact"))),
                plan.cost(),
                new PlanFile.World(
                        side,
                        Optional.of(side),
                        side,
                        new TreeMap<>(Map.of(ObjectName.of("m", "shop", "v"), "CREATE VIEW shop.v AS"))));
    }
}
