package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.problem.Change;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody changes one side. The inventories show what, and the audit log shows who did it. */
@ExtendWith(SandboxExtension.class)
class DriftTest {

    private static final PromoteRequest PROMOTE = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");

    private static Report promote(Verdigris verdigris) {
        return Consenting.promote(verdigris, PROMOTE, ProblemCode.INCOMPLETE);
    }

    @TempDir
    Path directory;

    private static World staged(Sandbox sandbox, Path directory) {
        World world = World.create(sandbox, Names.hostile(), 1, directory);
        try (Verdigris verdigris = world.verdigris().load()) {
            world.writeModels(2);
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
        }
        return world;
    }

    private static List<String> changes(List<? extends Problem> problems) {
        return problems.stream()
                .map(Problem::change)
                .flatMap(Optional::stream)
                .map(change -> change.kind()
                        + change.aspect().map(aspect -> " " + aspect).orElse("")
                        + change.by().map(by -> " by " + by).orElse(""))
                .toList();
    }

    /** C31. */
    @Test
    void driftTellsWhatHasChangedAndWhoDidIt(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            world.sql(
                    "CREATE VIEW " + world.schema(0).sql() + ".\"new 🦆\" AS SELECT 1 AS one",
                    "COMMENT ON SCHEMA " + world.schema(0).sql() + " IS 'it''s ours'",
                    "ALTER CLUSTER " + world.cluster(0).sql() + " SET (SIZE = '50cc')");
            Report refused = promote(verdigris);
            assertThat(refused.problems()).extracting(Problem::code).containsOnly(ProblemCode.DRIFTED);
            assertThat(changes(refused.problems()))
                    .containsExactlyInAnyOrder(
                            "CREATED by materialize", "ALTERED comment by materialize", "ALTERED size by materialize");
            assertThat(changes(verdigris.status().status().orElseThrow().problems()))
                    .isEqualTo(changes(refused.problems()));
            assertThat(refused.problems())
                    .flatExtracting(
                            problem -> problem.change().stream().map(Change::at).toList())
                    .allMatch(Optional::isPresent);

            world.sql(
                    "COMMENT ON SCHEMA " + world.schema(0).withSuffix("_g").sql() + " IS 'it''s ours'",
                    "ALTER CLUSTER " + world.cluster(0).withSuffix("_g").sql() + " SET (SIZE = '50cc')");
            assertThat(changes(promote(verdigris).problems())).containsExactly("CREATED by materialize");
        }
    }

    /** C14. */
    @Test
    void aRollbackToAChangedSideIsRefused(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            assertThat(promote(verdigris).problems()).isEmpty();
            world.sql(
                    "DROP MATERIALIZED VIEW " + world.suffixedView(0),
                    "ALTER CLUSTER " + world.cluster(0).withSuffix("_g").sql() + " SET (SIZE = '50cc')",
                    "GRANT USAGE ON SCHEMA " + world.schema(0).sql() + " TO PUBLIC",
                    "CREATE VIEW " + world.schema(0).sql() + ".lens AS SELECT 1 AS one");
            Report refused = verdigris.rollback(RollbackRequest.DEFAULT);
            assertThat(refused.problems().stream()
                            .filter(problem -> problem.code() == ProblemCode.PREVIOUS_CHANGED)
                            .toList())
                    .satisfies(found -> assertThat(changes(found))
                            .contains("DROPPED by materialize", "ALTERED size by materialize"));
            assertThat(refused.problems()).extracting(Problem::code).contains(ProblemCode.LOST_BY_ROLLBACK);
            assertThat(changes(refused.warnings())).containsExactly("ALTERED grant by materialize");
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aLateRollbackNeedsConsentAndTellsTheAge(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            assertThat(promote(verdigris).problems()).isEmpty();
            RollbackRequest late = RollbackRequest.DEFAULT.withWindow(Duration.ZERO);
            assertThat(verdigris.rollback(late).problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.LATE_ROLLBACK);
                assertThat(problem.what()).contains("it was promoted").contains(" ago, at ");
            });
            assertThat(verdigris
                            .rollback(late.withAccept(Consenting.to(ProblemCode.LATE_ROLLBACK)))
                            .problems())
                    .isEmpty();
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }
}
