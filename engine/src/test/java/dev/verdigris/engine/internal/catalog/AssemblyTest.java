package dev.verdigris.engine.internal.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Replacement;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.Subscription;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.readiness.Observation;
import dev.verdigris.core.readiness.Share;
import dev.verdigris.engine.fixture.WholeCatalog;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** What the server answers in many relations is put together in memory; here without a server. */
class AssemblyTest {

    private static final Environment ENVIRONMENT = new Environment(
            Identifier.of("env"),
            Identifier.of("db"),
            List.of(SchemaName.of("db", "s")),
            List.of(Identifier.of("c")),
            "_g");
    private static final ItemId VIEW = new ItemId("u5");
    private static final String PLAIN =
            "CREATE MATERIALIZED VIEW \"db\".\"s_g\".\"v\" IN CLUSTER [u2] WITH (REFRESH = ON COMMIT) AS SELECT 1";
    private static final String REFRESHING =
            "CREATE MATERIALIZED VIEW \"db\".\"s_g\".\"v\" IN CLUSTER [u2] WITH (REFRESH = EVERY '1 day') AS SELECT 1";

    /** A live side without objects, and a staged one with one materialized view. */
    private static AnswerBuilder staged(CatalogScope scope, String createSql) {
        return new AnswerBuilder(scope)
                .schema("u1", "s")
                .schema("u2", "s_g")
                .cluster("u1", "c", 1)
                .cluster("u2", "c_g", 1)
                .replica("u1", "u1")
                .replica("u2", "u2")
                .materializedView("u5", "u2", "u2", createSql);
    }

    private static Observation observe(AnswerBuilder answer) {
        CatalogRows rows = answer.rows();
        return ObservationRows.observation(DeploymentView.of(SnapshotRows.snapshot(rows), ENVIRONMENT), rows);
    }

    private static Cluster cluster(AnswerBuilder answer, String id) {
        return SnapshotRows.snapshot(answer.rows()).cluster(new ClusterId(id)).orElseThrow();
    }

    private static ClusterConfig.Schedule schedule(AnswerBuilder answer) {
        return ((ClusterConfig.Managed) cluster(answer, "u2").config()).schedule();
    }

    private static void asksFor(CatalogPart part, ThrowingCallable question) {
        assertThatExceptionOfType(CatalogPart.Unread.class)
                .isThrownBy(question)
                .satisfies(unread -> assertThat(unread.part()).isEqualTo(part));
    }

    @Test
    void givesObjectsWhatOnlyTheirKindHas() {
        CatalogSnapshot catalog = SnapshotRows.snapshot(staged(CatalogScope.BASE, PLAIN)
                .object("u6", "u2", "index", "u2")
                .row(CatalogQuery.INDEXES, "u6", "u5", "CREATE INDEX")
                .object("u7", "u1", "sink", "u1")
                .row(CatalogQuery.SINKS, "u7", "kafka", "u8", "CREATE SINK")
                .object("u8", "u1", "connection", null)
                .object("u9", "u1", "table", null)
                .row(CatalogQuery.TABLES, "u9", "u10", null)
                .object("u10", "u1", "source", "u1")
                .row(CatalogQuery.SOURCES, "u10", "postgres", "u8", "CREATE SOURCE")
                .rows());

        assertThat(item(catalog, "u6").on()).contains(VIEW);
        assertThat(item(catalog, "u6").createSql()).contains("CREATE INDEX");
        assertThat(item(catalog, "u7").subtype()).contains("kafka");
        assertThat(item(catalog, "u7").connection()).contains(new ItemId("u8"));
        assertThat(item(catalog, "u8").createSql()).isEmpty();
        assertThat(item(catalog, "u9").source()).contains(new ItemId("u10"));
        assertThat(item(catalog, "u9").createSql()).isEmpty();
        assertThat(item(catalog, "u10").subtype()).contains("postgres");
        assertThat(catalog.readers(VIEW)).containsExactly(new ItemId("u6"));
    }

    private static Item item(CatalogSnapshot catalog, String id) {
        return catalog.item(new ItemId(id)).orElseThrow();
    }

