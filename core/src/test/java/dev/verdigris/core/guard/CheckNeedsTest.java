package dev.verdigris.core.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.ItemSpec;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The rights that checks need. */
class CheckNeedsTest {

    private static final Environment PROD = new Environment(
            Identifier.of("prod"),
            Identifier.of("materialize"),
            List.of(SchemaName.of("materialize", "shop")),
            List.of(Identifier.of("c")),
            "_g");

    private static CheckNeeds checks(String... reads) {
        TreeSet<ObjectName> inputs = new TreeSet<>();
        for (String each : reads) {
            inputs.add(World.objectName(each));
        }
        return new CheckNeeds(List.of(new CheckNeeds.Query("a.sql", inputs, new TreeSet<>())), Optional.empty());
    }

    /** A table and a staged side of another role. The new view reads the table. */
    private static DeploymentView view() {
        World world = new World("m\"e")
                .role("o w")
                .schema(SchemaName.of("materialize", "raw"), "o w", Map.of())
                .schema(SchemaName.of("materialize", "shop_g"), "o w", Map.of("m\"e", "U"))
                .cluster("c_g", "o w", Map.of(), ClusterConfig.Managed.of("25cc", 1), List.of())
                .item(new ItemSpec(ItemKind.TABLE, World.objectName("raw.orders"), "o w"))
                .item(new ItemSpec(ItemKind.VIEW, World.objectName("shop_g.v"), "m\"e")
                        .reads(List.of(World.objectName("raw.orders"))));
        return DeploymentView.of(world.snapshot(), PROD);
    }

    @Test
    void missingRightsOfTheRoleAndOfTheOwnersOfViewsAreNamed() {
        List<Problem> problems = checks("shop_g.v").missingRights(view(), Set.of());
        assertThat(problems)
                .extracting(Problem::fix)
                .containsExactly(
                        Fix.bySuperuser("GRANT USAGE ON CLUSTER \"c_g\" TO \"m\"\"e\""),
                        Fix.bySuperuser("GRANT USAGE ON SCHEMA \"materialize\".\"raw\" TO \"m\"\"e\""),
                        Fix.bySuperuser("GRANT SELECT ON TABLE \"materialize\".\"raw\".\"orders\" TO \"m\"\"e\""));
    }

    @Test
    void whatDoesNotExistYetNeedsNoGrant() {
        Set<Target> made = Set.of(new Target.OfCluster(Identifier.of("c_g")));
        assertThat(checks("shop_g.v").missingRights(view(), made))
                .extracting(Problem::where)
                .noneMatch(where -> where.contains("c_g"));
    }

    @Test
    void theRightsOnTheOtherSideAreAskedIfItExists() {
        TreeSet<ObjectName> others =
                new TreeSet<>(List.of(World.objectName("raw.orders"), World.objectName("raw.does_not_exist")));
        CheckNeeds needs =
                new CheckNeeds(List.of(new CheckNeeds.Query("a.sql", new TreeSet<>(), others)), Optional.empty());
        assertThat(needs.missingRights(view(), Set.of()))
                .extracting(Problem::fix)
                .contains(Fix.bySuperuser("GRANT SELECT ON TABLE \"materialize\".\"raw\".\"orders\" TO \"m\"\"e\""));
        assertThat(needs.missingLiveRights(view()))
                .as("before the promotion, the live side has no other side")
                .isEmpty();
    }

    @Test
    void checksThatReadNoRelationNeedNothing() {
        assertThat(checks().missingRights(view(), Set.of())).isEmpty();
    }
}
