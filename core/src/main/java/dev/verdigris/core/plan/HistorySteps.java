package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.history.Fate;
import dev.verdigris.core.history.HistoryEntry;
import dev.verdigris.core.history.HistorySchema;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Step;

/**
 * The steps that keep a history entry of a deployment that ends, and drop the oldest entries. They never refuse: a step
 * that the role may not do is left out, and a note says so. A run that is killed between them continues with the next,
 * because the state view is dropped after them.
 */
final class HistorySteps {

    private final PlanBuilder draft;
    private final HistorySchema history;
    private final int keep;
    private final RunIdentity run;

    private HistorySteps(PlanBuilder draft, int keep, RunIdentity run) {
        this.draft = draft;
        this.history = HistorySchema.of(draft.view().lockNames().schema());
        this.keep = keep;
        this.run = run;
    }

    /** Adds the steps after all drops but those of the state view and the lock schema. */
    static void add(PlanBuilder draft, StateView stateView, PlanInput.Drop input, Verb verb) {
        if (input.history() > 0) {
            HistorySteps steps = new HistorySteps(draft, input.history(), input.run());
            steps.write(stateView.token(), steps.fate(verb));
            steps.prune();
        }
    }

    /**
     * Adds the entry of a deployment whose state view a promotion replaces, because another tool has dropped its
     * previous side and staged a later version.
     *
     * @param wentLive whether its version went live
     */
    static void replace(PlanBuilder draft, StateView stateView, PlanInput.Promote input, boolean wentLive) {
        if (input.history() > 0) {
            new HistorySteps(draft, input.history(), input.run())
                    .write(stateView.token(), wentLive ? Fate.CLEANED_UP : Fate.ABORTED);
        }
    }

    private void write(FencingToken token, Fate fate) {
        RoleId session = draft.catalog().session().role();
        ObjectName view = history.view(token);
        if (draft.catalog().schema(history.name()).isEmpty()) {
            Step create = new HistoryStep.CreateHistorySchema(history.name());
            if (lacks(create)) {
                return;
            }
            draft.add(create, "history entries outlive their deployments there");
        }
        if (draft.catalog().find(Target.view(view)).isEmpty()) {
            Step write = new HistoryStep.WriteHistory(view, entry(fate));
            if (lacks(write)) {
                return;
            }
            draft.add(write, "it shows this deployment after its end");
        }
        giveToLiveOwner(Target.view(view), "a role that may end a deployment must be able to drop old history entries");
        // Another project may share the schema. It stays with the owner that the first run gave it to.
        if (draft.catalog().schema(history.name()).orElseThrow().owner().equals(session)) {
            giveToLiveOwner(
                    new Target.OfSchema(history.name()),
                    "a role that may end a deployment must be able to write history entries");
        }
    }

    private boolean lacks(Step step) {
        List<Problem> lacking = draft.lacking(step);
        lacking.stream()
                .findFirst()
                .ifPresent(problem -> draft.note("No history entry is written: " + problem.what() + "."));
        return !lacking.isEmpty();
    }

    private void giveToLiveOwner(Target target, String reason) {
        LockSteps.liveOwner(draft.view()).ifPresent(role -> draft.giveIfAllowed(target, role, reason));
    }

    private HistoryEntry entry(Fate fate) {
        return new HistoryEntry(
                draft.view().writtenRecord(),
                draft.view().lock().flatMap(DeploymentLock::held),
                draft.view().consents(),
                fate,
                run.now(),
                draft.view().role());
    }

    /** The ids show whether the deployment went live. Both verbs complete what one of them has begun. */
    private Fate fate(Verb verb) {
        boolean staged = draft.view().isPreviousLive().orElse(verb == Verb.ABORT);
        Optional<DeploymentRecord> record = draft.view().lock().flatMap(DeploymentLock::knownRecord);
        if (!staged) {
            return Fate.CLEANED_UP;
        }
        return record.flatMap(DeploymentRecord::rolledBack).isPresent() ? Fate.ROLLED_BACK : Fate.ABORTED;
    }

    /** Drops the oldest entries. An entry that is not the role's, or that something reads, stays. */
    private void prune() {
        CatalogSnapshot catalog = draft.catalog();
        List<Item> views = history.views(draft.view());
        List<Item> old = views.subList(0, Math.max(0, views.size() - keep)).stream()
                .filter(view -> catalog.readers(view.id()).isEmpty())
                .filter(view -> draft.lacking(new Step.DropItem(ItemKind.VIEW, catalog.nameOf(view), view.id()))
                        .isEmpty())
                .toList();
        if (!old.isEmpty()) {
            draft.addDrops(old, "the history keeps " + keep + " of the newest entries");
        }
    }
}
