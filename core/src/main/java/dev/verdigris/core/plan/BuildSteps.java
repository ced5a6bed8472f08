package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.Manifest;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.RecordEntry;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.guard.rights.StatedGrants;
import dev.verdigris.core.plan.build.DropFence;
import dev.verdigris.core.plan.question.BuildQuestions;
import dev.verdigris.core.step.DropOrder;
import dev.verdigris.core.step.Step;

/** The steps of a build in the lock schema: its record, its fencing token and its manifest. */
final class BuildSteps {

    /** What the user should know of a build that cannot be recorded. */
    static final String NOT_RECORDED = "This build is not recorded: the lock schema has no record, or belongs to a role"
            + " of which this role is not a member.";

    private static final String UNFINISHED = "promote refuses a side whose build did not finish";

    private static final String DROPPED = "it is not what the files define";

    private final PlanBuilder steps;
    private final Optional<Digest> files;
    private final RunIdentity run;

    /**
     * The steps of one run.
     *
     * @param files the digest of the model files; empty if another tool builds
     */
    BuildSteps(PlanBuilder steps, Optional<Digest> files, RunIdentity run) {
        this.steps = steps;
        this.files = files;
        this.run = run;
    }

    /** Whether this role may write a record and a manifest. */
    boolean isRecordable() {
        return recordable().isPresent();
    }

    private Optional<DeploymentLock> recordable() {
        return BuildQuestions.recordable(steps.view());
    }

    /** Whether the record says that a build of these files finished, and that it made the present objects. */
    boolean isWhole() {
        return steps.view()
                .record()
                .flatMap(DeploymentRecord::built)
                .filter(built -> built.whole() && built.files().equals(files))
                .filter(built -> !built.isOfOther(Digests.ofStaged(steps.view())))
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
     * Plans the token, and the record after it. A swap that was planned earlier fails on the token. A swap that comes
     * between the two puts a whole build live, and the record still describes it: nothing is dropped before this run
     * has written that it builds, and a renamed object makes the staged side another one.
     *
     * @param dropped what the build will drop
     */
    void begin(Collection<Item> dropped) {
        recordable().filter(lock -> !hasToken(lock)).ifPresent(lock -> {
            RollbackRules.recorded(steps.view(), run.token())
                    .ifPresent(record -> steps.add(
                            new Step.UpdateRecord(lock.stateViewName().orElseThrow(), RecordEntry.ROLLBACK, record),
                            "promote refuses the version that was rolled back"));
            steps.add(
                    new Step.AdvanceToken(
                            lock.stateViewName().orElseThrow(),
                            steps.view().lockNames().stateView(new StateView(Phase.STAGED, run.token())),
                            new DropFence(catalog(), run.token()).renamings(dropped)),
                    "a swap that was planned earlier must fail");
        });
        fence();
    }

    /** Plans the drops of objects. A DROP without a name of the build's own comes right after a look at the token. */
    void drop(Collection<Item> dropped) {
        DropFence fence = new DropFence(catalog(), run.token());
        List<Item> present = dropped.stream()
                .map(item -> catalog().item(item.id()).orElseThrow())
                .toList();
        List<Item> fenced = new ArrayList<>();
        for (List<Item> layer : DropOrder.layers(catalog(), present)) {
            if (!fence.isFenced(layer)) {
                steps.addDrops(fenced, DROPPED);
                fenced.clear();
                fence();
            }
            fenced.addAll(layer);
        }
        steps.addDrops(fenced, DROPPED);
    }

    /**
     * Plans the record once more, before each layer of creations. If another run has taken the deployment over, the
     * server refuses it. So a build that slept creates nothing more among the objects of a later one.
     */
    void fence() {
        boolean justNow = !steps.steps().isEmpty()
                && steps.steps().get(steps.steps().size() - 1).step() instanceof Step.UpdateRecord;
        recordable()
                .filter(lock -> hasToken(lock) && !justNow)
                .ifPresent(lock ->
                        record(lock, Built.begun(files), "a build that another run has overtaken must not go on"));
    }

    /** Plans the record that the build is whole, and of which objects. */
    void finish() {
        recordable()
                .filter(lock -> hasToken(lock) && !isWhole())
                .ifPresent(lock -> record(lock, Built.of(files, Digests.ofStaged(steps.view())), UNFINISHED));
    }

    /** Plans a manifest in the place of those that exist, unless one of them says the same. */
    void manifest(Manifest manifest, StatedGrants stated) {
        recordable()
                .filter(this::hasToken)
                .ifPresent(lock -> new ManifestSteps(steps, lock, run).built(manifest, stated));
    }

    private CatalogSnapshot catalog() {
        return steps.catalog();
    }

    private void record(DeploymentLock lock, Built built, String reason) {
        DeploymentRecord record =
                LockSteps.built(steps.view(), lock.knownRecord().orElseThrow(), run, built);
        steps.add(new Step.UpdateRecord(lock.stateViewName().orElseThrow(), RecordEntry.BUILD, record), reason);
    }

    private boolean hasToken(DeploymentLock lock) {
        return lock.stateView()
                .map(StateView::token)
                .filter(run.token()::equals)
                .isPresent();
    }
}
