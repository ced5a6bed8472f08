package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.Manifest;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Fingerprint;
import dev.verdigris.core.deployment.record.RecordEntry;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.Step;

/** The steps of a build in the lock schema: its record, its fencing token and its manifest. */
final class BuildSteps {

    private final PlanBuilder steps;
    private final Fingerprint files;
    private final RunIdentity run;

    BuildSteps(PlanBuilder steps, Fingerprint files, RunIdentity run) {
        this.steps = steps;
        this.files = files;
        this.run = run;
    }

    /** Whether this role may write a record and a manifest. */
    boolean isRecordable() {
        return recordable().isPresent();
    }

    private Optional<DeploymentLock> recordable() {
        return steps.view()
                .lock()
                .filter(lock ->
                        lock.stateView().isPresent() && lock.knownRecord().isPresent())
                .filter(lock -> Rights.of(steps.catalog()).owns(lock.owner()));
    }

    /** Whether the record says that a build of these files finished. */
    boolean isWhole() {
        return steps.view()
                .record()
                .flatMap(DeploymentRecord::built)
                .filter(new Built(files, true)::equals)
                .isPresent();
    }

    /** Whether the deployment is the run's own, so that the record needs no other id. */
    boolean isOwn() {
        return steps.view()
                .record()
                .filter(record -> run.deployer().owns(record, steps.view().role()))
                .isPresent();
    }

    /**
     * Plans the record before the token. A swap that was planned earlier fails on the token; a later swap sees the
     * record.
     */
    void begin() {
        recordable().filter(lock -> !hasToken(lock)).ifPresent(lock -> {
            record(lock, false, "promote refuses a side whose build did not finish");
            steps.add(
                    new Step.AdvanceToken(
                            lock.stateViewName().orElseThrow(),
                            steps.view().lockNames().stateView(new StateView(Phase.STAGED, run.token()))),
                    "a swap that was planned earlier must fail");
        });
    }

    /**
     * Plans the record once more, between the drops and the creations. If another build has begun, the server refuses
     * it. So a build that slept during its drops creates nothing among the objects of a later one.
     */
    void fence() {
        recordable()
                .filter(this::hasToken)
                .ifPresent(
                        lock -> record(lock, false, "a build that another one has overtaken must not create anything"));
    }

    /** Plans the record that the build is whole. */
    void finish() {
        recordable()
                .filter(lock -> hasToken(lock) && !isWhole())
                .ifPresent(lock -> record(lock, true, "promote refuses a side whose build did not finish"));
    }

    /** Plans a manifest in the place of those that exist, unless one of them says the same. */
    void manifest(Manifest manifest) {
        Optional<DeploymentLock> lock = recordable().filter(this::hasToken).filter(this::mayCreateIn);
        if (lock.isEmpty()) {
            return;
        }
        List<Item> others = others();
        if (others.size() == 1 && Manifest.in(others.get(0)).equals(manifest)) {
            give(lock.get(), others.get(0));
            return;
        }
        ObjectName name = steps.view().lockNames().manifest(run.token());
        steps.addDrops(
                others.stream().filter(item -> item.name().equals(name.name())).toList(),
                "it has the name of the next one");
        others = others();
        steps.add(new Step.CreateManifest(name, manifest), "the next build keeps what it would build again");
        catalog()
                .itemsNamed(catalog().schema(name.schema()).orElseThrow().id(), name.name())
                .forEach(item -> give(lock.get(), item));
        steps.addDrops(others, "the new one replaces it");
    }

    private List<Item> others() {
        return steps.view().lockNames().manifests(catalog());
    }

    /** Gives a manifest to the owner of the state view, who must be able to drop it. */
    private void give(DeploymentLock lock, Item manifest) {
        if (!manifest.owner().equals(lock.owner()) && lock.owner().isUser()) {
            steps.add(
                    new Step.ChangeOwner(catalog().targetOf(manifest), Messages.roleName(catalog(), lock.owner())),
                    "a role that may end the deployment must be able to drop it");
        }
    }

    private boolean mayCreateIn(DeploymentLock lock) {
        return catalog().find(new Target.OfSchema(lock.schema())).stream()
                .anyMatch(schema -> Rights.of(catalog()).has(schema.acl(), Privilege.CREATE));
    }

    private CatalogSnapshot catalog() {
        return steps.catalog();
    }

    private void record(DeploymentLock lock, boolean whole, String reason) {
        DeploymentRecord record =
                LockSteps.built(steps.view(), remembering(lock), run, new Built(files, whole));
        steps.add(new Step.UpdateRecord(lock.stateViewName().orElseThrow(), RecordEntry.BUILD, record), reason);
    }

    /** The record with the entry of a rollback that wrote none, because this build ends the phase that shows it. */
    private DeploymentRecord remembering(DeploymentLock lock) {
        return RollbackRules.recorded(steps.view(), Optional.empty())
                .orElseGet(() -> lock.knownRecord().orElseThrow());
    }

    private boolean hasToken(DeploymentLock lock) {
        return lock.stateView()
                .map(StateView::token)
                .filter(run.token()::equals)
                .isPresent();
    }
}