    @Test
    void ordersWhatTheServerGivesInNoOrder() {
        CatalogSnapshot catalog = SnapshotRows.snapshot(staged(WholeCatalog.SCOPE, PLAIN)
                .row(CatalogQuery.COLUMNS, "u5", "b", "2", "text", "-1", "t")
                .row(CatalogQuery.COLUMNS, "u5", "a", "1", "text", "-1", "t")
                .row(CatalogQuery.AUDIT_EVENTS, "9", "drop", "view", "{}", "me", "10")
                .row(CatalogQuery.AUDIT_EVENTS, "10", "create", "view", "{}", null, "20")
                .rows());
        assertThat(catalog.columns(VIEW)).extracting(Column::position).containsExactly(1, 2);
        assertThat(catalog.auditEvents()).extracting(AuditEvent::id).containsExactly(10L, 9L);
    }

    @Test
    void asManyReplicasAsTheFactorSaysAreNeitherInternalNorPending() {
        Cluster cluster = cluster(staged(CatalogScope.BASE, PLAIN), "u2");
        assertThat(hasPending(cluster)).isFalse();
        assertThat(cluster.replicas()).extracting(Replica::internal).containsExactly(false);
    }

    @Test
    void oneReplicaMoreMayBePendingAndIsAskedAbout() {
        Cluster unknown = cluster(staged(CatalogScope.BASE, PLAIN).replica("u3", "u2"), "u2");
        asksFor(CatalogPart.REPLICA_KINDS, () -> hasPending(unknown));
        AnswerBuilder known = staged(CatalogScope.BASE.with(CatalogPart.REPLICA_KINDS), PLAIN)
                .replica("u3", "u2")
                .row(CatalogQuery.PENDING_REPLICAS, "u3");
        assertThat(hasPending(cluster(known, "u2"))).isTrue();
        assertThat(hasPending(cluster(known, "u1"))).isFalse();
    }

    private static boolean hasPending(Cluster cluster) {
        return cluster.replicas().stream().anyMatch(Replica::pending);
    }

    @Test
    void theLastResizeOfAClusterHasAStatus() {
        CatalogSnapshot catalog = SnapshotRows.snapshot(new AnswerBuilder(CatalogScope.PROMOTE, "v26.35.0 (x)")
                .cluster("u1", "c", 1)
                .row(CatalogQuery.RECONFIGURATIONS, "u1", "in-progress")
                .rows());
        assertThat(catalog.reconfiguration(new ClusterId("u1"))).contains("in-progress");
        assertThat(catalog.reconfiguration(new ClusterId("u2"))).isEmpty();
        assertThat(CatalogQuery.RECONFIGURATIONS.isKnownTo("v26.34.0 (x)")).isFalse();
        assertThat(CatalogQuery.RECONFIGURATIONS.isKnownTo("v26.35.0 (x)")).isTrue();
    }

    @Test
    void theReplicasOfAnUnmanagedClusterMayAllBeInternal() {
        Cluster unmanaged = cluster(
                new AnswerBuilder(CatalogScope.BASE)
                        .row(CatalogQuery.CLUSTERS, "u4", "u", "u1", "{}", "f", null, null, null, null, null)
                        .replica("u4", "u4"),
                "u4");
        asksFor(CatalogPart.REPLICA_KINDS, () -> unmanaged.replicas().get(0).internal());
        asksFor(CatalogPart.WORKLOAD_CLASSES, unmanaged.config()::workloadClass);
    }

    @Test
    void aClusterThatRunsAndHasNothingToRefreshIsOnNoSchedule() {
        assertThat(schedule(staged(CatalogScope.BASE, PLAIN))).isEqualTo(new ClusterConfig.Schedule.Manual());
        AnswerBuilder refreshing = staged(CatalogScope.BASE, REFRESHING);
        asksFor(CatalogPart.CLUSTER_SCHEDULES, () -> schedule(refreshing));
        AnswerBuilder off = new AnswerBuilder(CatalogScope.BASE).cluster("u2", "c_g", 0);
        asksFor(CatalogPart.CLUSTER_SCHEDULES, () -> schedule(off));
        AnswerBuilder read = new AnswerBuilder(CatalogScope.BASE.with(CatalogPart.CLUSTER_SCHEDULES))
                .cluster("u2", "c_g", 0)
                .row(CatalogQuery.CLUSTER_SCHEDULES, "u2", "on-refresh", "60");
        assertThat(schedule(read)).isEqualTo(new ClusterConfig.Schedule.OnRefresh(Duration.ofMinutes(1)));
    }

