package dev.verdigris.core.overview;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Consenting;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.plan.DropPlanner;
import dev.verdigris.core.plan.InitPlanner;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanInput;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.core.plan.RollbackPlanner;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.ProblemCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a status shows in one line each. */
class OverviewTest {

    private static final String CLUSTER = "c.1 \"🦋\"";
    private static final Environment PROD = new Environment(
            Identifier.of("prod"),
            Identifier.of("materialize"),
            List.of(SchemaName.of("materialize", "core")),
            List.of(Identifier.of(CLUSTER)),
            "_g");
    private static final Instant BEGUN = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant NOW = BEGUN.plus(Duration.ofMinutes(125));
    private static final Map<String, BigDecimal> CREDITS = Map.of("25cc", new BigDecimal("0.25"));

    private static World world() {
        return new World("me")
                .schema("core")
                .cluster(CLUSTER, "me", Map.of(), ClusterConfig.Managed.of("25cc", 3), List.of())
                .view("core.mv", CLUSTER);
    }

    private static DeploymentView view(CatalogSnapshot catalog) {
        return DeploymentView.of(catalog.toBuilder().credits(CREDITS).build(), PROD);
    }

    private static Overview overview(DeploymentView view) {
        return StatusSummary.of(view, RequiredChecks.NONE, Optional.empty(), NOW)
                .overview();
    }

    private static Overview overview(CatalogSnapshot catalog) {
        return overview(view(catalog));
    }

    private static CatalogSnapshot staged(World world) {
        CatalogSnapshot start = world.snapshot();
        return Flow.build(Flow.play(start, Flow.planned(InitPlanner.plan(view(start), Flow.init()))), PROD);
    }

    private static CatalogSnapshot promoted() {
        CatalogSnapshot staged = staged(world());
        return Flow.play(staged, Flow.planned(PromotePlanner.plan(view(staged), Flow.promote())));
    }

    @Test
    void aStagedSideTellsItsAgeAndItsCost() {
        SuffixedSide side = overview(staged(world())).suffixed().orElseThrow();
        assertThat(side.what()).isEqualTo(SuffixedSide.What.STAGED);
        assertThat(side.since()).contains(new Since(BEGUN, true, Duration.ofMinutes(125)));
        assertThat(side.cost()).contains(new Cost(3, 0, Optional.of(new BigDecimal("0.75"))));
        assertThat(side.text())
                .isEqualTo("since 2026-02-01T00:00:00Z, for 2 h 5 min; 3 replicas, 0.75 credits per hour");
    }

    @Test
    void creditsThatTheServerDoesNotTellAreNotZero() {
        DeploymentView view = DeploymentView.of(staged(world()), PROD);
        Cost cost = overview(view).suffixed().flatMap(SuffixedSide::cost).orElseThrow();
        assertThat(cost).isEqualTo(new Cost(3, 3, Optional.empty()));
        assertThat(cost.text()).isEqualTo("3 replicas; the server does not show the credits of any");
        assertThat(new Cost(3, 1, Optional.empty()).text()).endsWith("the credits of 1 of them");
    }

    @Test
    void whatWasLiveBeforeAllDeploymentsIsNotKnown() {
        Overview overview = overview(staged(world()));
        assertThat(overview.live()).isEmpty();
        assertThat(overview.drift()).contains(0);
    }

    @Test
    void aPromotedVersionTellsSinceWhenItIsLiveAndWhoPromotedIt() {
        Overview overview = overview(promoted());
        LiveVersion live = overview.live().orElseThrow();
        assertThat(live.source()).isEqualTo(LiveVersion.Source.RECORD);
        assertThat(live.text())
                .isEqualTo("deployment d-1 of role me, since 2026-02-01T01:00:00Z, for 1 h 5 min, promoted by me");
        assertThat(overview.suffixed().flatMap(SuffixedSide::since))
                .contains(new Since(Flow.SWAPPED, true, Duration.ofMinutes(65)));
        assertThat(overview.drift()).isEmpty();
    }

