package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.StagedSizes;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The settings of a cluster stay the same through a deployment, and each difference is reported with its end. */
@ExtendWith(SandboxExtension.class)
class ClusterParityTest {

    private static final String SETTINGS = "SELECT size || ' ' || replication_factor || ' ' || availability_zones::text"
            + " || ' ' || introspection_debugging || ' ' || introspection_interval FROM mz_catalog.mz_clusters"
            + " WHERE name = ";

    @TempDir
    Path directory;

    private static Stream<Problem> differences(Report report) {
        return report.warnings().stream().filter(problem -> problem.code() == ProblemCode.CLUSTER_DIFFERS);
    }

    private static Stream<String> statements(Fix fix) {
        return switch (fix) {
            case Fix.Sql sql -> sql.statements().stream().map(Fix.Statement::sql);
            case Fix.Choice choice ->
                choice.alternatives().stream()
                        .flatMap(each -> each.fix().stream())
                        .flatMap(ClusterParityTest::statements);
            case Fix.Steps steps -> steps.steps().stream().flatMap(ClusterParityTest::statements);
            case Fix.Command command -> Stream.empty();
            case Fix.Edit edit -> Stream.empty();
            case Fix.Consent consent -> Stream.empty();
            case Fix.Advice advice -> Stream.empty();
        };
    }

    @Test
    void settingsAreCarriedAndDifferencesAreEnded(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            Identifier live = world.cluster(0);
            Identifier staged = live.withSuffix("_g");
            world.system("ALTER SYSTEM SET enable_managed_cluster_availability_zones = true");
            world.sql("ALTER CLUSTER " + live.sql() + " SET (SIZE = '50cc', REPLICATION FACTOR = 2,"
                    + " AVAILABILITY ZONES = ('use1-az1', 'use1-az2'), INTROSPECTION DEBUGGING = true,"
                    + " INTROSPECTION INTERVAL = '250 milliseconds')");
            Deployments.begin(verdigris, world, 2);
            String settings = world.one(SETTINGS + literal(live));
            assertThat(settings).startsWith("50cc 2 {use1-az1,use1-az2} t");
            assertThat(world.one(SETTINGS + literal(staged))).isEqualTo(settings);
            assertThat(differences(verdigris.status())).isEmpty();

            world.sql(
                    "ALTER CLUSTER " + staged.sql() + " SET (SIZE = '100cc', REPLICATION FACTOR = 1)",
                    "ALTER CLUSTER " + staged.sql()
                            + " RESET (AVAILABILITY ZONES, INTROSPECTION DEBUGGING, INTROSPECTION INTERVAL)");
            List<Problem> told = differences(verdigris.status()).toList();
            assertThat(told).hasSize(4).allMatch(problem -> problem.what().contains(staged.toString()));
            told.stream().flatMap(problem -> statements(problem.fix())).forEach(world::sql);
            assertThat(world.one(SETTINGS + literal(staged))).isEqualTo(settings);

            Report promoted = verdigris.promote(Deployments.PROMOTE);
            assertThat(promoted.problems()).isEmpty();
            assertThat(differences(promoted)).isEmpty();
            assertThat(world.one(SETTINGS + literal(live))).isEqualTo(settings);
            world.system("ALTER SYSTEM RESET enable_managed_cluster_availability_zones");
        }
    }

    private static InitRequest sized(String size) {
        return InitRequest.DEFAULT.withStagedSizes(new StagedSizes(Optional.of(size), new TreeMap<>()));
    }

    @Test
    void aStagedClusterGetsTheLiveSizeAsSoonAsItIsHydrated(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            Identifier staged = world.cluster(0).withSuffix("_g");
            world.writeModels(2);
            assertThat(verdigris.init(sized("enormous")).problems())
                    .extracting(Problem::code)
                    .containsOnly(ProblemCode.BAD_STAGED_SIZE);
            assertThat(verdigris.init(sized("100cc")).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
            assertThat(size(world, staged)).isEqualTo("100cc");
            assertThat(verdigris.status().notes()).anyMatch(note -> note.contains("credits per hour more"));
            assertThat(verdigris.promote(Deployments.PROMOTE).problems())
                    .extracting(Problem::code)
                    .containsOnly(ProblemCode.STAGED_SIZE);

            world.sql("ALTER CLUSTER " + world.cluster(0).sql() + " SET (SIZE = '50cc')");
            Report waited = verdigris.await(AwaitRequest.DEFAULT);
            assertThat(waited.problems()).isEmpty();
            assertThat(waited.steps())
                    .extracting(StepReport::summary)
                    .containsExactly("give cluster " + staged + " the size 50cc");
            assertThat(size(world, staged)).isEqualTo("50cc");
            assertThat(waited.readiness().orElseThrow().isReady()).isTrue();
            assertThat(verdigris.await(AwaitRequest.DEFAULT).steps()).isEmpty();

            assertThat(verdigris.promote(Deployments.PROMOTE).problems()).isEmpty();
            assertThat(size(world, world.cluster(0))).isEqualTo("50cc");
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aPromotionThatWaitsGivesTheSizeToo(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            world.writeModels(2);
            assertThat(verdigris.init(sized("100cc")).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
            PromoteRequest waiting = PromoteRequest.DEFAULT.withAwaiting(AwaitRequest.DEFAULT);
            assertThat(verdigris.promote(waiting.withDryRun(true)).problems())
                    .extracting(Problem::code)
                    .containsOnly(ProblemCode.STAGED_SIZE);
            Report promoted = verdigris.promote(waiting);
            assertThat(promoted.problems()).isEmpty();
            assertThat(promoted.steps().getFirst().kind()).isEqualTo("right-size");
            assertThat(size(world, world.cluster(0))).isEqualTo("25cc");
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    private static String size(World world, Identifier cluster) {
        return world.one("SELECT size FROM mz_catalog.mz_clusters WHERE name = " + literal(cluster));
    }

    private static String literal(Identifier name) {
        return Literal.of(name.value()).sql();
    }
}
