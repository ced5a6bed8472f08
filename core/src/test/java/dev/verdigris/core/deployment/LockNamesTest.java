package dev.verdigris.core.deployment;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.guard.identity.HeldPairsRules;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How an environment finds its lock schema. */
class LockNamesTest {

    private static final StateView STAGED = new StateView(Phase.STAGED, new FencingToken("aaaaaaaaaaaa"));

    private static Environment prod(String database, String... schemas) {
        return named("prod", database, schemas);
    }

    private static Environment named(String name, String database, String... schemas) {
        return new Environment(
                Identifier.of(name),
                Identifier.of(database),
                List.of(schemas).stream()
                        .map(schema -> SchemaName.of("materialize", schema))
                        .toList(),
                List.of(),
                Environment.DEFAULT_SUFFIX);
    }

    /** Another project holds the plain name, so the lock schema of this one has a digest in its name. */
    private static CatalogSnapshot sideBySide(Environment environment) {
        World world = new World("me").schema("shop").schema("more").schema("elsewhere");
        lock(world, prod("materialize", "elsewhere"), prod("materialize", "elsewhere"));
        String apart =
                LockNames.of(world.snapshot(), environment).schema().schema().value();
        lock(world, named(apart.substring("verdigris_".length()), "materialize"), environment);
        return world.snapshot();
    }

    private static void lock(World world, Environment name, Environment held) {
        world.lock(name, STAGED, "me", Optional.empty(), HeldPairs.of(world.snapshot(), held, Phase.STAGED));
    }

    @Test
    void anEditedEnvironmentFindsItsLockSchemaWithADigest() {
        CatalogSnapshot catalog = sideBySide(prod("materialize", "shop"));
        DeploymentView edited = DeploymentView.of(catalog, prod("materialize", "shop", "more"));
        assertThat(edited.lockNames())
                .isEqualTo(
                        DeploymentView.of(catalog, prod("materialize", "shop")).lockNames());
        assertThat(HeldPairsRules.problems(edited, false)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.ENVIRONMENT_CHANGED);
            assertThat(problem.what()).contains("added: schema materialize.more with more_dbt_deploy");
        });
    }

    @Test
    void anEnvironmentWithAnotherDatabaseFindsItsLockSchema() {
        World world = new World("me").schema("shop");
        lock(world, prod("materialize", "shop"), prod("materialize", "shop"));
        DeploymentView moved = DeploymentView.of(world.snapshot(), prod("other", "shop"));
        assertThat(moved.lock()).isPresent();
        assertThat(HeldPairsRules.problems(moved, false)).isEmpty();
    }

    @Test
    void anotherNameHoldsThePairsForItself() {
        World world = new World("me").schema("shop");
        lock(world, named("test", "materialize", "shop"), named("test", "materialize", "shop"));
        assertThat(HeldPairsRules.problems(DeploymentView.of(world.snapshot(), prod("materialize", "shop")), false))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PAIRS_TAKEN);
    }
}
