package dev.verdigris.core.plan;

import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.inventory.InventoryCodec;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.step.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManifestStepsTest {

    private static final Environment PROD = new Environment(
            Identifier.of("prod"),
            Identifier.of("materialize"),
            List.of(SchemaName.of("materialize", "public")),
            List.of(Identifier.of("prod")),
            Environment.DEFAULT_SUFFIX);

    private static CatalogSnapshot staged(int views) {
        World world = new World("me").schema("public").cluster("prod");
        for (int i = 0; i < views; i++) {
            world.view("public." + "v".repeat(240) + i, "prod");
        }
        CatalogSnapshot start = world.snapshot();
        CatalogSnapshot begun = Flow.play(start, Flow.planned(InitPlanner.plan(view(start), Flow.init())));
        return Flow.build(begun, PROD);
    }

    private static DeploymentView view(CatalogSnapshot catalog) {
        return DeploymentView.of(catalog, PROD);
    }

    private static Plan promotion(CatalogSnapshot catalog) {
        return Flow.planned(PromotePlanner.plan(view(catalog), Flow.promote()));
    }

    @Test
    void anInventoryIsWrittenOnceBeforeASwap() {
        CatalogSnapshot staged = staged(2);
        Plan preparation = promotion(staged).preparation().orElseThrow();
        assertThat(preparation.steps()).extracting(PlannedStep::step).hasOnlyElementsOfType(Step.CreateManifest.class);
        assertThat(promotion(Flow.play(staged, preparation)).preparation()).isEmpty();
    }

    @Test
    void sidesThatAreTooLargeForAnInventoryGetNone() {
        CatalogSnapshot staged = staged(1100);
        assertThat(InventoryCodec.fits(Inventory.of(view(staged), Side.SUFFIXED)))
                .isFalse();
        assertThat(promotion(staged).preparation()).isEmpty();
    }
}
