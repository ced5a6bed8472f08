package dev.verdigris.core.readiness;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/** One expected object, its counterpart, its cluster and two replicas. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final ClusterId CLUSTER = new ClusterId("u7");
    static final ExpectedObject.Placement PLACE = new ExpectedObject.Placement(CLUSTER, Identifier.of("c"));
    static final ReplicaId R1 = new ReplicaId("u1");
    static final ReplicaId R2 = new ReplicaId("u2");
    static final ItemId ID = new ItemId("u5");
    static final ItemId COUNTERPART = new ItemId("u4");
    static final ItemId SOURCE = new ItemId("u3");
    static final ObjectName LIVE_NAME = ObjectName.of("db", "s", "o");

    private Samples() {}

    /** An object of a kind; views and tables are on no cluster. */
    static ExpectedObject object(ItemKind kind) {
        boolean onCluster = kind != ItemKind.VIEW && kind != ItemKind.TABLE;
        return object(
                kind, Optional.empty(), onCluster ? Optional.of(PLACE) : Optional.empty(), Optional.of(COUNTERPART));
    }

    /** A source that only listens. */
    static ExpectedObject webhook() {
        return object(ItemKind.SOURCE, Optional.of("webhook"), Optional.of(PLACE), Optional.empty());
    }

    /** A table that a source fills. */
    static ExpectedObject sourceTable() {
        return new ExpectedObject(
                ID,
                ObjectName.of("db", "s_x", "o"),
                LIVE_NAME,
                ItemKind.TABLE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(SOURCE),
                Optional.empty(),
                Set.of());
    }

    private static ExpectedObject object(
            ItemKind kind,
            Optional<String> subtype,
            Optional<ExpectedObject.Placement> cluster,
            Optional<ItemId> counterpart) {
        return new ExpectedObject(
                ID,
                ObjectName.of("db", "s_x", "o"),
                LIVE_NAME,
                kind,
                subtype,
                cluster,
                Optional.empty(),
                counterpart,
                Set.of());
    }

    /** A cluster with one replica that is up. */
    static CatalogObservation up(CatalogObservation sight) {
        return sight.cluster(CLUSTER, false, R1).online(R1);
    }

    /** A cluster with one replica that is up and has the object. */
    static CatalogObservation hydrated(CatalogObservation sight) {
        return up(sight).hydration(ID, R1, true);
    }

    /** Three crashes of a replica until now. */
    static CatalogObservation crashing(CatalogObservation sight, ReplicaId replica, boolean outOfMemory) {
        return sight.crash(replica, NOW.minusSeconds(10), outOfMemory)
                .crash(replica, NOW.minusSeconds(20), outOfMemory)
                .crash(replica, NOW.minusSeconds(30), outOfMemory);
    }

    /** The observation of what is written. */
    static Observation seen(Consumer<CatalogObservation> sees) {
        CatalogObservation sight = new CatalogObservation();
        sees.accept(sight);
        return sight.observation(NOW);
    }
}