    @Test
    void afterAKillBetweenSwapAndEntryNoTimeIsMadeUp() {
        CatalogSnapshot staged = staged(world());
        Plan plan = Flow.planned(PromotePlanner.plan(view(staged), Flow.promote()));
        int swap = plan.steps().stream()
                .map(PlannedStep::step)
                .toList()
                .indexOf(plan.swap().orElseThrow());
        CatalogSnapshot killed = Flow.play(staged, plan, swap + 1);
        Plan next = Flow.planned(PromotePlanner.plan(view(killed), Flow.promoteAgain()));
        assertThat(next.steps()).isEmpty();
        Overview overview = overview(killed);
        assertThat(overview.live().map(LiveVersion::text))
                .contains("deployment d-1 of role me, since some time after 2026-02-01T00:00:00Z,"
                        + " for at most 2 h 5 min");
        assertThat(overview.suffixed()).hasValueSatisfying(previous -> {
            assertThat(previous.what()).isEqualTo(SuffixedSide.What.PREVIOUS);
            assertThat(previous.since()).contains(new Since(BEGUN, false, Duration.ofMinutes(125)));
        });
        assertThat(overview.drift()).isEmpty();
    }

    /** The answer of the swap was lost, and the run that swapped goes on. It knows the role and not the time. */
    @Test
    void afterALostAnswerTheRoleIsToldAndNoTime() {
        CatalogSnapshot staged = staged(world());
        Plan plan = Flow.planned(PromotePlanner.plan(view(staged), Flow.promote()));
        CatalogSnapshot swapped = Flow.play(staged, plan, plan.steps().size() - 1);
        CatalogSnapshot live = Flow.play(swapped, Flow.planned(PromotePlanner.plan(view(swapped), Flow.promote())));
        assertThat(overview(live).live().map(LiveVersion::text))
                .contains("deployment d-1 of role me, since some time after 2026-02-01T00:00:00Z,"
                        + " for at most 2 h 5 min, promoted by me");
    }

    @Test
    void theEntryOfAnEarlierPromotionTellsNothing() {
        CatalogSnapshot live = promoted();
        Plan back = Flow.planned(RollbackPlanner.plan(view(live), Flow.rollback()));
        CatalogSnapshot killed = Flow.play(live, back, 1);
        Plan again = Flow.planned(
                PromotePlanner.plan(view(killed), Flow.promoteAgain(Consenting.to(ProblemCode.ROLLED_BACK_FILES))));
        int swap = again.steps().stream()
                .map(PlannedStep::step)
                .toList()
                .indexOf(again.swap().orElseThrow());
        assertThat(overview(Flow.play(killed, again, swap + 1)).live().flatMap(LiveVersion::since))
                .contains(new Since(BEGUN, false, Duration.ofMinutes(125)));
        assertThat(overview(Flow.play(killed, again)).live().flatMap(LiveVersion::since))
                .contains(new Since(Flow.SWAPPED, true, Duration.ofMinutes(65)));
    }

    @Test
    void afterARollbackItsTimeAndRoleAreTold() {
        CatalogSnapshot live = promoted();
        CatalogSnapshot back = Flow.play(live, Flow.planned(RollbackPlanner.plan(view(live), Flow.rollback())));
        Overview overview = overview(back);
        assertThat(overview.live().map(LiveVersion::text))
                .contains("the version before the deployment, live again by a rollback of role me,"
                        + " since 2026-02-01T01:00:00Z, for 1 h 5 min");
        assertThat(overview.suffixed().map(SuffixedSide::what)).contains(SuffixedSide.What.ROLLED_BACK);
    }

    @Test
    void afterACleanupTheHistoryTellsWhatIsLive() {
        CatalogSnapshot live = promoted();
        CatalogSnapshot ended = Flow.play(live, Flow.planned(DropPlanner.cleanup(view(live), Flow.drop())));
        Overview overview = overview(ended);
        assertThat(overview.suffixed()).isEmpty();
        assertThat(overview.live()).hasValueSatisfying(version -> {
            assertThat(version.source()).isEqualTo(LiveVersion.Source.HISTORY);
            assertThat(version.text())
                    .isEqualTo("deployment d-1 of role me, as the history shows, since 2026-02-01T01:00:00Z,"
                            + " for 1 h 5 min, promoted by me");
        });
    }

