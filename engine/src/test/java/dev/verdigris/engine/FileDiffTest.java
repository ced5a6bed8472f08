package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.diff.FailOn;
import dev.verdigris.core.diff.definition.ModelDiff;
import dev.verdigris.core.diff.definition.ModelsDiff;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.PlanMaker;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.DiffRequest;
import dev.verdigris.engine.request.ModelSource;
import dev.verdigris.engine.request.ModelsRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.PlanMaker.deploy;
import static org.assertj.core.api.Assertions.assertThat;

/** Model files are compared with what is live, and not with how the server writes it. */
@ExtendWith(SandboxExtension.class)
class FileDiffTest {

    @TempDir
    Path directory;

    private static DiffRequest files(World world, Optional<PlanFile> against) {
        return DiffRequest.DEFAULT
                .withFailOn(FailOn.ANY)
                .withModels(new ModelsRequest(new ModelSource.Directory(world.models()), against));
    }

    private static ModelsDiff models(Report report) {
        return report.diff().orElseThrow().models().orElseThrow();
    }

    private static List<ModelDiff.Change> changes(Report report) {
        return models(report).models().stream().map(ModelDiff::change).toList();
    }

    /** A released version is what its files say, with names that must be quoted, indexes, comments and grants. */
    @Test
    void whatWasReleasedIsTheSameAsItsFiles(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.writeModels(2);
            world.write(0, "o'clock \"x\" 🦆", """
                    -- The relation is %1$s.
                    create materialized view %1$s as
                    select cast(v."id" as bigint) id, v.amount::numeric(10,2) as "Amount", 'it''s' as "select",
                        extract(year from timestamp '2026-01-02 03:04:05') yr /* not a column */
                    from %2$s v inner join %2$s as w on v.id != w.id and w.amount between 1 and 2
                    where v.amount is distinct from 3;
                    create index on %1$s (id, "Amount");
                    comment on column %1$s.id is $$it's$$;
                    comment on materialized view %1$s is 'x';
                    grant select on %1$s to public;
                    """.formatted(
                            Identifier.of("o'clock \"x\" 🦆").sql(), world.view(0)));
            assertThat(maker.verdigris().deploy(deploy(world)).problems()).isEmpty();
            Report report = maker.verdigris().diff(files(world, Optional.empty()));
            assertThat(models(report).models()).hasSize(2).allSatisfy(model -> {
                assertThat(model.diff()).isEmpty();
                assertThat(model.change()).isEqualTo(ModelDiff.Change.SAME);
            });
            assertThat(report.outcome()).isEqualTo(Outcome.DONE);
            assertThat(report.steps()).isEmpty();
        }
    }

    @Test
    void addedChangedAndRemovedModelsAreShown(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 2, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.writeModels(2);
            world.write(0, "more", "CREATE VIEW " + world.schema(0).sql() + ".more AS SELECT 1 AS one");
            world.remove(1, world.names().of("v"));
            List<String> before = world.inventory();
            Report report = maker.verdigris().diff(files(world, Optional.empty()));
            assertThat(changes(report))
                    .containsExactlyInAnyOrder(
                            ModelDiff.Change.CHANGED, ModelDiff.Change.ADDED, ModelDiff.Change.REMOVED);
            assertThat(models(report).with(ModelDiff.Change.CHANGED).getFirst().diff())
                    .anyMatch(line -> line.startsWith("-") && line.contains("1 AS version"))
                    .anyMatch(line -> line.startsWith("+") && line.contains("2 AS version"));
            assertThat(report.problems()).hasSize(3).extracting(Problem::code).containsOnly(ProblemCode.MODEL_CHANGE);
            assertThat(world.inventory()).isEqualTo(before);
        }
    }

    /** The server is gone when the files are compared with the plan. */
    @Test
    void aPlanIsEnoughWithoutAServer(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 2, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.writeModels(2);
            PlanFile plan = maker.deployment(world).plan();
            ModelsDiff now = models(maker.verdigris().diff(files(world, Optional.empty())));
            try (Verdigris offline = Verdigris.configure(
                            ConnectionSettings.of("127.0.0.1", 1, "nobody", World.DATABASE), world.environment())
                    .load()) {
                Report report = offline.diff(files(world, Optional.of(plan)));
                assertThat(models(report).models()).isEqualTo(now.models());
                assertThat(models(report).asOf()).contains(plan.origin().at());
                assertThat(report.state()).isEqualTo(EnvironmentState.UNKNOWN);
                assertThat(report.notes())
                        .anyMatch(note -> note.contains("since then is not known"))
                        .noneMatch(note -> note.contains("schema"));
                Report fewer = offline.diff(files(world, Optional.of(ofSchema(plan, world, 0))));
                String added = "The plan does not have the schema " + world.schema(1) + ",";
                assertThat(fewer.notes()).anyMatch(note -> note.startsWith(added));
                assertThat(changes(fewer)).contains(ModelDiff.Change.ADDED);
            }
        }
    }

    /** The same plan of an environment that had one pair of schemas. */
    private static PlanFile ofSchema(PlanFile plan, World world, int pair) {
        PlanFile.Wish wish = plan.wish();
        String only = "schema " + world.schema(pair);
        SortedMap<ObjectName, String> definitions = new TreeMap<>(plan.world().definitions());
        definitions.keySet().removeIf(name -> !name.schema().equals(world.schema(pair)));
        return new PlanFile(
                plan.verb(),
                plan.environment(),
                plan.origin(),
                new PlanFile.Wish(
                        wish.pairs().stream()
                                .filter(half -> half.live().equals(only))
                                .toList(),
                        wish.consents(),
                        wish.sinks(),
                        wish.files(),
                        wish.gates()),
                plan.models(),
                plan.contracts(),
                plan.steps(),
                plan.answers(),
                plan.cost(),
                new PlanFile.World(
                        plan.world().live(), plan.world().staged(), plan.world().dependents(), definitions));
    }

    @Test
    void aMistakeInAFileIsShownBeforeAnyComparison(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.writeModels(2);
            world.write(0, "more", "CREATE TABLE more (a int)");
            Report report = maker.verdigris().diff(files(world, Optional.empty()));
            assertThat(report.problems()).extracting(Problem::code).containsOnly(ProblemCode.BAD_MODEL);
            assertThat(report.diff()).isEmpty();
        }
    }
}
