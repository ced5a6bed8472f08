package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.history.Fate;
import dev.verdigris.core.history.History;
import dev.verdigris.core.history.HistoryEvent;
import dev.verdigris.core.history.HistoryEvent.Source;
import dev.verdigris.core.history.HistoryEvent.What;
import dev.verdigris.core.history.PastDeployment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.HistoryRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.OnceBefore.before;
import static org.assertj.core.api.Assertions.assertThat;

/** The history of an environment during its deployments and after them. */
@ExtendWith(SandboxExtension.class)
class HistoryTest {

    private static final PromoteRequest PROMOTE = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");

    @TempDir
    Path directory;

    private static Report promote(Verdigris verdigris) {
        return Consenting.promote(
                verdigris, PROMOTE, ProblemCode.INCOMPLETE, ProblemCode.DRIFTED, ProblemCode.ROLLED_BACK_FILES);
    }

    @Test
    void twoLivesAreToldWithEachStepAndWhoTookIt(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 2, directory);
                Verdigris verdigris = world.verdigris().load()) {
            begin(world, 2, "first");
            done(promote(verdigris));
            done(verdigris.rollback(RollbackRequest.DEFAULT));
            done(promote(verdigris));
            done(verdigris.drop(DropRequest.PREVIOUS));
            begin(world, 3, "second");
            done(promote(verdigris));

            History history = history(verdigris);
            assertThat(history.deployments())
                    .extracting(PastDeployment::fate)
                    .containsExactly(Fate.PROMOTED, Fate.CLEANED_UP);
            PastDeployment second = history.deployments().get(0);
            assertThat(id(second)).contains("second");
            assertThat(whats(second)).containsExactly(What.INIT, What.BUILD_OR_CHECK, What.PROMOTE);
            assertThat(second.ended()).isEmpty();
            PastDeployment first = history.deployments().get(1);
            assertThat(id(first)).contains("first");
            assertThat(first.record().flatMap(known -> known.provenance().commit()))
                    .contains("commit of first");
            assertThat(first.record().flatMap(DeploymentRecord::built)).isPresent();
            assertThat(whats(first))
                    .containsExactly(
                            What.INIT,
                            What.BUILD_OR_CHECK,
                            What.PROMOTE,
                            What.ROLLBACK,
                            What.PROMOTE,
                            What.CLEANUP,
                            What.END);
            assertThat(first.events())
                    .allSatisfy(event -> assertThat(event.by()).contains("materialize"))
                    .extracting(HistoryEvent::source)
                    .containsOnly(Source.AUDIT_LOG);
            assertThat(first.events())
                    .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
            assertThat(first.took())
                    .contains(Duration.between(
                            first.events().get(0).at(), first.events().get(2).at()));
            assertThat(history.swaps()).isEmpty();
            assertThat(history.audit().first()).contains(first.events().get(0).at());
            assertThat(verdigris.history(HistoryRequest.DEFAULT.withLimit(1))).satisfies(report -> {
                assertThat(report.history().orElseThrow().deployments()).containsExactly(second);
                assertThat(report.notes()).containsExactly("1 older deployment is not shown.");
            });
        }
    }

    @Test
    void anAbortedVersionIsTold(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            assertThat(history(verdigris).deployments()).isEmpty();
            begin(world, 2, "never-live");
            assertThat(history(verdigris).deployments())
                    .extracting(PastDeployment::fate)
                    .containsExactly(Fate.STAGED);
            done(verdigris.drop(DropRequest.STAGED));
            assertThat(history(verdigris).deployments()).singleElement().satisfies(aborted -> {
                assertThat(aborted.fate()).isEqualTo(Fate.ABORTED);
                assertThat(id(aborted)).contains("never-live");
                assertThat(whats(aborted)).containsExactly(What.INIT, What.BUILD_OR_CHECK, What.ABORT, What.END);
            });
        }
    }

    @Test
    void aVersionThatWasRolledBackAndDroppedIsToldAsRolledBack(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            begin(world, 2, "bad");
            done(promote(verdigris));
            done(verdigris.rollback(RollbackRequest.DEFAULT));
            assertThat(history(verdigris).deployments())
                    .extracting(PastDeployment::fate)
                    .containsExactly(Fate.ROLLED_BACK);
            done(verdigris.drop(DropRequest.STAGED));
            assertThat(history(verdigris).deployments())
                    .extracting(PastDeployment::fate)
                    .containsExactly(Fate.ROLLED_BACK);
        }
    }

    @Test
    void swapsByAnotherToolAreToldInAndBetweenDeployments(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            begin(world, 2, "theirs");
            swap(world);
            assertThat(history(verdigris).deployments()).singleElement().satisfies(running -> {
                assertThat(running.fate()).isEqualTo(Fate.PROMOTED_BY_ANOTHER_TOOL);
                assertThat(running.events().getLast()).satisfies(event -> {
                    assertThat(event.what()).isEqualTo(What.PROMOTED_BY_ANOTHER_TOOL);
                    assertThat(event.by()).contains("materialize");
                    assertThat(event.pairs()).hasSize(2);
                });
            });
            done(verdigris.drop(DropRequest.PREVIOUS));
            world.sql(
                    "CREATE SCHEMA " + world.schema(0).withSuffix("_g").sql(),
                    "CREATE CLUSTER " + world.cluster(0).withSuffix("_g").sql() + " (SIZE = '25cc')");
            swap(world);
            History history = history(verdigris);
            assertThat(history.deployments()).singleElement().satisfies(ended -> {
                assertThat(ended.fate()).isEqualTo(Fate.CLEANED_UP);
                assertThat(whats(ended))
                        .containsExactly(
                                What.INIT, What.BUILD_OR_CHECK, What.PROMOTED_BY_ANOTHER_TOOL, What.CLEANUP, What.END);
            });
            assertThat(history.swaps()).extracting(HistoryEvent::what).containsExactly(What.SWAPPED_ELSEWHERE);
        }
    }

    @Test
    void onlyTheNewestEntriesAreKept(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris()
                        .options(EngineOptions.DEFAULT
                                .withParallelism(1)
                                .withSubscribing(false)
                                .withHistory(2))
                        .load()) {
            world.sql(
                    "CREATE SCHEMA " + world.history().sql(),
                    "CREATE VIEW " + world.history().object("a note of mine").sql() + " AS SELECT 1 AS one");
            for (String id : List.of("d1", "d2", "d3")) {
                begin(world, 2, id);
                done(verdigris.drop(DropRequest.STAGED));
            }
            assertThat(entries(world)).hasSize(3).contains("a note of mine");
            assertThat(history(verdigris).deployments())
                    .extracting(deployment -> id(deployment).orElse("pruned"))
                    .containsExactly("d3", "d2", "pruned");
        }
    }

    @Test
    void aHistoryOfNoneCreatesNothing(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris()
                        .options(EngineOptions.DEFAULT
                                .withParallelism(1)
                                .withSubscribing(false)
                                .withHistory(0))
                        .load()) {
            begin(world, 2, "untold");
            done(verdigris.drop(DropRequest.STAGED));
            assertThat(world.column("SELECT name FROM mz_catalog.mz_schemas WHERE name = "
                            + Literal.of(world.history().schema().value()).sql()))
                    .isEmpty();
            assertThat(history(verdigris).deployments()).singleElement().satisfies(aborted -> {
                assertThat(aborted.record()).isEmpty();
                assertThat(aborted.fate()).isEqualTo(Fate.ABORTED);
            });
        }
    }

    @Test
    void withoutTheAuditLogTheEntriesTell(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load();
                Verdigris impatient = Verdigris.configure(world.settings(), world.environment())
                        .options(EngineOptions.DEFAULT.withStatementTimeout(Duration.ofMillis(700)))
                        .load()) {
            begin(world, 2, "kept");
            done(promote(verdigris));
            done(verdigris.drop(DropRequest.PREVIOUS));
            world.system("SELECT mz_sandbox.hold_statements("
                    + Literal.of("mz_audit_events[\\s\\S]*"
                                    + world.schema(0).schema().value())
                            .sql() + ")");
            Report report = impatient.history(HistoryRequest.DEFAULT);
            assertThat(report.outcome()).isEqualTo(Outcome.DONE);
            assertThat(report.notes())
                    .singleElement()
                    .satisfies(note -> assertThat(note).startsWith("The audit log could not be read ("));
            assertThat(report.history().orElseThrow().deployments())
                    .singleElement()
                    .satisfies(kept -> {
                        assertThat(kept.fate()).isEqualTo(Fate.CLEANED_UP);
                        assertThat(id(kept)).contains("kept");
                        assertThat(kept.events())
                                .extracting(HistoryEvent::source)
                                .containsOnly(Source.RECORD);
                        assertThat(whats(kept)).containsExactly(What.INIT, What.PROMOTE, What.END);
                    });
        }
    }

    @Test
    void anEntryThatAnotherRunHasWrittenIsNotCalledRefused(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris other = world.verdigris().load();
                Verdigris verdigris = world.verdigris()
                        .observer(
                                before(HistoryStep.WriteHistory.class, step -> done(other.drop(DropRequest.PREVIOUS))))
                        .load()) {
            begin(world, 2, "told");
            done(other.promote(PROMOTE));
            Report report = verdigris.drop(DropRequest.PREVIOUS);
            done(report);
            assertThat(report.notes()).noneMatch(note -> note.contains("history"));
            assertThat(entries(world)).hasSize(1);
        }
    }

    @Test
    void anEntryThatTheServerRefusesStopsNothing(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            begin(world, 2, "untold");
            world.system("ALTER SYSTEM SET max_schemas_per_database = 1");
            Report report = verdigris.drop(DropRequest.STAGED);
            world.system("ALTER SYSTEM RESET max_schemas_per_database");
            done(report);
            assertThat(report.notes())
                    .anyMatch(note -> note.startsWith("No history entry is written, because the server refused it: "));
            assertThat(report.state()).isEqualTo(EnvironmentState.NONE);
        }
    }

    /** An environment of clusters only: a role may end it although it may create no schema. */
    @Test
    void aRoleThatMayCreateNoSchemaEndsADeploymentWithoutAnEntry(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 0, directory)) {
            String role = world.names().of("ops");
            String sql = Identifier.of(role).sql();
            Identifier cluster = Identifier.of(world.names().of("alone"));
            world.system("CREATE ROLE " + sql, "GRANT CREATECLUSTER ON SYSTEM TO " + sql);
            world.sql("CREATE CLUSTER " + cluster.sql() + " (SIZE = '25cc')");
            world.system("ALTER CLUSTER " + cluster.sql() + " OWNER TO " + sql);
            world.system("GRANT CREATE ON DATABASE " + World.DATABASE + " TO " + sql);
            ConnectionSettings own = world.settings();
            try (Verdigris verdigris = Verdigris.configure(
                            ConnectionSettings.of(own.host(), own.port(), role, own.database()),
                            Environment.builder(world.names().of("env"))
                                    .clusters(cluster.value())
                                    .suffix("_g")
                                    .build())
                    .options(EngineOptions.DEFAULT.withParallelism(1).withSubscribing(false))
                    .load()) {
                done(verdigris.init(InitRequest.DEFAULT));
                world.system("REVOKE CREATE ON DATABASE " + World.DATABASE + " FROM " + sql);
                Report report = done(verdigris.drop(DropRequest.STAGED));
                assertThat(report.notes())
                        .contains("No history entry is written: role " + role + " lacks CREATE on database "
                                + World.DATABASE + ".");
            }
        }
    }

    private static void begin(World world, int version, String id) {
        world.writeModels(version);
        Deployer deployer = Deployer.of(new DeploymentId(id)).withCommit("commit of " + id);
        try (Verdigris verdigris = world.verdigris().deployer(deployer).load()) {
            done(verdigris.init(InitRequest.DEFAULT));
            done(verdigris.build(BuildRequest.of(world.models())));
        }
    }

    private static Report done(Report report) {
        assertThat(report.problems()).isEmpty();
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        return report;
    }

    private static History history(Verdigris verdigris) {
        return done(verdigris.history(HistoryRequest.DEFAULT)).history().orElseThrow();
    }

    private static Optional<String> id(PastDeployment deployment) {
        return deployment.record().map(record -> record.deploymentId().value());
    }

    private static List<What> whats(PastDeployment deployment) {
        return deployment.events().stream().map(HistoryEvent::what).toList();
    }

    private static List<String> entries(World world) {
        return world.column(
                "SELECT v.name FROM mz_catalog.mz_views v JOIN mz_catalog.mz_schemas s ON s.id = v.schema_id"
                        + " WHERE s.name = "
                        + Literal.of(world.history().schema().value()).sql());
    }

    /** The statements of the macro that promotes. */
    private static void swap(World world) {
        world.sql("BEGIN; ALTER SCHEMA " + world.schema(0).sql() + " SWAP WITH "
                + world.schema(0).withSuffix("_g").schema().sql() + "; ALTER CLUSTER "
                + world.cluster(0).sql() + " SWAP WITH "
                + world.cluster(0).withSuffix("_g").sql() + "; COMMIT");
    }
}
