package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Killed;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.execution.StepObserver;
import dev.verdigris.engine.request.GrantsRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Owners, grants and comments of a side that another tool has built. */
@ExtendWith(SandboxExtension.class)
class GrantsTest {

    private static final PromoteRequest PROMOTE = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");

    @TempDir
    Path directory;

    /** A live side with an owner, a reader and comments, and a staged side that another tool builds without them. */
    private static World begun(Sandbox sandbox, Path directory) {
        World world = World.create(sandbox, Names.hostile(), 1, directory);
        world.createReader();
        world.giveAway(0);
        world.sql(
                "COMMENT ON MATERIALIZED VIEW " + world.view(0) + " IS 'all \"orders\"'",
                "COMMENT ON COLUMN " + world.view(0) + ".amount IS 'in cents'");
        try (Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
        }
        builtElsewhere(world);
        return world;
    }

    private static void builtElsewhere(World world) {
        String cluster = world.cluster(0).withSuffix("_g").sql();
        world.sql(
                "DROP MATERIALIZED VIEW IF EXISTS " + world.suffixedView(0) + " CASCADE",
                "CREATE MATERIALIZED VIEW " + world.suffixedView(0) + " IN CLUSTER " + cluster
                        + " AS SELECT id, amount, 2 AS version FROM " + world.orders(),
                "CREATE INDEX IN CLUSTER " + cluster + " ON " + world.suffixedView(0) + " (id)");
    }

    /** Owners, grants and comments on both sides of the pair. */
    private static List<String> facts(World world, String schema) {
        String in = " JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id WHERE s.name = '" + schema.replace("'", "''")
                + "' AND o.type <> 'index' ORDER BY 1";
        List<String> found = new ArrayList<>(world.column(
                "SELECT o.name || ' ' || o.owner_id || ' ' || o.privileges::text FROM mz_catalog.mz_objects o" + in));
        found.addAll(world.column("SELECT o.name || ' ' || COALESCE(c.object_sub_id, 0)::text || ' ' || c.comment"
                + " FROM mz_internal.mz_comments c JOIN mz_catalog.mz_objects o ON o.id = c.id" + in));
        return found;
    }

    private static List<String> live(World world) {
        return facts(world, world.schema(0).schema().value());
    }

    private static List<String> staged(World world) {
        return facts(world, world.schema(0).withSuffix("_g").schema().value());
    }

    @Test
    void aSideOfAnotherToolGetsWhatTheLiveSideHas(Sandbox sandbox) {
        try (World world = begun(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            assertThat(staged(world)).isNotEqualTo(live(world));
            Report shown = verdigris.grants(GrantsRequest.DEFAULT.withDryRun(true));
            assertThat(verdigris.plan(GrantsRequest.DEFAULT).steps()).isEqualTo(shown.steps());
            assertThat(shown.planned()).contains(Verb.GRANTS);
            assertThat(staged(world)).as("a plan changes nothing").isNotEqualTo(live(world));

            Report carried = verdigris.grants(GrantsRequest.DEFAULT);
            assertThat(carried.problems()).isEmpty();
            assertThat(carried.steps())
                    .extracting(StepReport::sql)
                    .isEqualTo(shown.steps().stream().map(StepReport::sql).toList());
            assertThat(staged(world)).isEqualTo(live(world));
            assertThat(verdigris.grants(GrantsRequest.DEFAULT).steps()).isEmpty();

            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
            assertThat(world.versionFor(world.names().of("reader"), 0)).isEqualTo("2");
        }
    }

    @Test
    void theStagedSideIsJudgedAfterTheGrants(Sandbox sandbox) {
        try (World world = begun(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            world.sql("CREATE VIEW "
                    + world.schema(0).withSuffix("_g").object("crossed").sql() + " AS SELECT id FROM " + world.view(0));
            Report shown = verdigris.plan(GrantsRequest.DEFAULT);
            Report carried = verdigris.grants(GrantsRequest.DEFAULT);
            for (Report report : List.of(shown, carried)) {
                assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
                assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.CROSS_WIRED);
                assertThat(report.steps()).isNotEmpty();
            }
            assertThat(staged(world)).containsAll(live(world));
            world.sql(
                    "DROP VIEW "
                            + world.schema(0).withSuffix("_g").object("crossed").sql(),
                    "DROP MATERIALIZED VIEW " + world.suffixedView(0) + " CASCADE");
            assertThat(verdigris.grants(GrantsRequest.DEFAULT).problems())
                    .extracting(Problem::code)
                    .contains(ProblemCode.STAGED_EMPTY);
        }
    }

    @Test
    void theRoleOfTheRunMustOwnWhatAnotherToolHasBuilt(Sandbox sandbox) {
        try (World world = begun(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            String builder = Identifier.of(world.names().of("builder")).sql();
            world.system(
                    "CREATE ROLE " + builder,
                    "ALTER MATERIALIZED VIEW " + world.suffixedView(0) + " OWNER TO " + builder);
            List<String> before = staged(world);
            Report refused = verdigris.grants(GrantsRequest.DEFAULT);
            assertThat(refused.outcome()).isEqualTo(Outcome.PERMISSION);
            assertThat(refused.problems()).extracting(Problem::code).containsOnly(ProblemCode.NOT_OWNER);
            assertThat(staged(world)).isEqualTo(before);
            world.system("GRANT " + builder + " TO materialize");
            assertThat(verdigris.grants(GrantsRequest.DEFAULT).problems()).isEmpty();
            assertThat(staged(world)).isEqualTo(live(world));
        }
    }

    @Test
    void aKilledRunIsCompletedByTheNext(Sandbox sandbox) {
        try (World world = begun(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            int steps = verdigris.plan(GrantsRequest.DEFAULT).steps().size();
            assertThat(steps).isGreaterThan(2);
            for (int done = 1; done <= steps; done++) {
                builtElsewhere(world);
                DiesAfter dies = new DiesAfter(done);
                try (Verdigris dying = world.verdigris().observer(dies).load()) {
                    assertThatThrownBy(() -> dying.grants(GrantsRequest.DEFAULT))
                            .isInstanceOf(Killed.class);
                }
                Report rest = verdigris.grants(GrantsRequest.DEFAULT);
                assertThat(rest.problems()).isEmpty();
                assertThat(rest.steps()).hasSize(steps - done);
                assertThat(staged(world)).isEqualTo(live(world));
            }
        }
    }

    /** Ends the run after some steps, as if the process had died there. */
    private static final class DiesAfter implements StepObserver {

        private int left;

        DiesAfter(int steps) {
            this.left = steps;
        }

        @Override
        public void before(Step step) {}

        @Override
        public void after(Step step) {
            left--;
            if (left == 0) {
                throw new Killed();
            }
        }
    }
}
