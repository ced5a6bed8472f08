package dev.verdigris.cli.output;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWays;

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
}
