package dev.verdigris.core.readiness;

import java.util.List;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExpectedObjectsTest {

    private static final Environment PROD = new Environment(
            Identifier.of("prod"),
            Identifier.of("materialize"),
            List.of(SchemaName.of("materialize", "public")),
            List.of(Identifier.of("prod")),
            "_x");

    private static World world() {
        return new World("me")
                .schema("public")
                .schema("public_x")
                .schema("other")
                .cluster("prod")
                .cluster("prod_x")
                .cluster("third")
                .view("public.same", "prod")
                .item(ItemKind.VIEW, "public.changed", "")
                .view("public.gone", "prod")
                .view("public_x.same", "prod_x")
                .view("public_x.changed", "third")
                .item(ItemKind.VIEW, "public_x.plain", "")
                .item(ItemKind.TYPE, "public_x.type", "")
                .view("other.tenant", "prod_x")
                .view("other.own", "third");
    }

    @Test
    void objectsOfStagedSchemasAndClustersAreExpected() {
        assertThat(ExpectedObjects.of(DeploymentView.of(world().snapshot(), PROD)))
                .extracting(object -> object.name().toString())
                .containsExactly(
                        "materialize.other.tenant",
                        "materialize.public_x.changed",
                        "materialize.public_x.plain",
                        "materialize.public_x.same");
    }

    @Test
    void theLiveNameOfAnObjectIsThatOfItsCounterpartOrItsOwn() {
        assertThat(ExpectedObjects.of(DeploymentView.of(world().snapshot(), PROD)))
                .extracting(object -> object.liveName().toString())
                .containsExactly(
                        "materialize.other.tenant",
                        "materialize.public.changed",
                        "materialize.public.plain",
                        "materialize.public.same");
    }

    @Test
    void theCounterpartIsTheLiveObjectOfTheSameNameAndKind() {
        World world = world();
        assertThat(ExpectedObjects.of(DeploymentView.of(world.snapshot(), PROD)))
                .filteredOn(object -> object.liveCounterpart().isPresent())
                .singleElement()
                .satisfies(object ->
                        assertThat(object.liveCounterpart()).contains(world.itemId(World.objectName("public.same"))));
    }

    @Test
    void theClusterOfAnObjectIsKnownByItsName() {
        assertThat(ExpectedObjects.of(DeploymentView.of(world().snapshot(), PROD)))
                .extracting(object -> object.cluster()
                        .map(ExpectedObject.Placement::name)
                        .map(Identifier::value)
                        .orElse("none"))
                .containsExactly("prod_x", "third", "none", "prod_x");
    }
}