    @Test
    void anAutoScalingStrategyIsReadOrCountsAsUnknown() {
        AnswerBuilder answer = new AnswerBuilder(CatalogScope.INIT)
                .cluster("u1", "plain", 1)
                .cluster("u2", "both", 1)
                .cluster("u3", "size", 1)
                .cluster("u4", "removed", 1)
                .cluster("u5", "other", 1)
                .row(CatalogQuery.AUTO_SCALING_STRATEGIES, "u2", "{…}", "t", "4'00cc", "600", "500000000")
                .row(CatalogQuery.AUTO_SCALING_STRATEGIES, "u3", "{…}", "t", "400cc", null, null)
                .row(CatalogQuery.AUTO_SCALING_STRATEGIES, "u4", "null", null, null, null, null)
                .row(CatalogQuery.AUTO_SCALING_STRATEGIES, "u5", "{\"on_load\":1}", "f", null, null, null);
        assertThat(autoScaling(answer, "u1")).isEmpty();
        assertThat(autoScaling(answer, "u2"))
                .contains(new ClusterConfig.AutoScaling.OnHydration("4'00cc", Optional.of(Duration.ofMillis(600_500))));
        assertThat(autoScaling(answer, "u3"))
                .contains(new ClusterConfig.AutoScaling.OnHydration("400cc", Optional.empty()));
        assertThat(autoScaling(answer, "u4")).isEmpty();
        assertThat(autoScaling(answer, "u5")).contains(new ClusterConfig.AutoScaling.Unknown("{\"on_load\":1}"));
        asksFor(
                CatalogPart.AUTO_SCALING,
                () -> autoScaling(new AnswerBuilder(CatalogScope.BASE).cluster("u1", "plain", 1), "u1"));
    }

    @Test
    void onlyServersThatHaveTheRelationAreAskedForAutoScaling() {
        assertThat(CatalogQuery.AUTO_SCALING_STRATEGIES.isKnownTo("v26.33.9 (x)"))
                .isFalse();
        assertThat(CatalogQuery.AUTO_SCALING_STRATEGIES.isKnownTo("v26.34.0 (x)"))
                .isTrue();
        assertThat(CatalogQuery.AUTO_SCALING_STRATEGIES.isKnownTo("v27.0.0 (x)"))
                .isTrue();
        assertThat(CatalogQuery.CLUSTERS.isKnownTo("v0.154.0 (x)")).isTrue();
    }

    private static Optional<ClusterConfig.AutoScaling> autoScaling(AnswerBuilder answer, String cluster) {
        return ((ClusterConfig.Managed) cluster(answer, cluster).config()).autoScaling();
    }

    @Test
    void driftIsNotExplainedWithConcludedSchedules() {
        assertThat(CatalogScope.PROMOTE.with(CatalogPart.AUDIT_EVENTS).has(CatalogPart.CLUSTER_SCHEDULES))
                .isTrue();
    }

    @Test
    void aDefinitionTellsWhetherReplacementsMustBeRead() {
        String replacement = "CREATE REPLACEMENT MATERIALIZED VIEW \"db\".\"s_g\".\"v\" FOR [u4 AS \"v\"] AS SELECT 1";
        assertThat(SnapshotRows.snapshot(staged(CatalogScope.BASE, PLAIN).rows())
                        .replacements())
                .isEmpty();
        AnswerBuilder unread = staged(CatalogScope.BASE, replacement);
        asksFor(CatalogPart.REPLACEMENTS, () -> SnapshotRows.snapshot(unread.rows()));
        AnswerBuilder read = staged(CatalogScope.BASE.with(CatalogPart.REPLACEMENTS), replacement)
                .row(CatalogQuery.REPLACEMENTS, "u5", "u4");
        assertThat(SnapshotRows.snapshot(read.rows()).replacements())
                .containsExactly(new Replacement(VIEW, new ItemId("u4")));
    }