    @Test
    void afterARollbackAndAnAbortTheRollbackIsStillTold() {
        CatalogSnapshot live = promoted();
        CatalogSnapshot back = Flow.play(live, Flow.planned(RollbackPlanner.plan(view(live), Flow.rollback())));
        CatalogSnapshot ended = Flow.play(back, Flow.planned(DropPlanner.abort(view(back), Flow.drop())));
        assertThat(overview(ended).live().map(LiveVersion::text))
                .contains("the version before the deployment, live again by a rollback of role me,"
                        + " since 2026-02-01T01:00:00Z, for 1 h 5 min");
    }

    @Test
    void anAdoptionAfterTheSwapDoesNotKnowSinceWhenTheVersionIsLive() {
        CatalogSnapshot live = promoted();
        SchemaId lock = live.schema(SchemaName.of("materialize", "verdigris_prod"))
                .orElseThrow()
                .id();
        CatalogSnapshot lost = live.toBuilder()
                .items(live.items().stream()
                        .filter(item -> !item.schema().equals(lock))
                        .toList())
                .schemas(live.schemas().stream()
                        .filter(schema -> !schema.id().equals(lock))
                        .toList())
                .build();
        PlanInput.Drop adopt = new PlanInput.Drop(true, 20, Flow.drop().run(), Consents.NONE);
        Plan adopting = Flow.planned(DropPlanner.cleanup(view(lost), adopt));
        assertThat(overview(Flow.play(lost, adopting)).live().map(LiveVersion::text))
                .contains("deployment d-1 of role me, as the history shows, live since an unknown time");
    }

    @Test
    void aStagedSideThatIsDroppedWasNeverLive() {
        CatalogSnapshot staged = staged(world());
        CatalogSnapshot ended = Flow.play(staged, Flow.planned(DropPlanner.abort(view(staged), Flow.drop())));
        assertThat(overview(ended)).isEqualTo(Overview.NONE);
    }

    /** C41. */
    @Test
    void theCommentOfDbtTellsWhatIsLive() {
        CatalogSnapshot staged = staged(world().comment(
                        SchemaName.of("materialize", "core"),
                        "Deployment by ci on 2026-01-01 10:00 | Commit SHA: abc"));
        LiveVersion live = overview(staged).live().orElseThrow();
        assertThat(live.source()).isEqualTo(LiveVersion.Source.DBT);
        assertThat(live.commit()).contains("abc");
        assertThat(live.text()).isEqualTo("promoted with dbt by ci on 2026-01-01 10:00, commit abc");
    }

    @Test
    void aSideWithoutALockSchemaHasACostAndNoAge() {
        CatalogSnapshot others = world().schema("core_g")
                .cluster(CLUSTER + "_g", "me", Map.of(), ClusterConfig.Managed.of("25cc", 1), List.of())
                .snapshot();
        assertThat(overview(others).suffixed())
                .contains(new SuffixedSide(
                        SuffixedSide.What.UNKNOWN,
                        Optional.empty(),
                        Optional.of(new Cost(1, 0, Optional.of(new BigDecimal("0.25"))))));
    }

    @Test
    void changesOfTheLiveSideAreCounted() {
        CatalogSnapshot staged = staged(world());
        CatalogSnapshot changed = staged.toBuilder()
                .clusters(staged.clusters().stream()
                        .map(cluster -> cluster.name().equals(Identifier.of(CLUSTER))
                                ? new Cluster(
                                        cluster.id(),
                                        cluster.name(),
                                        cluster.owner(),
                                        cluster.acl(),
                                        ClusterConfig.Managed.of("50cc", 3),
                                        cluster.replicas())
                                : cluster)
                        .toList())
                .build();
        assertThat(overview(changed).drift()).contains(1);
    }
}
