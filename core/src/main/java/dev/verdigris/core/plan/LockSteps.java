package dev.verdigris.core.plan;

import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.id.RoleId;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.RecordCodec;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.Target;

/** The steps that make a lock schema and its record. */
final class LockSteps {

    private LockSteps() {}

    /** The state view that a run makes for what is staged. */
    static ObjectName stateView(DeploymentView view, Phase phase, RunIdentity fresh) {
        return view.lockNames().stateView(new StateView(phase, fresh.token()));
    }

    /**
     * Takes over a state view whose maker wrote no record, unless this very run made it, and returns what it is called then.
     *
     * @param lock has a state view
     */
    static ObjectName takeOver(PlanBuilder draft, DeploymentLock lock, RunIdentity fresh) {
        ObjectName old = lock.stateViewName().orElseThrow();
        ObjectName own = stateView(draft.view(), lock.phase(), fresh);
        if (!old.equals(own)) {
            draft.add(
                    new Step.TakeOverStateView(old, own), "whoever made it wrote no record; from here on they cannot");
        }
        return own;
    }

    /** The record that a deployment gets which begins now. */
    static DeploymentRecord record(DeploymentView view, DeploymentKey key, RunIdentity fresh) {
        return RecordCodec.fit(new DeploymentRecord(
                RecordCodec.FORMAT_VERSION,
                key.explicitId().orElse(fresh.deployment()),
                key.explicitId().isPresent(),
                fresh.now(),
                Optional.of(view.role()),
                key.commit(),
                key.tag(),
                Fingerprints.ofLive(view),
                Optional.empty()));
    }

    /** The record of a side that other tools made, and of which nothing else is known. */
    static DeploymentRecord adopted(DeploymentView view, RunIdentity fresh) {
        return record(view, DeploymentKey.NONE, fresh);
    }

    /**
     * Makes a lock schema, or completes one without a state view, for a side that other tools made; returns its state view.
     *
     * @param as what the suffixed side is taken for
     */
    static ObjectName adopt(PlanBuilder draft, Phase as, RunIdentity fresh) {
        SchemaName lock = draft.view().lockNames().schema();
        ObjectName stateView = stateView(draft.view(), as, fresh);
        DeploymentRecord record = adopted(draft.view(), fresh);
        if (draft.catalog().schema(lock).isEmpty()) {
            draft.add(
                    new Step.CreateLockSchema(lock),
                    "no lock schema exists: the suffixed side was made with other tools");
        }
        draft.add(new Step.CreateStateView(stateView), "it says that the suffixed side is " + as.side());
        draft.add(new Step.RecordDeployment(stateView, record), "it is adopted as deployment " + record.deploymentId());
        giveToLiveOwner(draft, stateView);
        return stateView;
    }

    /**
     * Gives state view and lock schema to the first live schema's or cluster's owner, so that whoever may swap may rename the state view.
     * The state view comes first, for the server asks its giver for CREATE on the schema.
     */
    static void giveToLiveOwner(PlanBuilder draft, ObjectName stateView) {
        CatalogSnapshot catalog = draft.catalog();
        Schema schema = catalog.schema(stateView.schema()).orElseThrow();
        Optional<RoleId> owner = liveOwner(draft.view());
        if (owner.isEmpty() || !owner.get().isUser()) {
            return;
        }
        Identifier name = Messages.roleName(catalog, owner.get());
        boolean stateViewIsTheirs = catalog.itemsNamed(schema.id(), stateView.name()).stream()
                .allMatch(item -> item.owner().equals(owner.get()));
        if (!stateViewIsTheirs) {
            draft.add(
                    new Step.GiveStateView(stateView, name), "whoever may swap must be able to rename the state view");
        }
        if (!owner.get().equals(schema.owner())) {
            draft.add(
                    new Step.ChangeOwner(new Target.OfSchema(stateView.schema()), name),
                    "whoever may end the deployment must be able to drop the lock schema");
        }
    }

    private static Optional<RoleId> liveOwner(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        Stream<RoleId> schemas = view.environment().schemas().stream()
                .map(catalog::schema)
                .flatMap(Optional::stream)
                .map(Schema::owner);
        Stream<RoleId> clusters = view.environment().clusters().stream()
                .map(catalog::cluster)
                .flatMap(Optional::stream)
                .map(Cluster::owner);
        return Stream.concat(schemas, clusters).findFirst();
    }
}