    @Test
    void subscriptionsReadObjectsAndBelongToSessions() {
        CatalogScope scope = CatalogScope.DROP.with(CatalogPart.GLOBAL_IDS);
        CatalogSnapshot catalog = SnapshotRows.snapshot(
                subscribed(scope).row(CatalogQuery.GLOBAL_IDS, "u5", "u77").rows());
        assertThat(catalog.subscriptions())
                .extracting(Subscription::id, Subscription::connectionId, Subscription::reads)
                .containsExactly(tuple("t1", 7L, List.of(VIEW)));
    }

    @Test
    void aCollectionThatIsNoObjectsIsAskedAbout() {
        AnswerBuilder subscribed = subscribed(CatalogScope.DROP);
        asksFor(CatalogPart.GLOBAL_IDS, () -> SnapshotRows.snapshot(subscribed.rows()));
    }

    /** One subscription on another collection of the view, and one whose session has just ended. */
    private static AnswerBuilder subscribed(CatalogScope scope) {
        return staged(scope, PLAIN)
                .row(CatalogQuery.SESSIONS, "one", "7", "u1", "1")
                .row(CatalogQuery.SUBSCRIPTIONS, "t1", "one", "u2", "{u77,s1}", "3")
                .row(CatalogQuery.SUBSCRIPTIONS, "t2", "gone", "u2", "{u77}", "3");
    }

    /** B29. */
    @Test
    void aClusterWithoutIntrospectionIsKnownToReportNothing() {
        Observation observation = observe(staged(CatalogScope.AWAIT, PLAIN)
                .row(CatalogQuery.CLUSTERS, "u9", "silent_g", "u1", "{}", "t", "25cc", "1", null, "f", null)
                .replica("u9", "u9")
                .object("u19", "u2", "index", "u9")
                .row(CatalogQuery.INDEXES, "u19", "u5", "CREATE INDEX"));
        assertThat(observation.clusters())
                .filteredOn(cluster -> !cluster.introspection())
                .extracting(Observation.ClusterReplicas::id)
                .containsExactly(new ClusterId("u9"));
    }

    @Test
    void readinessIsObservedByObjectAndByTheServersClock() {
        Observation observation = observe(staged(CatalogScope.AWAIT, PLAIN)
                .row(CatalogQuery.HYDRATION, "u5", "u2", "t")
                .row(CatalogQuery.FRONTIERS, "u5", "999000")
                .row(CatalogQuery.HYDRATION_TIMES, "u5", "u2", "1500000000")
                .row(CatalogQuery.PROCESSES, "u2", "0", "t")
                .row(CatalogQuery.CRASHES, "u2", "0", "890", "f", "f")
                .row(CatalogQuery.CRASHES, "u2", "0", "895", "t", "f")
                .row(CatalogQuery.CRASHES, "u2", "0", "900", "f", "f")
                .row(CatalogQuery.CRASHES, "u2", "0", "901", "f", "t")
                .row(CatalogQuery.SOURCE_STATUSES, "u10", "running", null)
                .row(CatalogQuery.SINK_STATUSES, "u7", "stalled", "no broker"));

        assertThat(observation.at()).isEqualTo(Instant.ofEpochSecond(1000));
        assertThat(observation.frontiers())
                .containsExactly(new Observation.Frontier(VIEW, Optional.of(Instant.ofEpochSecond(999))));
        assertThat(observation.hydrationTimes())
                .containsExactly(new Observation.HydrationTime(VIEW, new ReplicaId("u2"), Duration.ofMillis(1500)));
        assertThat(observation.crashes())
                .containsExactly(new Observation.Crash(new ReplicaId("u2"), 0, Instant.ofEpochSecond(900), true));
        assertThat(observation.statuses())
                .extracting(RunStatus::state)
                .containsExactly(RunStatus.State.RUNNING, RunStatus.State.STALLED);
        assertThat(observation.clusters())
                .contains(new Observation.ClusterReplicas(
                        new ClusterId("u2"),
                        Identifier.of("c_g"),
                        Optional.of("25cc"),
                        false,
                        true,
                        List.of(new Observation.Member(new ReplicaId("u2"), Identifier.of("ru2"))),
                        0));
        assertThat(observation.refreshes()).isEmpty();
    }

