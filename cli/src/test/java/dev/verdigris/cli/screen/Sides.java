package dev.verdigris.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Assessment.Judged;
import dev.verdigris.core.readiness.Cause;
import dev.verdigris.core.readiness.ClusterFigures;
import dev.verdigris.core.readiness.ClusterTrouble;
import dev.verdigris.core.readiness.Estimate;
import dev.verdigris.core.readiness.ExpectedObject;
import dev.verdigris.core.readiness.Figures;
import dev.verdigris.core.readiness.Lag;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.core.readiness.Share;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.engine.progress.ProgressEvent;

/** Staged sides in the middle of a wait. */
final class Sides {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static final ObjectState READY =
            new ObjectState.Ready("it is hydrated", Optional.of(new Lag(Duration.ZERO, Optional.empty())));

    static final ObjectState HYDRATING = new ObjectState.Hydrating(
            Optional.of(Duration.ofSeconds(9)), Optional.of(Duration.ofSeconds(31)), Duration.ofSeconds(12));

    private final List<Judged> objects = new ArrayList<>();
    private final List<ClusterFigures> clusters = new ArrayList<>();

    private static ExpectedObject object(String cluster, String schema, String name, Set<ItemId> inputs) {
        return new ExpectedObject(
                new ItemId("u" + name),
                ObjectName.of("materialize", schema, name),
                ObjectName.of("materialize", schema, name),
                ItemKind.MATERIALIZED_VIEW,
                Optional.empty(),
                cluster.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new ExpectedObject.Placement(new ClusterId("u" + cluster), Identifier.of(cluster))),
                Optional.empty(),
                Optional.empty(),
                inputs);
    }

    Sides with(String cluster, String name, ObjectState state) {
        objects.add(new Judged(
                object(cluster, "auction_dbt_deploy", name, Set.of()),
                state,
                state instanceof ObjectState.Hydrating hydrating ? hydrating.remaining() : Optional.empty(),
                List.of(),
                Figures.UNKNOWN));
        return this;
    }

    /** A cluster of one replica that uses so much of its memory and processors, in percent. */
    Sides using(String cluster, long memory, long processors) {
        clusters.add(new ClusterFigures(
                Identifier.of(cluster),
                Optional.of("100cc"),
                0,
                List.of(new ClusterFigures.OfReplica(
                        Identifier.of("r1"), true, 1, percent(memory), percent(memory), percent(processors)))));
        return this;
    }

    private static Share percent(long used) {
        return new Share(Optional.of(used), Optional.of(100L));
    }

    Sides waiting(String cluster, String name, ObjectState state, String... inputs) {
        objects.add(new Judged(
                object(cluster, "auction_dbt_deploy", name, ids(inputs)),
                state,
                Optional.empty(),
                List.of(inputs).stream()
                        .map(input -> ObjectName.of("materialize", "auction_dbt_deploy", input))
                        .toList(),
                Figures.UNKNOWN));
        return this;
    }

    private static Set<ItemId> ids(String... names) {
        return Set.copyOf(
                List.of(names).stream().map(name -> new ItemId("u" + name)).toList());
    }

    ProgressView view() {
        Assessment causes = Assessment.of(NOW, objects, Optional.empty(), new Verdict.Ready(""));
        List<Cause> found = causes.causes();
        Verdict verdict = found.isEmpty()
                ? new Verdict.Ready("all objects are ready")
                : found.getFirst().isFailed()
                        ? new Verdict.Failed(found.getFirst().text())
                        : new Verdict.Waiting(
                                found.getFirst().text(),
                                Optional.of(new Estimate(Duration.ofSeconds(10), Duration.ofSeconds(22))));
        return ProgressView.NOTHING.after(
                new ProgressEvent.Judged(
                        new Assessment(NOW, objects, found, clusters, Optional.empty(), verdict, List.of()),
                        Duration.ofSeconds(12),
                        Duration.ofMinutes(30).minusSeconds(12)),
                NOW);
    }

    /** Two clusters. One object hydrates, and two wait for it. */
    static Sides five() {
        return new Sides()
                .with("compute_dbt_deploy", "bids", READY)
                .with("compute_dbt_deploy", "auctions", HYDRATING)
                .waiting("compute_dbt_deploy", "winning_bids", HYDRATING, "auctions")
                .waiting("serving_dbt_deploy", "winning_bids_idx", HYDRATING, "winning_bids")
                .with("serving_dbt_deploy", "bids_idx", READY)
                .using("compute_dbt_deploy", 92, 99)
                .using("serving_dbt_deploy", 84, 94);
    }

    /** Twelve clusters with 25 objects each: one has no replicas, and some are ready. */
    static Sides threeHundred() {
        Sides sides = new Sides();
        for (int cluster = 0; cluster < 12; cluster++) {
            String name = String.format("team_%02d_dbt_deploy", cluster);
            for (int i = 0; i < 25; i++) {
                String object = String.format("model_%02d_%02d", cluster, i);
                if (cluster == 3) {
                    sides.with(
                            name,
                            object,
                            new ObjectState.OnCluster(new ClusterTrouble(
                                    Identifier.of(name),
                                    Optional.of("100cc"),
                                    ClusterTrouble.Kind.NO_REPLICA,
                                    0,
                                    ReadinessPolicy.Replicas.ANY)));
                } else if (cluster % 2 == 0 || i % 3 == 0) {
                    sides.with(name, object, READY);
                } else if (i == 1) {
                    sides.with(name, object, HYDRATING);
                } else {
                    sides.waiting(name, object, HYDRATING, String.format("model_%02d_01", cluster));
                }
            }
        }
        return sides;
    }
}
