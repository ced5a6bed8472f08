package dev.verdigris.core.guard.rights;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.Manifest;
import dev.verdigris.core.deployment.StagedSizes;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.Owner;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.deployment.record.RecordEntry;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.fixture.ItemSpec;
import dev.verdigris.core.fixture.StepKinds;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.history.Fate;
import dev.verdigris.core.history.HistoryEntry;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.BuildStatement.Effect;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.sink.KafkaSink;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sink.Topic;
import dev.verdigris.core.step.ClusterSpec;
import dev.verdigris.core.step.DefaultStep;
import dev.verdigris.core.step.Grantee;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Renaming;
import dev.verdigris.core.step.RightSize;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A role that owns nothing and has no privilege. Each step must report exactly its missing rights. */
public class StepRightsTest {

    private static final SchemaName A = SchemaName.of("db", "a");
    private static final SchemaName AX = SchemaName.of("db", "a_x");
    private static final Target C = new Target.OfCluster(Identifier.of("c"));
    private static final Target CX = new Target.OfCluster(Identifier.of("c_x"));
    private static final SchemaName EMPTY = SchemaName.of("db", "e");
    private static final SchemaName LOCK_SCHEMA = SchemaName.of("db", "m");
    private static final ObjectName STATE_VIEW = LOCK_SCHEMA.object("stateView");
    private static final Target SCHEMA = new Target.OfSchema(A);
    private static final Target CLUSTER = new Target.OfCluster(Identifier.of("c"));
    private static final DeploymentRecord RECORD = DeploymentRecord.begun(
            new Owner(new DeploymentId("d-1"), true, Optional.empty(), Provenance.NONE),
            Instant.parse("2026-02-01T00:00:00Z"),
            new Digest("0".repeat(64)));
    private static final HistoryEntry ENTRY = new HistoryEntry(
            new StoredRecord.Known(RECORD),
            Optional.of(new HeldPairs(List.of())),
            List.of(),
            Fate.ABORTED,
            RECORD.createdAt(),
            "me");
    private static final Grantee OWNER = new Grantee.ToRole(Identifier.of("owner"));

    private static final Target.OfItem MODEL = new Target.OfItem(ItemKind.MATERIALIZED_VIEW, AX.object("mv"));
    private static final Optional<Identifier> C_X = Optional.of(Identifier.of("c_x"));

    private static Step.RunStatement run(Effect effect, String name, Optional<Identifier> cluster) {
        return new Step.RunStatement(new BuildStatement(
                effect,
                A.object(name),
                AX.object(name),
                cluster,
                "a statement",
                new TreeSet<>(),
                new TreeSet<>(),
                "models/a/" + name + ".sql",
                1));
    }

    /** A world with one owner, and a role that owns nothing. */
    public static World world(String me) {
        return new World(me)
                .withoutSystemGrants()
                .role("owner")
                .database("db", "owner", Map.of())
                .schema(A, "owner", Map.of())
                .schema(AX, "owner", Map.of())
                .schema(EMPTY, "owner", Map.of())
                .schema(LOCK_SCHEMA, "owner", Map.of())
                .cluster("e", "owner", Map.of(), ClusterConfig.Managed.of("1", 1), List.of())
                .cluster("c", "owner", Map.of(), ClusterConfig.Managed.of("1", 1), List.of())
                .cluster("c_x", "owner", Map.of(), ClusterConfig.Managed.of("1", 1), List.of())
                .item(new ItemSpec(ItemKind.VIEW, STATE_VIEW, "owner"))
                .item(new ItemSpec(ItemKind.CONNECTION, A.object("kafka"), "owner"))
                .item(new ItemSpec(ItemKind.CONNECTION, A.object("registry"), "owner"))
                .item(new ItemSpec(ItemKind.MATERIALIZED_VIEW, AX.object("mv"), "owner").cluster("c_x"))
                .item(new ItemSpec(ItemKind.SINK, A.object("sink"), "owner")
                        .cluster("c")
                        .connection(A.object("kafka"))
                        .reads(List.of(A.object("kafka"), A.object("registry"))));
    }