    @Test
    void theUseOfAProcessHasTheLimitsOfTheSizeOfItsReplica() {
        Observation observation = observe(staged(CatalogScope.AWAIT, PLAIN)
                .row(CatalogQuery.REPLICA_SIZES, "25cc", "0.25", "1000", "2000")
                .row(CatalogQuery.REPLICA_USAGE, "u2", "0", "700", "800", "900", "1500")
                .row(CatalogQuery.REPLICA_USAGE, "u2", "1", null, null, null, null)
                .row(CatalogQuery.REPLICA_USAGE, "gone", "0", "1", null, null, "1"));
        assertThat(observation.usages())
                .containsExactly(
                        new Observation.Usage(
                                new ReplicaId("u2"), 0, share(700L, 1000L), share(800L, 900L), share(1500L, 2000L)),
                        new Observation.Usage(
                                new ReplicaId("u2"), 1, share(null, 1000L), share(null, null), share(null, 2000L)),
                        new Observation.Usage(
                                new ReplicaId("gone"), 0, share(1L, null), share(null, null), share(1L, null)));
    }

    private static Share share(@Nullable Long used, @Nullable Long limit) {
        return new Share(Optional.ofNullable(used), Optional.ofNullable(limit));
    }

    @Test
    void pendingReplicasAreCountedAndNotWaitedFor() {
        CatalogScope scope = CatalogScope.AWAIT.with(CatalogPart.REPLICA_KINDS);
        Observation observation =
                observe(staged(scope, PLAIN).replica("u3", "u2").row(CatalogQuery.PENDING_REPLICAS, "u3"));
        assertThat(observation.clusters())
                .filteredOn(cluster -> cluster.id().equals(new ClusterId("u2")))
                .singleElement()
                .satisfies(cluster -> {
                    assertThat(cluster.replicas()).containsExactly(new ReplicaId("u2"));
                    assertThat(cluster.pending()).isOne();
                });
    }

    @Test
    void ofManyCollectionsTheNewestTellsHowFarAnObjectIs() {
        AnswerBuilder unread = staged(CatalogScope.AWAIT, PLAIN).row(CatalogQuery.FRONTIERS, "u77", "2000");
        asksFor(CatalogPart.GLOBAL_IDS, () -> observe(unread));
        Observation observation = observe(staged(CatalogScope.AWAIT.with(CatalogPart.GLOBAL_IDS), PLAIN)
                .row(CatalogQuery.GLOBAL_IDS, "u5", "u5")
                .row(CatalogQuery.GLOBAL_IDS, "u5", "u77")
                .row(CatalogQuery.FRONTIERS, "u77", "2000")
                .row(CatalogQuery.FRONTIERS, "u5", null)
                .row(CatalogQuery.FRONTIERS, "u78", "3000"));
        assertThat(observation.frontiers())
                .containsExactly(new Observation.Frontier(VIEW, Optional.of(Instant.ofEpochSecond(2))));
    }

    @Test
    void refreshesAreReadWhereAStagedViewRefreshes() {
        CatalogScope scope = CatalogScope.AWAIT.with(CatalogPart.CLUSTER_SCHEDULES);
        AnswerBuilder unread = staged(scope, REFRESHING);
        asksFor(CatalogPart.REFRESHES, () -> observe(unread));
        Observation observation = observe(staged(scope.with(CatalogPart.REFRESHES), REFRESHING)
                .row(CatalogQuery.REFRESH_STRATEGIES, "u5")
                .row(CatalogQuery.REFRESH_STRATEGIES, "u5")
                .row(CatalogQuery.REFRESH_STRATEGIES, "u6")
                .row(CatalogQuery.REFRESHES, "u5", "1000", null));
        assertThat(observation.refreshes())
                .containsExactly(
                        new Observation.Refresh(VIEW, Optional.of(Instant.ofEpochSecond(1)), Optional.empty()),
                        new Observation.Refresh(new ItemId("u6"), Optional.empty(), Optional.empty()));
    }
}
