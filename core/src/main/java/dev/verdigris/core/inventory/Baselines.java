package dev.verdigris.core.inventory;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;

/** The inventories that the lock schema of a deployment holds. Each is empty if it was not written or is too long. */
public final class Baselines {

    private Baselines() {}

    /** The live side when the deployment began. */
    public static Optional<Inventory> began(DeploymentView view) {
        return view.lockNames().stateViews(view.catalog()).stream().findFirst().flatMap(InventoryCodec::live);
    }

    /** The staged side at the end of its last build, or right before its promotion. After that it is the live side. */
    public static Optional<Inventory> built(DeploymentView view) {
        return ofPromotion(view)
                .or(() -> manifests(view)
                        .filter(manifest -> InventoryCodec.replaced(manifest).isEmpty())
                        .max(Comparator.comparing(Item::id, CatalogId.ORDER)))
                .flatMap(InventoryCodec::built);
    }

    /** The side that a promotion has replaced, as it was right before that. It is the previous side. */
    public static Optional<Inventory> replaced(DeploymentView view) {
        return ofPromotion(view).flatMap(InventoryCodec::replaced).or(() -> began(view));
    }

    /**
     * The manifest that the promotion in force wrote. A promotion that was stopped, or that the server carried out
     * late, has another token, so what it wrote about the sides is not believed.
     */
    private static Optional<Item> ofPromotion(DeploymentView view) {
        return view.lock()
                .filter(lock -> lock.phase() == Phase.PROMOTED)
                .flatMap(DeploymentLock::stateView)
                .map(shown -> view.lockNames().manifest(shown.token()).name())
                .flatMap(name -> manifests(view)
                        .filter(manifest -> manifest.name().equals(name))
                        .filter(manifest -> InventoryCodec.replaced(manifest).isPresent())
                        .findFirst());
    }

    private static Stream<Item> manifests(DeploymentView view) {
        return view.lockNames().manifests(view.catalog()).stream();
    }
}