    /** At least one step of every kind, with the rights that a role without rights lacks for it. */
    public static Stream<Arguments> steps() {
        World world = world("me");
        return Stream.of(
                row(new Step.CreateLockSchema(SchemaName.of("db", "n")), "NO-PRIVILEGE database db"),
                row(new HistoryStep.CreateHistorySchema(SchemaName.of("db", "h")), "NO-PRIVILEGE database db"),
                row(
                        new HistoryStep.RecordConsents(EMPTY.object("consents_0123456789ab"), List.of()),
                        "NO-PRIVILEGE schema db.e"),
                row(
                        new HistoryStep.RecordSinkWays(EMPTY.object("sinks_0123456789ab"), SinkWays.NONE),
                        "NO-PRIVILEGE schema db.e"),
                row(
                        new HistoryStep.RecordStagedSizes(EMPTY.object("sizes_0123456789ab"), StagedSizes.NONE),
                        "NO-PRIVILEGE schema db.e"),
                row(new RightSize(Identifier.of("c_x"), "2"), "NOT-OWNER cluster c_x"),
                row(new HistoryStep.WriteHistory(EMPTY.object("0123456789ab"), ENTRY), "NO-PRIVILEGE schema db.e"),
                row(
                        new Step.CreateStateView(
                                LOCK_SCHEMA.object("n"), new HeldPairs(List.of()), new Inventory(List.of())),
                        "NOT-OWNER schema db.m"),
                row(new Step.TakeOverStateView(STATE_VIEW, LOCK_SCHEMA.object("n")), "NOT-OWNER view db.m.stateView"),
                row(new Step.RecordDeployment(STATE_VIEW, RECORD), "NOT-OWNER view db.m.stateView"),
                row(
                        new Step.GiveStateView(STATE_VIEW, Identifier.of("owner")),
                        "NOT-OWNER view db.m.stateView",
                        "NOT-MEMBER role owner"),
                row(new Step.CreateSchema(SchemaName.of("db", "n")), "NO-PRIVILEGE database db"),
                row(
                        new Step.CreateCluster(
                                Identifier.of("n"), new ClusterSpec.Managed(ClusterConfig.Managed.of("1", 1))),
                        "NO-PRIVILEGE system"),
                row(
                        new Step.ChangeOwner(SCHEMA, Identifier.of("owner")),
                        "NOT-OWNER schema db.a",
                        "NOT-MEMBER role owner",
                        "NO-PRIVILEGE database db"),
                row(
                        new Step.ChangeOwner(CLUSTER, Identifier.of("owner")),
                        "NOT-OWNER cluster c",
                        "NOT-MEMBER role owner"),
                row(
                        new Step.Grant(SCHEMA, Set.of(Privilege.USAGE), OWNER),
                        "NOT-OWNER schema db.a",
                        "NO-PRIVILEGE database db"),
                row(new Step.Revoke(CLUSTER, Set.of(Privilege.USAGE), OWNER), "NOT-OWNER cluster c"),
                row(new Step.WriteComment(SCHEMA, "x"), "NOT-OWNER schema db.a"),
                row(
                        new Step.WriteColumnComment(MODEL, Identifier.of("id"), "x"),
                        "NOT-OWNER materialized view db.a_x.mv"),
                row(
                        new Step.ChangeOwner(MODEL, Identifier.of("owner")),
                        "NOT-OWNER materialized view db.a_x.mv",
                        "NOT-MEMBER role owner",
                        "NO-PRIVILEGE schema db.a_x"),
                row(
                        new Step.Grant(MODEL, Set.of(Privilege.SELECT), OWNER),
                        "NOT-OWNER materialized view db.a_x.mv",
                        "NO-PRIVILEGE schema db.a_x"),
                row(
                        new Step.AdvanceToken(STATE_VIEW, LOCK_SCHEMA.object("n"), List.of()),
                        "NOT-OWNER view db.m.stateView"),
                row(new Step.UpdateRecord(STATE_VIEW, RecordEntry.BUILD, RECORD), "NOT-OWNER view db.m.stateView"),
                row(run(new Effect.View(Optional.empty()), "v", Optional.empty()), "NO-PRIVILEGE schema db.a_x"),
                row(
                        run(new Effect.MaterializedView(Optional.empty()), "m", C_X),
                        "NO-PRIVILEGE schema db.a_x",
                        "NO-PRIVILEGE cluster c_x"),
                row(
                        run(
                                new Effect.Comment(Optional.empty(), Optional.empty(), Optional.of("x")),
                                "mv",
                                Optional.empty()),
                        "NOT-OWNER materialized view db.a_x.mv"),
                row(
                        run(new Effect.Grant(true, List.of(Identifier.of("owner")), true), "mv", Optional.empty()),
                        "NOT-OWNER materialized view db.a_x.mv",
                        "NO-PRIVILEGE schema db.a_x"),
                row(
                        new DefaultStep.GrantByDefault(
                                AX, OWNER, DefaultPrivilege.ObjectKind.TABLE, OWNER, Set.of(Privilege.SELECT)),
                        "NOT-MEMBER role owner",
                        "NO-PRIVILEGE database db"),
                row(
                        new DefaultStep.RevokeByDefault(
                                AX, OWNER, DefaultPrivilege.ObjectKind.TABLE, OWNER, Set.of(Privilege.SELECT)),
                        "NOT-MEMBER role owner",
                        "NO-PRIVILEGE database db"),
                row(
                        new DefaultStep.GrantByDefault(
                                AX,
                                new Grantee.Everybody(),
                                DefaultPrivilege.ObjectKind.TABLE,
                                OWNER,
                                Set.of(Privilege.SELECT)),
                        "NOT-SUPERUSER schema db.a_x",
                        "NO-PRIVILEGE database db"),
                row(
                        new Step.Swap(
                                STATE_VIEW,
                                LOCK_SCHEMA.object("n"),
                                List.of(new Pair(new Target.OfSchema(A), new Target.OfSchema(AX)), new Pair(C, CX))),
                        "NOT-OWNER view db.m.stateView",
                        "NOT-OWNER schema db.a",
                        "NOT-OWNER schema db.a_x",
                        "NO-PRIVILEGE database db",
                        "NOT-OWNER cluster c",
                        "NOT-OWNER cluster c_x"),
                row(
                        new Step.RepointSink(
                                A.object("sink"),
                                world.itemId(A.object("sink")),
                                A.object("mv"),
                                AX.object("mv"),
                                world.itemId(AX.object("mv"))),
                        "NO-PRIVILEGE schema db.a_x",
                        "NO-PRIVILEGE materialized view db.a_x.mv",
                        "NOT-OWNER sink db.a.sink",
                        "NO-PRIVILEGE cluster c",
                        "NO-PRIVILEGE schema db.a",
                        "NO-PRIVILEGE connection db.a.kafka",
                        "NO-PRIVILEGE schema db.a",
                        "NO-PRIVILEGE connection db.a.registry"),
                row(
                        new Step.RepublishSink(
                                A.object("sink"),
                                world.itemId(A.object("sink")),
                                A.object("topic"),
                                Identifier.of("c"),
                                AX.object("mv"),
                                world.itemId(AX.object("mv")),
                                new KafkaSink("x", "t", List.of(), "", List.of()),
                                new Topic("topic")),
                        "NO-PRIVILEGE schema db.a",
                        "NO-PRIVILEGE cluster c",
                        "NO-PRIVILEGE schema db.a_x",
                        "NO-PRIVILEGE materialized view db.a_x.mv",
                        "NO-PRIVILEGE schema db.a",
                        "NO-PRIVILEGE connection db.a.kafka",
                        "NO-PRIVILEGE schema db.a",
                        "NO-PRIVILEGE connection db.a.registry"),
                row(
                        new Step.Quarantine(
                                STATE_VIEW,
                                LOCK_SCHEMA.object("n"),
                                List.of(
                                        new Renaming(
                                                new Target.OfSchema(AX),
                                                new Target.OfSchema(SchemaName.of("db", "gone"))),
                                        new Renaming(CX, new Target.OfCluster(Identifier.of("gone"))))),
                        "NOT-OWNER view db.m.stateView",
                        "NOT-OWNER schema db.a_x",
                        "NO-PRIVILEGE database db",
                        "NOT-OWNER cluster c_x"),
                row(new WaitStep.AwaitDrain(List.of(), List.of(), List.of())),
                row(new WaitStep.AwaitSinks(List.of(new WaitStep.AwaitSinks.Sink(
                        world.itemId(A.object("sink")), A.object("sink"), A.object("mv"))))),
                row(
                        new Step.DropItem(ItemKind.MATERIALIZED_VIEW, AX.object("mv"), world.itemId(AX.object("mv"))),
                        "NOT-OWNER materialized view db.a_x.mv",
                        "NO-PRIVILEGE schema db.a_x"),
                row(new Step.DropSchema(EMPTY), "NOT-OWNER schema db.e", "NO-PRIVILEGE database db"),
                row(new Step.DropCluster(Identifier.of("e")), "NOT-OWNER cluster e"),
                row(
                        new Step.DropStateView(STATE_VIEW, List.of()),
                        "NOT-OWNER view db.m.stateView",
                        "NO-PRIVILEGE schema db.m"),
                row(
                        new Step.CreateManifest(
                                EMPTY.object("build_aaaaaaaaaaaa"),
                                new Manifest(Collections.emptySortedSet()),
                                new Inventory(List.of()),
                                Optional.empty()),
                        "NO-PRIVILEGE schema db.e"),
                row(new Step.DropLockSchema(EMPTY), "NOT-OWNER schema db.e", "NO-PRIVILEGE database db"));
    }

