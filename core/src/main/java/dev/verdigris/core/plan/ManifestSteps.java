package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Manifest;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.rights.StatedGrants;
import dev.verdigris.core.inventory.Baselines;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.inventory.InventoryCodec;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.step.Step;

/** The steps that write a manifest into the lock schema, with the inventories of the sides. */
final class ManifestSteps {

    private final PlanBuilder steps;
    private final DeploymentLock lock;
    private final RunIdentity run;

    /** The steps for a lock schema whose state view belongs to this role. */
    ManifestSteps(PlanBuilder steps, DeploymentLock lock, RunIdentity run) {
        this.steps = steps;
        this.lock = lock;
        this.run = run;
    }

    /**
     * Plans a manifest of a build in the place of those that exist, unless one of them says the same.
     *
     * @param built what was built
     * @param stated what the files grant, which the manifest keeps too
     */
    void built(Manifest built, StatedGrants stated) {
        if (!mayCreate()) {
            return;
        }
        List<Item> others = others();
        DeploymentView later = afterTheCopies(stated);
        Inventory staged = Inventory.of(later, Side.SUFFIXED);
        Manifest manifest = built.with(stated.entries(later));
        if (others.size() == 1
                && Manifest.in(others.get(0)).equals(manifest)
                && InventoryCodec.built(others.get(0)).equals(Optional.of(staged))) {
            give(others.get(0));
            return;
        }
        ObjectName name = steps.view().lockNames().manifest(run.token());
        steps.addDrops(
                others.stream().filter(item -> item.name().equals(name.name())).toList(),
                "a manifest of this run needs its name");
        others = others();
        create(
                new Step.CreateManifest(name, manifest, staged, Optional.empty()),
                "the next build keeps what it would build again");
        steps.addDrops(others, "the new manifest replaces it");
    }

    /**
     * Plans the inventories of both sides right before the swap, unless those of init and build still describe them. A
     * rollback compares the sides with them.
     */
    void promoted() {
        ObjectName name = steps.view().lockNames().manifest(run.token());
        List<Item> own = others().stream()
                .filter(item -> item.name().equals(name.name()))
                .toList();
        Optional<Item> written = own.stream().findFirst();
        Optional<Inventory> built = written.map(InventoryCodec::built).orElseGet(() -> Baselines.built(steps.view()));
        Optional<Inventory> live = written.map(InventoryCodec::replaced).orElseGet(() -> Baselines.began(steps.view()));
        if (isStill(built, Side.SUFFIXED) && isStill(live, Side.LIVE)) {
            own.forEach(this::give);
            return;
        }
        if (!mayCreate()) {
            return;
        }
        steps.addDrops(own, "a manifest of this run needs its name");
        create(
                new Step.CreateManifest(
                        name,
                        Manifest.of(steps.view()),
                        Inventory.of(steps.view(), Side.SUFFIXED),
                        Optional.of(Inventory.of(steps.view(), Side.LIVE))),
                "a rollback compares both sides with what they are now");
    }

    /** Whether an inventory describes a side. If the side is too large for one, no other would do so. */
    private boolean isStill(Optional<Inventory> before, Side side) {
        Inventory now = Inventory.of(steps.view(), side);
        return before.filter(known -> known.changesUntil(now).isEmpty()).isPresent() || !InventoryCodec.fits(now);
    }

    private void create(Step.CreateManifest create, String reason) {
        steps.add(create, reason);
        CatalogSnapshot catalog = steps.catalog();
        catalog.itemsNamed(
                        catalog.schema(create.view().schema()).orElseThrow().id(),
                        create.view().name())
                .forEach(this::give);
    }

    /** The staged side as it will be after the copies from the live side, which come after the manifest. */
    private DeploymentView afterTheCopies(StatedGrants stated) {
        PlanBuilder later = new PlanBuilder(steps.view());
        CopySteps.side(later, stated);
        return later.view();
    }

    private List<Item> others() {
        return steps.view().lockNames().manifests(steps.catalog());
    }

    /** Gives a manifest to the owner of the state view, who must be able to drop it. */
    private void give(Item manifest) {
        steps.give(
                steps.catalog().targetOf(manifest),
                lock.owner(),
                "a role that may end the deployment must be able to drop it");
    }

    private boolean mayCreate() {
        return steps.catalog().find(new Target.OfSchema(lock.schema())).stream()
                .anyMatch(schema -> Rights.of(steps.catalog()).has(schema.acl(), Privilege.CREATE));
    }
}
