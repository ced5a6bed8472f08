package dev.verdigris.core.readiness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * A staged side with some objects of all kinds on two clusters, and a policy for it.
 *
 * @param things the objects, each after those that it reads
 * @param replicas the replicas of each of the two clusters
 * @param policy the policy, with exemptions
 */
record RandomSide(List<Thing> things, List<List<ReplicaId>> replicas, ReadinessPolicy policy) {

    static final List<ClusterId> CLUSTERS = List.of(new ClusterId("u7"), new ClusterId("u8"));

    /** A kind of object, as far as readiness differs. */
    enum Kind {
        SOURCE(ItemKind.SOURCE),
        SOURCE_TABLE(ItemKind.TABLE),
        MATERIALIZED_VIEW(ItemKind.MATERIALIZED_VIEW),
        INDEX(ItemKind.INDEX),
        REFRESHED_VIEW(ItemKind.MATERIALIZED_VIEW),
        SINK(ItemKind.SINK),
        VIEW(ItemKind.VIEW),
        TABLE(ItemKind.TABLE),
        WEBHOOK(ItemKind.SOURCE);

        private final ItemKind item;

        Kind(ItemKind item) {
            this.item = item;
        }

        /** Whether a replica computes it. */
        boolean isComputed() {
            return this == MATERIALIZED_VIEW || this == INDEX || this == REFRESHED_VIEW;
        }

        /** Whether it has a status. */
        boolean isRun() {
            return this == SOURCE || this == SOURCE_TABLE || this == SINK;
        }
    }

    /**
     * An object.
     *
     * @param kind its kind
     * @param object what is expected of it
     */
    record Thing(Kind kind, ExpectedObject object) {

        ItemId id() {
            return object.id();
        }

        /** The number of its cluster, if replicas compute it. */
        int cluster() {
            return CLUSTERS.indexOf(object.cluster().orElseThrow().id());
        }
    }

    static RandomSide of(Random random) {
        List<Thing> things = new ArrayList<>();
        int number = 1 + random.nextInt(6);
        for (int i = 0; i < number; i++) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            if (kind == Kind.SOURCE_TABLE && things.stream().noneMatch(each -> each.kind() == Kind.SOURCE)) {
                things.add(thing(random, Kind.SOURCE, things));
            }
            things.add(thing(random, kind, things));
        }
        List<List<ReplicaId>> replicas = new ArrayList<>();
        for (int cluster = 0; cluster < CLUSTERS.size(); cluster++) {
            List<ReplicaId> some = new ArrayList<>();
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                some.add(new ReplicaId("u" + (10 * cluster + i)));
            }
            replicas.add(some);
        }
        return new RandomSide(things, replicas, policy(random, things));
    }

    private static Thing thing(Random random, Kind kind, List<Thing> before) {
        int number = before.size();
        boolean onCluster = kind != Kind.VIEW && kind != Kind.TABLE && kind != Kind.SOURCE_TABLE;
        int cluster = random.nextInt(CLUSTERS.size());
        Optional<ItemId> source = before.stream()
                .filter(each -> kind == Kind.SOURCE_TABLE && each.kind() == Kind.SOURCE)
                .map(Thing::id)
                .findFirst();
        return new Thing(
                kind,
                new ExpectedObject(
                        new ItemId("u" + (100 + number)),
                        ObjectName.of("db", "s_x", "it's \"o\" . " + number + " 🦊"),
                        ObjectName.of("db", "s", "it's \"o\" . " + number + " 🦊"),
                        kind.item,
                        kind == Kind.WEBHOOK ? Optional.of("webhook") : Optional.empty(),
                        onCluster
                                ? Optional.of(new ExpectedObject.Placement(
                                        CLUSTERS.get(cluster), Identifier.of("select " + cluster)))
                                : Optional.empty(),
                        source,
                        random.nextInt(3) > 0 ? Optional.of(new ItemId("u" + (200 + number))) : Optional.empty(),
                        before.isEmpty() || random.nextBoolean()
                                ? Set.of()
                                : Set.of(before.get(random.nextInt(number)).id())));
    }

    private static ReadinessPolicy policy(Random random, List<Thing> things) {
        List<Exemption> exemptions = new ArrayList<>();
        for (Thing thing : things) {
            if (random.nextInt(8) == 0) {
                Optional<Duration> lag = Optional.of(Duration.ofSeconds(10 + random.nextInt(20)));
                exemptions.add(new Exemption(
                        thing.object().liveName(), lag.filter(any -> random.nextBoolean()), "it's \"late\""));
            }
        }
        return ReadinessPolicy.builder()
                .maxLag(Duration.ofSeconds(random.nextInt(7)))
                .lagMargin(Duration.ofSeconds(random.nextInt(7)))
                .stableFor(Duration.ofSeconds(random.nextInt(12)))
                .longestGap(Duration.ofSeconds(8))
                .crashes(1 + random.nextInt(4))
                .replicas(ReadinessPolicy.Replicas.values()[random.nextInt(2)])
                .exemptions(exemptions)
                .build();
    }
}