    private static Arguments row(Step step, String... lacks) {
        return Arguments.of(step, List.of(lacks));
    }

    private static List<String> lacks(CatalogSnapshot catalog, Step step) {
        return StepRights.problems(catalog, step, Set.of()).stream()
                .map(problem -> problem.code().code().substring(3) + " " + problem.where())
                .toList();
    }

    @Test
    void everyKindOfStepHasATest() {
        assertThat(steps().<Class<?>>map(row -> row.get()[0].getClass())).containsAll(StepKinds.all());
    }

    @Test
    void anIndexNeedsTheOwnerOfItsRelationAndRoomForIt() {
        assertThat(lacks(world("me").snapshot(), run(new Effect.Index(Optional.empty()), "mv", C_X)))
                .containsExactly(
                        "NOT-OWNER materialized view db.a_x.mv",
                        "NO-PRIVILEGE schema db.a_x",
                        "NO-PRIVILEGE cluster c_x");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void aRoleWithoutRightsLacksThem(Step step, List<String> expected) {
        assertThat(lacks(world("me").snapshot(), step)).isEqualTo(expected);
    }

    @Test
    void theOwnerOfAViewNeedsRightsOnTheRelationsBelow() {
        World world = world("owner")
                .role("builder")
                .item(new ItemSpec(ItemKind.TABLE, A.object("raw"), "owner"))
                .item(new ItemSpec(ItemKind.MATERIALIZED_VIEW, AX.object("built"), "builder")
                        .cluster("c_x")
                        .grants(Map.of("owner", "r"))
                        .reads(List.of(A.object("raw"))));
        Step repoint = new Step.RepointSink(
                A.object("sink"),
                world.itemId(A.object("sink")),
                A.object("mv"),
                AX.object("built"),
                world.itemId(AX.object("built")));
        assertThat(StepRights.problems(world.snapshot(), repoint, Set.of()))
                .extracting(Problem::fix)
                .containsExactly(
                        alone("GRANT USAGE ON SCHEMA \"db\".\"a\" TO \"builder\""),
                        alone("GRANT SELECT ON TABLE \"db\".\"a\".\"raw\" TO \"builder\""));
    }

    private static Fix alone(String sql) {
        return new Fix.Sql(List.of(Fix.Statement.of(sql).alone()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void aSuperuserLacksNothing(Step step, List<String> expected) {
        assertThat(lacks(world("me").superuser().snapshot(), step)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void aMemberOfTheOwnerLacksOnlySystemPrivileges(Step step, List<String> expected) {
        assertThat(lacks(world("me").member("owner", "me").snapshot(), step))
                .isSubsetOf("NO-PRIVILEGE system", "NOT-SUPERUSER schema db.a_x");
    }

    @Test
    void theFixIsTheMissingGrant() {
        List<Problem> problems = StepRights.problems(
                world("it's \"me\"").snapshot(), new Step.CreateSchema(SchemaName.of("db", "n")), Set.of());
        assertThat(problems)
                .extracting(Problem::fix)
                .containsExactly(Fix.bySuperuser("GRANT CREATE ON DATABASE \"db\" TO \"it's \"\"me\"\"\""));
    }
}
