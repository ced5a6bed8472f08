package dev.verdigris.core.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ClusterTrouble;
import dev.verdigris.core.readiness.ExpectedObject;
import dev.verdigris.core.readiness.Figures;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.core.readiness.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** One problem for each cause, with the statement that helps. */
class ReadinessGuardTest {

    private static final Identifier PROD = Identifier.of("prod");

    private static Assessment.Judged judged(String name, ObjectState state) {
        return judged(name, ItemKind.MATERIALIZED_VIEW, state);
    }

    private static Assessment.Judged judged(String name, ItemKind kind, ObjectState state) {
        return new Assessment.Judged(
                new ExpectedObject(
                        new ItemId("u" + name.length()),
                        ObjectName.of("db", "s", name),
                        ObjectName.of("db", "s", name),
                        kind,
                        Optional.empty(),
                        Optional.of(new ExpectedObject.Placement(new ClusterId("u1"), PROD)),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of()),
                state,
                Figures.UNKNOWN);
    }

    private static ObjectState on(ClusterTrouble.Kind kind, Optional<String> size) {
        return new ObjectState.OnCluster(
                new ClusterTrouble(Identifier.of("it's"), size, kind, 3, ReadinessPolicy.Replicas.ANY));
    }

    private static Problem problem(ObjectState state) {
        List<Problem> problems = ReadinessGuard.staged(
                PROD,
                Optional.of(Assessment.of(
                        Instant.EPOCH,
                        List.of(judged("a", state), judged("bb", state)),
                        Optional.empty(),
                        new Verdict.Waiting("", Optional.empty()))));
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    @Test
    void aClusterWithoutReplicasGetsOne() {
        Problem problem = problem(on(ClusterTrouble.Kind.NO_REPLICA, Optional.of("25cc")));
        assertThat(problem.code()).isEqualTo(ProblemCode.NEVER_READY);
        assertThat(problem.what()).isEqualTo("cluster it's has no replicas; 2 objects wait for it");
        assertThat(problem.fix())
                .isEqualTo(Fix.sql("ALTER CLUSTER \"it's\" SET (REPLICATION FACTOR = 1)")
                        .then(Fix.command(Verb.AWAIT, PROD)));
    }

    @Test
    void aClusterWithoutMemoryGetsAnotherSize() {
        Problem problem = problem(on(ClusterTrouble.Kind.OUT_OF_MEMORY, Optional.of("25cc")));
        assertThat(problem.code()).isEqualTo(ProblemCode.NEVER_READY);
        assertThat(problem.what())
                .isEqualTo("every replica of cluster it's, of size 25cc, runs out of memory repeatedly (3 times);"
                        + " 2 objects wait for it");
        assertThat(problem.fix())
                .isEqualTo(new Fix.Sql(List.of(
                                new Fix.Statement(
                                        "SELECT size, memory_bytes FROM mz_catalog.mz_cluster_replica_sizes"
                                                + " ORDER BY memory_bytes DESC",
                                        Optional.of("this shows the sizes of the server, the largest first")),
                                new Fix.Statement(
                                        "ALTER CLUSTER \"it's\" SET (SIZE = '…')",
                                        Optional.of(
                                                "write a size with more memory than 25cc in place of …; the swap makes the"
                                                        + " cluster live with it"))))
                        .then(Fix.command(Verb.AWAIT, PROD)));
    }

    /** B29. */
    @Test
    void introspectionThatIsOffIsTurnedOn() {
        Problem problem = problem(on(ClusterTrouble.Kind.NO_INTROSPECTION, Optional.of("25cc")));
        assertThat(problem.code()).isEqualTo(ProblemCode.NEVER_READY);
        assertThat(problem.what())
                .isEqualTo("cluster it's does not report what is hydrated, because its introspection is off;"
                        + " 2 objects wait for it");
        assertThat(problem.fix())
                .isEqualTo(Fix.sqlAfter(
                                "this turns it on; the replicas start again and hydrate all their objects again",
                                "ALTER CLUSTER \"it's\" SET (INTROSPECTION INTERVAL = '1 seconds')")
                        .then(Fix.command(Verb.AWAIT, PROD)));
    }

    @Test
    void aClusterThatIsBeingReconfiguredIsLeftAlone() {
        Problem problem = problem(on(ClusterTrouble.Kind.RECONFIGURED, Optional.of("25cc")));
        assertThat(problem.code()).isEqualTo(ProblemCode.NOT_READY);
        assertThat(problem.fix())
                .isEqualTo(Fix.advice("leave the cluster as it is: when the new replicas are ready, the server drops"
                                + " the old ones")
                        .then(Fix.command(Verb.AWAIT, PROD)));
    }

    @Test
    void aClusterThatStartsIsWaitedFor() {
        Problem problem = problem(on(ClusterTrouble.Kind.NOT_UP, Optional.empty()));
        assertThat(problem.code()).isEqualTo(ProblemCode.NOT_READY);
        assertThat(problem.fix()).isEqualTo(Fix.command(Verb.AWAIT, PROD));
    }

    @Test
    void anObjectOfUnknownKindIsMovedAndNotWaitedFor() {
        Assessment.Judged judged = judged("a", ItemKind.OTHER, new ObjectState.Failed("its kind is unknown"));
        Problem problem = ReadinessGuard.staged(
                        PROD,
                        Optional.of(Assessment.of(
                                Instant.EPOCH, List.of(judged), Optional.empty(), new Verdict.Failed("one failed"))))
                .getFirst();
        assertThat(problem.code()).isEqualTo(ProblemCode.NEVER_READY);
        assertThat(problem.fix())
                .isEqualTo(Fix.choice(
                        Fix.either("use a version of Verdigris that knows its kind"),
                        Fix.either("move it to a schema that is not part of the environment")));
    }

    @Test
    void aHydrationThatTakesFarTooLongIsNotOnlyWaitedFor() {
        assertThat(hydrating(Duration.ofSeconds(61), Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        Fix.Choice.class,
                        choice -> assertThat(choice.alternatives())
                                .extracting(Fix.Alternative::label)
                                .last()
                                .asString()
                                .contains("cluster prod"));
        assertThat(hydrating(Duration.ofSeconds(61), Duration.ofSeconds(7))).isEqualTo(Fix.command(Verb.AWAIT, PROD));
        assertThat(hydrating(Duration.ofSeconds(59), Duration.ofSeconds(1))).isEqualTo(Fix.command(Verb.AWAIT, PROD));
    }

    private static Fix hydrating(Duration seen, Duration live) {
        return ReadinessGuard.staged(
                        PROD,
                        Optional.of(Assessment.of(
                                Instant.EPOCH,
                                List.of(judged(
                                        "a",
                                        new ObjectState.Hydrating(
                                                Optional.of(seen), Optional.of(live), Duration.ZERO))),
                                Optional.empty(),
                                new Verdict.Waiting("", Optional.empty()))))
                .getFirst()
                .fix();
    }
}
