package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Nothing is built twice: what the staged side has of the same files is kept, and goes on hydrating (case C19). */
@ExtendWith(SandboxExtension.class)
class BuiltOnceTest {

    @TempDir
    Path directory;

    @Test
    void aHydrationLongerThanTheTimeLimitConverges(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.writeModels(2);
            DeployRequest deploy = DeployRequest.of(BuildRequest.of(world.models()))
                    .withAwaiting(AwaitRequest.DEFAULT.withTimeout(Duration.ofSeconds(1)));
            try (Verdigris verdigris = inRealTime(world)) {
                begin(verdigris);
                world.system("SELECT mz_sandbox.set_hydration_time('"
                        + world.cluster(0).value() + "_g', '6 seconds')");
                Report first = verdigris.deploy(deploy);
                assertThat(first.outcome()).isEqualTo(Outcome.NOT_READY);
                List<String> built = ids(world);
                Report last = first;
                for (int run = 2; last.outcome() != Outcome.DONE && run < 100; run++) {
                    assertThat(last.problems()).extracting(Problem::code).containsOnly(ProblemCode.NOT_READY);
                    assertThat(ids(world)).isEqualTo(built);
                    last = verdigris.deploy(deploy);
                }
                assertThat(last.problems()).isEmpty();
                assertThat(last.state()).isEqualTo(EnvironmentState.PROMOTED);
                assertThat(last.notes()).contains("The staged side is already built from these files.");
                assertThat(world.liveVersions()).containsOnly("2");
            }
        }
    }

    /** A façade whose time is that of the machine. */
    private static Verdigris inRealTime(World world) {
        return TestTime.set(deploying(world), InstantSource.system(), pause -> LockSupport.parkNanos(pause.toNanos()))
                .load();
    }

    @Test
    void afterAFailedCheckADeployGoesOnWithItsObjects(Sandbox sandbox) throws IOException {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = deploying(world).load()) {
            world.writeModels(2);
            Path checks = Files.createDirectories(directory.resolve("checks"));
            Path check = checks.resolve("versions.sql");
            Files.writeString(check, "SELECT version FROM " + world.view(0) + " WHERE version = 2");
            DeployRequest deploy =
                    DeployRequest.of(BuildRequest.of(world.models())).withCheck(CheckRequest.of(checks));
            assertThat(verdigris.deploy(deploy).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.CHECK_FAILED);
            List<String> built = ids(world);
            Files.writeString(check, "SELECT version FROM " + world.view(0) + " WHERE version = 1");
            assertThat(verdigris.deploy(deploy).problems()).isEmpty();
            assertThat(liveIds(world)).isEqualTo(built);
        }
    }

    @Test
    void afterAConsentADeployGoesOnWithItsObjects(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = deploying(world).load()) {
            world.writeModels(2);
            world.sql("CREATE VIEW " + world.schema(0).object("left_out").sql() + " AS SELECT 1 AS one");
            DeployRequest deploy = DeployRequest.of(BuildRequest.of(world.models()));
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
            List<String> built = ids(world);
            assertThat(verdigris.deploy(deploy).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.INCOMPLETE);
            Report accepted = verdigris.deploy(deploy.withPromote(PromoteRequest.DEFAULT.withAccept(Consents.to(
                    ProblemCode.INCOMPLETE, Subject.of(world.schema(0).object("left_out")), "no longer used"))));
            assertThat(accepted.problems()).isEmpty();
            assertThat(liveIds(world)).isEqualTo(built);
        }
    }

    @Test
    void aModelThatIsEditedDuringADeployBelongsToTheNextOne(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = deploying(world)
                        .listener(event -> {
                            if (event instanceof ProgressEvent.PartStarted part && part.verb() == Verb.AWAIT) {
                                world.writeModels(3);
                            }
                        })
                        .load()) {
            world.writeModels(2);
            DeployRequest deploy = DeployRequest.of(BuildRequest.of(world.models()));
            assertThat(verdigris.deploy(deploy).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aBuildOfTheSameFilesRestoresAGrantThatIsGone(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = deploying(world).load()) {
            String live = world.schema(0).object("local").sql();
            String staged = world.schema(0).withSuffix("_g").object("local").sql();
            world.write(
                    0,
                    "local",
                    "CREATE VIEW " + live + " AS SELECT 1 AS one;\nGRANT SELECT ON " + live + " TO PUBLIC;\n");
            build(verdigris, world);
            assertThat(build(verdigris, world).steps()).isEmpty();
            world.sql("REVOKE SELECT ON " + staged + " FROM PUBLIC");
            assertThat(build(verdigris, world).steps())
                    .extracting(StepReport::summary)
                    .anyMatch(step -> step.contains("grant"));
            assertThat(build(verdigris, world).steps()).isEmpty();
        }
    }

    @Test
    void anObjectOnAClusterThatGotAnotherNameIsBuiltAgain(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = deploying(world).load()) {
            world.writeModels(2);
            build(verdigris, world);
            String staged = world.cluster(0).withSuffix("_g").sql();
            world.sql("ALTER CLUSTER " + staged + " RENAME TO elsewhere");
            world.sql("CREATE CLUSTER " + staged + " (SIZE '25cc')");
            build(verdigris, world);
            assertThat(verdigris
                            .promote(PromoteRequest.DEFAULT.withSkipReadiness("this is a test"))
                            .problems())
                    .isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void afterACancelInAwaitADeployGoesOnWithItsObjects(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.writeModels(2);
            DeployRequest deploy = DeployRequest.of(BuildRequest.of(world.models()));
            cancelInAwait(world, deploy);
            List<String> built = ids(world);
            assertThat(built).isNotEmpty();
            try (Verdigris verdigris = deploying(world).load()) {
                assertThat(verdigris.deploy(deploy).problems()).isEmpty();
            }
            assertThat(liveIds(world)).isEqualTo(built);
        }
    }

    private static void cancelInAwait(World world, DeployRequest deploy) {
        Verdigris[] itself = new Verdigris[1];
        try (Verdigris cancelled = deploying(world)
                .listener(event -> {
                    if (event instanceof ProgressEvent.Judged) {
                        itself[0].cancel();
                    }
                })
                .load()) {
            itself[0] = cancelled;
            assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> cancelled.deploy(deploy));
        }
    }

    @Test
    void afterAnEditOnlyTheChangedModelAndItsReadersAreNew(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = deploying(world).load()) {
            world.write(0, "a", "CREATE VIEW a AS SELECT id FROM " + world.orders());
            world.write(0, "b", materialized(world, "b", "a"));
            world.write(0, "c", materialized(world, "c", "b"));
            world.write(0, "d", materialized(world, "d", "a"));
            build(verdigris, world);
            List<String> kept = ids(world, "a", "d", "d_id_idx");
            List<String> replaced = ids(world, "b", "c", "b_id_idx", "c_id_idx");
            world.write(0, "b", materialized(world, "b", "a").replace("SELECT id", "SELECT id + 0 AS id"));
            Report report = build(verdigris, world);
            assertThat(report.notes())
                    .contains(
                            "Kept: 2 of 4 views. Their statements, and those of the models that they read, are the same.");
            assertThat(ids(world, "a", "d", "d_id_idx")).isEqualTo(kept);
            assertThat(ids(world, "b", "c", "b_id_idx", "c_id_idx"))
                    .hasSameSizeAs(replaced)
                    .doesNotContainAnyElementsOf(replaced);
        }
    }

    @Test
    void aChangedCommentOrGrantBuildsNothingAgain(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = deploying(world).load()) {
            String reader = world.createReader();
            String text = materialized(world, "b", world.orders());
            world.write(0, "b", text + "\nCOMMENT ON COLUMN b.id IS 'one';\nCOMMENT ON INDEX b_id_idx IS 'by id';");
            build(verdigris, world);
            List<String> built = ids(world);
            world.write(
                    0, "b", text + "\nCOMMENT ON MATERIALIZED VIEW b IS 'two';\nGRANT SELECT ON b TO " + reader + ";");
            Report report = build(verdigris, world);
            assertThat(ids(world)).isEqualTo(built);
            assertThat(comments(world)).containsExactly("b two");
            assertThat(report.steps()).extracting(StepReport::kind).containsSubsequence("comment", "comment", "grant");
            world.write(0, "b", text);
            build(verdigris, world);
            assertThat(ids(world)).isEqualTo(built);
            assertThat(comments(world)).isEmpty();
            assertThat(world.one("SELECT count(*) FROM mz_catalog.mz_materialized_views v JOIN mz_catalog.mz_roles r"
                            + " ON v.privileges::text LIKE '%' || r.id || '=r/%' WHERE r.name = "
                            + Literal.of(reader).sql() + " AND v.name = 'b'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void anIndexThatIsGoneIsCreatedAlone(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = deploying(world).load()) {
            world.write(0, "b", materialized(world, "b", world.orders()));
            build(verdigris, world);
            List<String> view = ids(world, "b");
            world.sql("DROP INDEX "
                    + world.schema(0).withSuffix("_g").object("b_id_idx").sql());
            Report report = build(verdigris, world);
            assertThat(report.steps()).extracting(StepReport::kind).contains("create-index");
            assertThat(ids(world, "b")).isEqualTo(view);
            assertThat(ids(world, "b_id_idx")).hasSize(1);
        }
    }

    @Test
    void aRefusedStatementLosesNothingThatWasCreated(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = deploying(world).load()) {
            world.write(0, "a", materialized(world, "a", world.orders()));
            world.write(0, "b", "CREATE VIEW b AS SELECT no_such_column FROM a");
            begin(verdigris);
            Report refused = verdigris.build(BuildRequest.of(world.models()));
            assertThat(refused.outcome()).isNotEqualTo(Outcome.DONE);
            assertThat(refused.notes()).contains("The next build keeps what was created.");
            List<String> created = ids(world, "a", "a_id_idx");
            assertThat(created).hasSize(2);
            world.write(0, "b", "CREATE VIEW b AS SELECT id FROM a");
            build(verdigris, world);
            assertThat(ids(world, "a", "a_id_idx")).isEqualTo(created);
        }
    }

    @Test
    void aRollbackLosesNothingThatTheNextBuildNeeds(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 2, directory);
                Verdigris verdigris = deploying(world).load()) {
            world.writeModels(2);
            build(verdigris, world);
            List<String> built =
                    idsIn(world, world.schema(1).withSuffix("_g").schema().value());
            assertThat(verdigris
                            .promote(PromoteRequest.DEFAULT.withSkipReadiness("this is a test"))
                            .problems())
                    .isEmpty();
            assertThat(verdigris.rollback(RollbackRequest.DEFAULT).problems()).isEmpty();
            world.writeModel(0, 3);
            build(verdigris, world);
            assertThat(idsIn(world, world.schema(1).withSuffix("_g").schema().value()))
                    .isEqualTo(built);
            assertThat(world.one("SELECT DISTINCT version FROM " + world.suffixedView(0)))
                    .isEqualTo("3");
        }
    }

    @Test
    void anInputThatWasRenamedMeansThatItsReaderIsBuiltAgain(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = deploying(world).load()) {
            String input = world.raw().object("input").sql();
            world.sql("CREATE VIEW " + input + " AS SELECT 1 AS id");
            world.write(0, "b", materialized(world, "b", input));
            build(verdigris, world);
            List<String> built = ids(world, "b");
            world.sql(
                    "ALTER VIEW " + input + " RENAME TO earlier_input", "CREATE VIEW " + input + " AS SELECT 2 AS id");
            build(verdigris, world);
            assertThat(ids(world, "b")).hasSize(1).isNotEqualTo(built);
            assertThat(world.column("SELECT id FROM "
                            + world.schema(0).withSuffix("_g").object("b").sql()))
                    .containsExactly("2");
        }
    }

    @Test
    void theManifestEndsWithTheDeployment(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = deploying(world).load()) {
            String owner = world.giveAway(0);
            world.writeModels(2);
            build(verdigris, world);
            assertThat(world.column("SELECT DISTINCT r.name FROM mz_catalog.mz_views v"
                            + " JOIN mz_catalog.mz_schemas s ON s.id = v.schema_id"
                            + " JOIN mz_catalog.mz_roles r ON r.id = v.owner_id WHERE s.name = "
                            + Literal.of(world.lock().schema().value()).sql()))
                    .containsExactly(owner);
            assertThat(verdigris.drop(DropRequest.STAGED).problems()).isEmpty();
            assertThat(world.one("SELECT count(*) FROM mz_catalog.mz_schemas WHERE name = "
                            + Literal.of(world.lock().schema().value()).sql()))
                    .isEqualTo("0");
        }
    }

    private static String materialized(World world, String name, String from) {
        String cluster = " IN CLUSTER " + world.cluster(0).sql();
        return "CREATE MATERIALIZED VIEW " + name + cluster + " AS SELECT id FROM " + from + ";\nCREATE INDEX" + cluster
                + " ON " + name + " (id);";
    }

    /** Each run means the same deployment, also after an edit. */
    private static Verdigris.Builder deploying(World world) {
        return world.verdigris().deployer(Deployer.of(new DeploymentId("release")));
    }

    private static void begin(Verdigris verdigris) {
        assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
    }

    private static Report build(Verdigris verdigris, World world) {
        begin(verdigris);
        Report report = verdigris.build(BuildRequest.of(world.models()));
        assertThat(report.problems()).isEmpty();
        return report;
    }

    private static List<String> comments(World world) {
        return world.column("SELECT o.name || ' ' || c.comment FROM mz_internal.mz_comments c"
                + " JOIN mz_catalog.mz_objects o ON o.id = c.id JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id"
                + " WHERE s.name = "
                + Literal.of(world.schema(0).withSuffix("_g").schema().value()).sql()
                + " ORDER BY 1");
    }

    private static List<String> ids(World world, String... names) {
        return idsIn(world, world.schema(0).withSuffix("_g").schema().value(), names);
    }

    private static List<String> liveIds(World world) {
        return idsIn(world, world.schema(0).schema().value());
    }

    private static List<String> idsIn(World world, String schema, String... names) {
        String named = names.length == 0 ? "" : " AND o.name IN ('" + String.join("', '", names) + "')";
        return world.column(
                "SELECT o.id FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id"
                        + " WHERE s.name = " + Literal.of(schema).sql() + named + " ORDER BY o.name");
    }
}
