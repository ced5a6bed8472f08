package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.PlanMaker;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.ApprovedPlan;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.PlanMaker.PROMOTE;
import static dev.verdigris.engine.fixture.PlanMaker.objects;
import static dev.verdigris.engine.fixture.PlanMaker.staged;
import static org.assertj.core.api.Assertions.assertThat;

/** A plan of a promotion shows what goes live, and names model files only if the staged side was built from them. */
@ExtendWith(SandboxExtension.class)
class PlannedModelsTest {

    @TempDir
    Path directory;

    @Test
    void aPlanNamesTheFilesFromWhichTheStagedSideWasBuilt(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            PlanFile plan = maker.promotion().plan();
            assertThat(plan.wish().files()).isPresent();
            assertThat(plan.models()).singleElement().satisfies(model -> {
                assertThat(model.path()).isPresent();
                assertThat(model.digest()).isPresent();
                assertThat(model.diff()).anyMatch(line -> isVersion(line, 2));
            });
        }
    }

    /** Before the build the contracts are not known. Who reads what the plan changes is known. */
    @Test
    void aPlanOfADeploymentNamesTheReadersOfWhatItChanges(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.writeModels(2);
            String role = world.names().of("reader");
            String quoted = Identifier.of(role).sql();
            world.sql("CREATE ROLE " + quoted, "GRANT SELECT ON " + world.view(0) + " TO " + quoted);
            PlanFile plan = maker.approved(maker.verdigris()
                            .plan(PlanMaker.deploy(world)
                                    .withPromote(accepting(world).withForApproval(true))))
                    .plan();
            assertThat(plan.contracts()).isEmpty();
            assertThat(plan.models())
                    .singleElement()
                    .satisfies(model -> assertThat(model.readers()).contains("role " + role));
        }
    }

    /** The files say 2 as well as the live side, and somebody has created another view on the staged side. */
    @Test
    void aPlanShowsTheStagedSideThatWasMadeByHand(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            assertThat(maker.verdigris().promote(PROMOTE).problems()).isEmpty();
            try (Verdigris cleaning = world.verdigris().load()) {
                assertThat(cleaning.drop(DropRequest.PREVIOUS).problems()).isEmpty();
                assertThat(cleaning.init(InitRequest.DEFAULT).problems()).isEmpty();
            }
            byHand(world, 3);
            ApprovedPlan plan = maker.promotion();
            showsOnly(plan.plan(), 3);
            assertThat(maker.verdigris().promote(PROMOTE.withApproved(plan)).problems())
                    .isEmpty();
            assertThat(world.liveVersions()).containsOnly("3");
        }
    }

    @Test
    void filesWithMistakesAreNotThoseOfNoModel(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.write(0, world.names().of("v"), "CREATE TABLE " + world.view(0) + " (id int);");
            assertThat(maker.verdigris().init(InitRequest.DEFAULT).problems()).isEmpty();
            byHand(world, 3);
            ApprovedPlan plan = maker.promotion();
            showsOnly(plan.plan(), 3);
            assertThat(maker.verdigris().promote(PROMOTE.withApproved(plan)).problems())
                    .isEmpty();
            assertThat(world.liveVersions()).containsOnly("3");
        }
    }

    /** After the build the checkout has moved on, or somebody has replaced a staged object and the user accepts it. */
    @Test
    void otherFilesAndAChangeByHandAreNotThoseOfTheBuild(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.writeModels(3);
            try (PlanMaker later = PlanMaker.of(world)) {
                showsOnly(
                        later.approved(later.verdigris().plan(accepting(world).withForApproval(true)))
                                .plan(),
                        2);
            }
            world.writeModels(2);
            world.sql("DROP MATERIALIZED VIEW " + world.suffixedView(0));
            byHand(world, 4);
            ApprovedPlan plan =
                    maker.approved(maker.verdigris().plan(accepting(world).withForApproval(true)));
            showsOnly(plan.plan(), 4);
            world.writeModels(5);
            assertThat(maker.verdigris()
                            .promote(accepting(world).withApproved(plan))
                            .problems())
                    .isEmpty();
            assertThat(world.liveVersions()).containsOnly("4");
        }
    }

    /** A consent to a change by hand does not make it a build from the files of the plan. */
    @Test
    void aPlanOfFilesDoesNotPromoteAChangeByHand(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            world.writeModels(2);
            ApprovedPlan plan = maker.approved(maker.verdigris()
                    .plan(PlanMaker.deploy(world).withPromote(accepting(world).withForApproval(true))));
            assertThat(maker.verdigris().init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(maker.verdigris().build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
            world.sql("DROP MATERIALIZED VIEW " + world.suffixedView(0));
            byHand(world, 3);
            Report refused = maker.verdigris().promote(accepting(world).withApproved(plan));
            assertThat(refused.problems()).hasSize(1);
            assertThat(objects(refused))
                    .containsExactly("REPLACED environment " + world.names().of("env"));
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    /** Accepts other files, and another view and index on the staged side. */
    private static PromoteRequest accepting(World world) {
        String view = world.names().of("v");
        Stream<Optional<Subject>> subjects = Stream.of(view, view + "_id_idx")
                .map(name -> Optional.of(Subject.of(
                        ObjectName.of(World.DATABASE, world.schema(0).schema().value() + "_g", name))));
        return PROMOTE.withAccept(new Consents(Stream.concat(
                        Stream.of(consent(ProblemCode.OTHER_FILES, Optional.empty())),
                        subjects.map(subject -> consent(ProblemCode.STAGED_CHANGED, subject)))
                .toList()));
    }

    private static Consent consent(ProblemCode code, Optional<Subject> subject) {
        return new Consent(code, subject, "a test", Optional.empty());
    }

    private static void byHand(World world, int version) {
        String cluster = world.cluster(0).withSuffix("_g").sql();
        world.sql(
                "CREATE MATERIALIZED VIEW " + world.suffixedView(0) + " IN CLUSTER " + cluster
                        + " AS SELECT id, amount, " + version + " AS version FROM " + world.orders(),
                "CREATE INDEX IN CLUSTER " + cluster + " ON " + world.suffixedView(0) + " (id)");
    }

    private static void showsOnly(PlanFile plan, int version) {
        assertThat(plan.wish().files()).isEmpty();
        assertThat(plan.models()).singleElement().satisfies(model -> {
            assertThat(model.change()).isEqualTo(PlanFile.Model.Change.CHANGED);
            assertThat(model.path()).isEmpty();
            assertThat(model.digest()).isEmpty();
            assertThat(model.diff()).anyMatch(line -> isVersion(line, version));
        });
    }

    private static boolean isVersion(String line, int version) {
        return line.startsWith("+") && line.toLowerCase(Locale.ROOT).contains(version + " as version");
    }
}
