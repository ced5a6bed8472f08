package dev.verdigris.core.inventory;

import java.util.Comparator;
import java.util.Optional;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.DeploymentView;

/** The inventories that the lock schema of a deployment holds. Each is empty if it was not written or is too long. */
public final class Baselines {

    private Baselines() {}

    /** The live side when the deployment began. */
    public static Optional<Inventory> began(DeploymentView view) {
        return view.lockNames().stateViews(view.catalog()).stream()
                .findFirst()
                .flatMap(InventoryCodec::live);
    }

    /** The staged side at the end of its last build, or right before its promotion. After that it is the live side. */
    public static Optional<Inventory> built(DeploymentView view) {
        return manifest(view).flatMap(InventoryCodec::built);
    }

    /** The side that a promotion has replaced, as it was right before that. It is the previous side. */
    public static Optional<Inventory> replaced(DeploymentView view) {
        return manifest(view).flatMap(InventoryCodec::replaced).or(() -> began(view));
    }

    private static Optional<Item> manifest(DeploymentView view) {
        return view.lockNames().manifests(view.catalog()).stream().max(Comparator.comparing(Item::id, CatalogId.ORDER));
    }
}
