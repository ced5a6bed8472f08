package dev.verdigris.core.deployment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.ItemSpec;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DigestsTest {

    private static final SchemaName PUBLIC = SchemaName.of("materialize", "public");
    private static final Environment PROD = new Environment(
            Identifier.of("prod"),
            Identifier.of("materialize"),
            List.of(PUBLIC),
            List.of(Identifier.of("prod")),
            Environment.DEFAULT_SUFFIX);

    private static World world(Map<String, String> schemaGrants, ClusterConfig config, Map<String, String> itemGrants) {
        return new World("me")
                .role("r")
                .schema(PUBLIC, "me", schemaGrants)
                .cluster("prod", "me", Map.of(), config, List.of())
                .item(new ItemSpec(ItemKind.MATERIALIZED_VIEW, PUBLIC.object("mv"), "me")
                        .cluster("prod")
                        .grants(itemGrants));
    }

    private static World world() {
        return world(Map.of(), ClusterConfig.Managed.of("100cc", 1), Map.of());
    }

    private static Digest of(World world) {
        return Digests.ofLive(DeploymentView.of(world.snapshot(), PROD));
    }

    private static Digest of(World world, String version) {
        world.version = version;
        return of(world);
    }

    @Test
    void theSameLiveSideHasTheSameDigest() {
        assertThat(of(world())).isEqualTo(of(world()));
    }

    @Test
    void aChangeThatASwapWouldUndoChangesTheDigest() {
        Digest before = of(world());
        assertThat(of(world(Map.of("r", "U"), ClusterConfig.Managed.of("100cc", 1), Map.of())))
                .as("a grant on the schema")
                .isNotEqualTo(before);
        assertThat(of(world(Map.of(), ClusterConfig.Managed.of("100cc", 1), Map.of("r", "r"))))
                .as("a grant on an object")
                .isNotEqualTo(before);
        assertThat(of(world(Map.of(), ClusterConfig.Managed.of("200cc", 1), Map.of())))
                .as("a resize")
                .isNotEqualTo(before);
        assertThat(of(world(Map.of(), ClusterConfig.Managed.of("100cc", 2), Map.of())))
                .as("one replica more")
                .isNotEqualTo(before);
        assertThat(of(world().item(ItemKind.VIEW, "public.v", "")))
                .as("a new object")
                .isNotEqualTo(before);
        assertThat(of(world().byDefault("me", Optional.of(PUBLIC), DefaultPrivilege.ObjectKind.TABLE, "r", "r")))
                .as("a default privilege")
                .isNotEqualTo(before);
    }

    @Test
    void anAutoScalingStrategyOfALiveClusterChangesTheDigest() {
        ClusterConfig.Managed plain = ClusterConfig.Managed.of("100cc", 1);
        Set<Digest> all = Stream.of(
                        plain,
                        plain.withAutoScaling(new ClusterConfig.AutoScaling.OnHydration("200cc", Optional.empty())),
                        plain.withAutoScaling(new ClusterConfig.AutoScaling.OnHydration("400cc", Optional.empty())),
                        plain.withAutoScaling(
                                new ClusterConfig.AutoScaling.OnHydration("200cc", Optional.of(Duration.ofSeconds(1)))),
                        plain.withAutoScaling(new ClusterConfig.AutoScaling.Unknown("{\"on lag\": 'it\"s'}")))
                .map(config -> of(world(Map.of(), config, Map.of()), "v26.34.0"))
                .collect(Collectors.toSet());
        assertThat(all).hasSize(5);
    }

    /** Such a server has no relation that shows one, so nothing is read for it. */
    @Test
    void aServerWithoutAutoScalingIsNotAskedForIt() {
        ClusterConfig unread = new ClusterConfig.Managed(
                "100cc",
                1,
                new ClusterConfig.Schedule.Manual(),
                List.of(),
                false,
                Optional.of(Duration.ofSeconds(1)),
                Optional.empty(),
                Optional.empty(),
                Set.of(CatalogPart.AUTO_SCALING));
        assertThat(of(world(Map.of(), unread, Map.of()), "v26.33.0")).isEqualTo(of(world(), "v26.33.0"));
    }

    @Test
    void otherChangesDoNotChangeTheDigest() {
        Digest before = of(world());
        assertThat(of(world().schema("other")
                        .cluster("other")
                        .schema("public_dbt_deploy")
                        .item(ItemKind.VIEW, "public_dbt_deploy.v", "")
                        .comment(PUBLIC, "a comment")))
                .isEqualTo(before);
    }

    @Test
    void replicasOfTheServersRefreshesDoNotCount() {
        ClusterConfig.Schedule schedule = new ClusterConfig.Schedule.OnRefresh(Duration.ofMinutes(5));
        ClusterConfig off =
                new ClusterConfig.Managed("100cc", 0, schedule, List.of(), false, Optional.empty(), Optional.empty());
        ClusterConfig on =
                new ClusterConfig.Managed("100cc", 1, schedule, List.of(), false, Optional.empty(), Optional.empty());
        assertThat(of(world(Map.of(), on, Map.of()))).isEqualTo(of(world(Map.of(), off, Map.of())));
    }

    @Test
    void emptySchemasAndClustersCountAsMissing() {
        World nothing = new World("me");
        World created = new World("me").schema("public").cluster("prod");
        assertThat(of(created)).isEqualTo(of(nothing));
    }
}
