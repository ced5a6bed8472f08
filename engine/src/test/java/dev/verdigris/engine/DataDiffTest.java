package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.verdigris.core.diff.FailOn;
import dev.verdigris.core.diff.data.DataDiff;
import dev.verdigris.core.diff.data.DataKey;
import dev.verdigris.core.diff.data.DataOptions;
import dev.verdigris.core.diff.data.DataResult;
import dev.verdigris.core.diff.data.RowCounts;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Door;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.SkippingTime;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DataRequest;
import dev.verdigris.engine.request.DiffRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The rows of a whole environment compared, under names that need quotes. */
@ExtendWith(SandboxExtension.class)
class DataDiffTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private World staged(Sandbox sandbox, int pairs) {
        World world = World.create(sandbox, Names.hostile(), pairs, directory);
        world.sql("INSERT INTO " + world.orders() + " VALUES (1001, 10), (1002, 20)");
        world.writeModels(2);
        try (Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).outcome())
                    .isEqualTo(Outcome.DONE);
        }
        return world;
    }

    private static DataResult data(Report report) {
        return report.diff().orElseThrow().data().orElseThrow();
    }

    private static DataRequest by(ObjectName relation, String... columns) {
        DataOptions all = DataOptions.DEFAULTS;
        List<Identifier> key = List.of(columns).stream().map(Identifier::of).toList();
        return DataRequest.DEFAULT.withOptions(new DataOptions(
                Map.of(relation, key), List.of(), all.sampling(), all.samples(), all.distinct(), all.limit()));
    }

    private static ObjectName view(World world) {
        return world.schema(0).object(world.names().of("v"));
    }

    @Test
    void theColumnThatTheVersionChangesIsFound(Sandbox sandbox) {
        try (World world = staged(sandbox, 1);
                Verdigris verdigris = world.verdigris().load()) {
            long rows = Long.parseLong(world.one("SELECT count(*) FROM " + world.view(0)));
            Report report = verdigris.diff(DiffRequest.DEFAULT.withData(by(view(world), "id")));
            assertThat(report.outcome()).isEqualTo(Outcome.DONE);
            assertThat(data(report).relations())
                    .singleElement()
                    .isInstanceOfSatisfying(DataDiff.Compared.class, found -> {
                        assertThat(found.rows()).isEqualTo(new RowCounts(rows, rows, 0, rows));
                        assertThat(found.columns())
                                .filteredOn(
                                        column -> column.equal().orElseThrow().part() == 0)
                                .extracting(column -> column.name().value())
                                .containsExactly("version");
                    });
            assertThat(report.diff().orElseThrow().headline()).endsWith("; rows differ in 1 relation");
        }
    }

    /** Keys of a project file, or of a sink, can be of relations that only the next version has. */
    @Test
    void aDeclaredKeyCountsIfBothSidesHaveIt(Sandbox sandbox) {
        try (World world = staged(sandbox, 2);
                Verdigris verdigris = world.verdigris().load()) {
            DataOptions all = DataOptions.DEFAULTS;
            List<DataKey> declared = List.of(
                    new DataKey(view(world), List.of(Identifier.of("id"))),
                    new DataKey(
                            world.schema(1).object(world.names().of("v")), List.of(Identifier.of("no such column"))),
                    new DataKey(ObjectName.of("materialize", "nowhere", "v"), List.of(Identifier.of("id"))));
            DataOptions options =
                    new DataOptions(Map.of(), declared, all.sampling(), all.samples(), all.distinct(), all.limit());
            Report report = verdigris.diff(DiffRequest.DEFAULT.withData(DataRequest.DEFAULT.withOptions(options)));
            assertThat(report.problems()).isEmpty();
            assertThat(keys(report)).containsExactlyInAnyOrder(List.of("id"), List.of());
            world.createSink(0);
            assertThat(keys(verdigris.diff(DiffRequest.DEFAULT.withData(DataRequest.DEFAULT))))
                    .as("the sink declares the key")
                    .containsExactlyInAnyOrder(List.of("id"), List.of());
        }
    }

    private static List<List<String>> keys(Report report) {
        return data(report).plan().comparisons().stream()
                .map(comparison ->
                        comparison.key().stream().map(Identifier::value).toList())
                .toList();
    }

    @Test
    void theCostIsSaidWithoutAQuery(Sandbox sandbox) {
        try (World world = staged(sandbox, 2);
                Verdigris verdigris = world.verdigris().load()) {
            Report contract = verdigris.diff(DiffRequest.DEFAULT);
            assertThat(contract.problems()).isEmpty();
            sandbox.statementLog().clear();
            verdigris.diff(DiffRequest.DEFAULT);
            long without = sandbox.statementLog().roundTrips();
            sandbox.statementLog().clear();
            Report report = verdigris.diff(
                    DiffRequest.DEFAULT.withData(new DataRequest(DataOptions.DEFAULTS, Optional.empty(), true)));
            assertThat(sandbox.statementLog().roundTrips()).isEqualTo(without);
            assertThat(contract.diff().orElseThrow().data()).isEmpty();
            assertThat(data(report).relations()).isEmpty();
            assertThat(data(report).plan().cost().get(0))
                    .startsWith("The comparison reads all rows of 2 relations on both sides, on cluster ");
        }
    }

    @Test
    void anUnknownKeyOrClusterIsAProblemBeforeTheFirstQuery(Sandbox sandbox) {
        try (World world = staged(sandbox, 1);
                Verdigris verdigris = world.verdigris().load()) {
            refused(verdigris, by(view(world), "id", "no such column"), "names column no such column");
            refused(verdigris, by(ObjectName.of("materialize", "nowhere", "v"), "id"), "names relation");
            refused(verdigris, DataRequest.DEFAULT.withCluster(Identifier.of("no \"such")), "no cluster no \"such");
            refused(
                    verdigris,
                    DataRequest.DEFAULT.withCluster(Identifier.of("mz_catalog_server")),
                    "cluster mz_catalog_server of the system reads no user's relations");
            world.sql("CREATE CLUSTER idle (SIZE = '25cc', REPLICATION FACTOR = 0)");
            try {
                refused(verdigris, DataRequest.DEFAULT.withCluster(Identifier.of("idle")), "would never end");
            } finally {
                world.sql("DROP CLUSTER idle");
            }
        }
    }

    private static void refused(Verdigris verdigris, DataRequest request, String what) {
        Report report = verdigris.diff(DiffRequest.DEFAULT.withData(request));
        assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.BAD_CONFIG);
        assertThat(report.problems().get(0).what()).contains(what);
        assertThat(report.diff().orElseThrow().data()).isEmpty();
    }

    @Test
    void rowsThatDifferAreProblemsIfTheCallerAsksForThem(Sandbox sandbox) {
        try (World world = staged(sandbox, 2);
                Verdigris verdigris = world.verdigris().load()) {
            DiffRequest rows = DiffRequest.DEFAULT.withFailOn(FailOn.ROWS);
            assertThat(verdigris.diff(rows).problems()).isEmpty();
            Report report = verdigris.diff(rows.withData(by(view(world), "id")));
            assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(report.problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.ROWS_DIFFER, ProblemCode.ROWS_DIFFER);
            assertThat(report.problems().get(0).what())
                    .startsWith("rows of " + view(world) + " differ: ")
                    .endsWith(" changed, 0 only live, 0 only staged");
        }
    }

    @Test
    void whatWasNotComparedIsAWarningOrAProblem(Sandbox sandbox) {
        try (World world = staged(sandbox, 2);
                Verdigris verdigris = world.verdigris().load()) {
            String second = Pattern.quote(world.schema(1).schema().sql() + ".");
            world.sql("SELECT mz_sandbox.hold_statements(" + Literal.of(second).sql() + ")");
            try {
                DataOptions brief =
                        new DataOptions(Map.of(), List.of(), Optional.empty(), 0, false, Duration.ofSeconds(1));
                DiffRequest request = DiffRequest.DEFAULT.withData(DataRequest.DEFAULT.withOptions(brief));
                Report shown = verdigris.diff(request);
                assertThat(shown.outcome()).isEqualTo(Outcome.DONE);
                assertThat(shown.warnings()).anySatisfy(warning -> {
                    assertThat(warning.code()).isEqualTo(ProblemCode.NOT_COMPARED);
                    assertThat(warning.what()).contains(world.schema(1).schema() + ".");
                });
                Report failing = verdigris.diff(request.withFailOn(FailOn.ANY));
                assertThat(failing.warnings()).isEmpty();
                assertThat(failing.problems()).extracting(Problem::code).contains(ProblemCode.NOT_COMPARED);
            } finally {
                world.sql("SELECT mz_sandbox.release_statements()");
            }
        }
    }

    @Test
    void aLostServerLeavesWhatWasCompared(Sandbox sandbox) throws IOException {
        SkippingTime time = new SkippingTime();
        try (World world = staged(sandbox, 2);
                Door door = new Door(sandbox.host(), sandbox.port());
                Verdigris far = Verdigris.configure(world.settings().withPort(door.number()), world.environment())
                        .time(time, time)
                        .listener(event -> {
                            if (event instanceof ProgressEvent.Remark remark
                                    && remark.text().endsWith(", 1 of 2")) {
                                door.shut();
                            }
                        })
                        .load()) {
            Report report = far.diff(DiffRequest.DEFAULT.withData(DataRequest.DEFAULT));
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.CONNECTION_LOST);
            DataResult data = data(report);
            assertThat(data.relations()).hasSize(2);
            assertThat(data.different()).isEqualTo(1);
            assertThat(data.unknown()).isEqualTo(1);
        }
    }

    @Test
    void aCancelledRunHasWhatItHasCompared(Sandbox sandbox) throws Exception {
        try (World world = staged(sandbox, 2);
                Verdigris verdigris = world.verdigris().load()) {
            // Only the queries about the second relation name its schema.
            String second = Pattern.quote(world.schema(1).schema().sql() + ".");
            world.sql("SELECT mz_sandbox.hold_statements(" + Literal.of(second).sql() + ")");
            try {
                CompletableFuture<Report> run = CompletableFuture.supplyAsync(
                        () -> verdigris.diff(DiffRequest.DEFAULT.withData(DataRequest.DEFAULT)));
                assertThat(sandbox.awaitHeldStatements(1, LIMIT)).isTrue();
                verdigris.cancel();
                DataResult data = data(run.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
                assertThat(data.isCancelled()).isTrue();
                assertThat(data.relations()).hasSize(1);
                assertThat(data.headline()).endsWith("cancelled after 1 of 2");
            } finally {
                world.sql("SELECT mz_sandbox.release_statements()");
            }
        }
    }
}
