package dev.verdigris.core.deployment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.deployment.record.Fingerprint;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.ItemSpec;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintsTest {

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

    private static Fingerprint of(World world) {
        return Fingerprints.ofLive(DeploymentView.of(world.snapshot(), PROD));
    }

    @Test
    void theSameLiveSideHasTheSameFingerprint() {
        assertThat(of(world())).isEqualTo(of(world()));
    }

    @Test
    void aChangeThatASwapWouldUndoChangesTheFingerprint() {
        Fingerprint before = of(world());
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
    void otherChangesDoNotChangeTheFingerprint() {
        Fingerprint before = of(world());
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
