package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.QuarantineNames;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.RecordEntry;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.guard.sinks.WayRules;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Renaming;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;
import dev.verdigris.core.text.Count;

/**
 * The steps that drop the suffixed side. They wait for subscriptions to end, then rename the side into quarantine. Then
 * they drop exactly the objects in quarantine, each after its readers, then the schemas and clusters. They keep a
 * history entry, and last drop the lock schema. No step uses CASCADE: if an object exists that the plan does not name,
 * the server refuses the drop of its schema. Each drop names a name that no other object ever has.
 */
final class Dropping {

    private Dropping() {}

    /** Adds the steps for a side whose lock schema has the given state view now. */
    static void steps(PlanBuilder draft, StateView stateView, PlanInput.Drop input, Verb verb) {
        LockNames names = draft.view().lockNames();
        List<Item> kept = WayRules.kept(draft.view());
        drain(draft);
        remember(draft, input);
        if (stateView.phase() != Phase.DROPPING) {
            draft.add(
                    quarantine(draft, stateView),
                    "after this it cannot be swapped, and its schemas and clusters have names that nothing else has");
        }
        ResolvedPairs sides = draft.view().pairs();
        draft.addDrops(kept, "the user accepts that it is dropped with the side that it reads");
        List<Item> items = sides.itemsOf(Side.SUFFIXED).stream()
                .filter(item -> !sides.goesAlong(item))
                .toList();
        draft.addDrops(items, "it is part of the dropped side, and no other object depends on it");
        for (Schema schema : sides.schemasOf(Side.SUFFIXED)) {
            draft.add(new Step.DropSchema(draft.catalog().nameOf(schema)), "it is empty");
        }
        for (Cluster cluster : sides.clustersOf(Side.SUFFIXED)) {
            draft.add(new Step.DropCluster(cluster.name()), "no object runs on it");
        }
        HistorySteps.add(draft, stateView, input, verb);
        draft.add(
                new Step.DropStateView(
                        names.stateView(stateView.quarantined()),
                        names.besideStateView(draft.catalog()).stream()
                                .map(draft.catalog()::nameOf)
                                .toList()),
                "all schemas and clusters of the dropped side are gone");
        draft.add(new Step.DropLockSchema(names.schema()), "the deployment is over");
    }

    /** Plans the entry of a rollback that wrote none, so that the history has it. */
    private static void remember(PlanBuilder draft, PlanInput.Drop input) {
        draft.view()
                .lock()
                .filter(lock -> Rights.of(draft.catalog()).owns(lock.owner()))
                .flatMap(
                        lock -> RollbackRules.recorded(draft.view(), input.run().token())
                                .map(record -> new Step.UpdateRecord(
                                        lock.stateViewName().orElseThrow(), RecordEntry.ROLLBACK, record)))
                .ifPresent(update -> draft.add(update, "the history remembers the version that was rolled back"));
    }

    private static Step.Quarantine quarantine(PlanBuilder draft, StateView stateView) {
        LockNames names = draft.view().lockNames();
        Environment environment = draft.view().environment();
        QuarantineNames quarantine = new QuarantineNames(environment, stateView.token());
        List<Pair> pairs = environment.pairs();
        List<Renaming> renamings = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Target suffixed = pairs.get(i).suffixed();
            if (draft.catalog().find(suffixed).isPresent()) {
                renamings.add(new Renaming(suffixed, quarantine.pairs().get(i).suffixed()));
            }
        }
        return new Step.Quarantine(names.stateView(stateView), names.stateView(stateView.quarantined()), renamings);
    }

    private static void drain(PlanBuilder draft) {
        ResolvedPairs sides = draft.view().pairs();
        List<Cluster> clusters = sides.clustersOf(Side.SUFFIXED);
        WaitStep.AwaitDrain wait = new WaitStep.AwaitDrain(
                clusters.stream().map(Cluster::name).toList(),
                clusters.stream().map(Cluster::id).toList(),
                sides.itemsOf(Side.SUFFIXED).stream().map(Item::id).toList());
        long count =
                draft.catalog().subscriptions().stream().filter(wait::concerns).count();
        if (count > 0) {
            draft.add(wait, Count.of(count, "subscription") + " must end first");
        }
    }
}
