package dev.verdigris.core.step;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.Manifest;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.RecordEntry;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.sink.KafkaSink;
import dev.verdigris.core.sink.Topic;
import dev.verdigris.core.text.Kebab;

/**
 * One unit of atomicity: a transaction, a single statement, or one wait. It takes effect completely or not at all.
 *
 * <p>No step keeps a journal. The catalog always shows whether a step was done, so a later run plans again and gets
 * exactly the remaining steps.
 *
 * <p>Steps are records, and the run depends on their equality across plans. After a refusal or a lost connection the
 * run plans again, and a step that the new plan also contains, by {@code equals}, is not done yet. So a step contains
 * nothing that differs between two plans of one run for the same work, such as a time of planning.
 */
public sealed interface Step permits Step.Transition, Step.FollowUp, WaitStep, Step.Statement {

    /** The names that exist only because of this step. For later steps of the plan, their owner is not checked. */
    default List<Target> creates() {
        return List.of();
    }

    /** The type of step in kebab case, such as {@code create-schema}, as reports and events name it. */
    default String type() {
        return Kebab.of(getClass());
    }

    /** The step in a few words, such as {@code create schema db.core}: an infinitive without "to". */
    default String summary() {
        return StepSummary.of(this);
    }

    /**
     * A change of the whole deployment: one transaction that renames the state view, which is a compare-and-swap, and
     * makes the change itself. It takes effect once or never. The server refuses it if the state view has another name
     * at that time. A transition that is refused with 40001 changed nothing and may be tried again.
     */
    sealed interface Transition extends Step {

        /** The state view on which it was planned. */
        ObjectName stateView();

        /** The state view's name after the transition; it contains the token of this run. */
        ObjectName renamed();

        @Override
        default List<Target> creates() {
            return List.of(Target.view(renamed()));
        }
    }

    /**
     * Completes a transition for one object outside the pairs. It waits for the server, so it needs a time limit.
     * After a refusal the steps after it still run; it is reported as pending.
     */
    sealed interface FollowUp extends Step {

        /** The object that it changes. */
        Target target();
    }

    /** One statement. A refusal ends the plan there, or after the layer that the statement belongs to. */
    sealed interface Statement extends Step
            permits OnTarget,
                    Locking,
                    GiveStateView,
                    UpdateRecord,
                    CreateManifest,
                    RunStatement,
                    DropItem,
                    DropSchema,
                    DropCluster,
                    DropLockSchema,
                    HistoryStep {}

    /** A statement about one target. Statements about different targets may run in parallel. */
    sealed interface OnTarget extends Statement {

        /** The schema, cluster or object that it changes. */
        Target target();
    }

    /** Copies a property of the live counterpart. */
    sealed interface Copy extends OnTarget
            permits ChangeOwner, Grant, Revoke, WriteComment, WriteColumnComment, DefaultStep {}

    /**
     * A statement by which a run locks the environment. A run whose plan begins with such steps runs these alone, and
     * reads the catalog again before it continues.
     */
    sealed interface Locking extends Statement {

        /** The state view that belongs to this run after this step, if the step creates or takes over one. */
        default Optional<ObjectName> ownStateView() {
            return Optional.empty();
        }
    }

    /**
     * Creates the lock schema, which is the lock of the environment. <b>After</b> it, no second deployment can begin.
     * <b>Recognized</b> by the schema's name. The server refuses it if the schema exists: another run was faster.
     */
    record CreateLockSchema(SchemaName lock) implements Locking {
        @Override
        public List<Target> creates() {
            return List.of(new Target.OfSchema(lock));
        }
    }

    /**
     * Creates the state view in the lock schema. Its definition holds the pairs of the deployment and the inventory of
     * the side that is live, or was live before. Its name contains the phase.
     *
     * <p><b>Before</b> it, the lock schema is only a lock, which a later run may use. <b>After</b> it, every
     * change of the deployment renames the state view, so every other change that was planned on the old name fails.
     * <b>Recognized</b> by the view.
     */
    record CreateStateView(ObjectName stateView, HeldPairs held, Inventory live) implements Locking {
        @Override
        public List<Target> creates() {
            return List.of(Target.view(stateView));
        }

        @Override
        public Optional<ObjectName> ownStateView() {
            return Optional.of(stateView);
        }
    }

    /**
     * Renames the state view of an earlier run of this deployment, or of one that was stopped, or that hangs. It is a
     * compare-and-swap like a transition: the next change of that run fails, and if two runs do this, one wins.
     *
     * <p><b>Before</b> it, the state view belongs to that run. <b>After</b> it, it belongs to this run.
     * <b>Recognized</b> by the view's new name, which contains this run's token.
     */
    record TakeOverStateView(ObjectName stateView, ObjectName renamed) implements Locking {
        @Override
        public List<Target> creates() {
            return List.of(Target.view(renamed));
        }

        @Override
        public Optional<ObjectName> ownStateView() {
            return Optional.of(renamed);
        }
    }

    /**
     * Writes the deployment's record as the state view's comment.
     *
     * <p><b>Before</b> it, a later run assumes that the state view's creator was killed. <b>After</b> it, the
     * deployment is known by its id. <b>Recognized</b> by the comment. It fails if the state view has changed.
     */
    record RecordDeployment(ObjectName stateView, DeploymentRecord record) implements Locking {}

    /** Gives the state view to the role that may swap, which renames it. <b>Recognized</b> by the owner. */
    record GiveStateView(ObjectName stateView, Identifier owner) implements Statement {}

    /** Creates an empty schema. Owner, grants and comment are separate steps. <b>Recognized</b> by its name. */
    record CreateSchema(SchemaName schema) implements OnTarget {
        @Override
        public Target.OfSchema target() {
            return new Target.OfSchema(schema);
        }

        @Override
        public List<Target> creates() {
            return List.of(target());
        }
    }

    /** Creates a cluster. Owner, grants and comment are separate steps. <b>Recognized</b> by its name. */
    record CreateCluster(Identifier cluster, ClusterSpec spec) implements OnTarget {
        @Override
        public Target target() {
            return new Target.OfCluster(cluster);
        }

        @Override
        public List<Target> creates() {
            return List.of(target());
        }
    }

    /**
     * Gives the target to the owner of its live counterpart. It comes before any grant, because the server rewrites
     * grants when the owner changes. <b>Recognized</b> by the owner.
     */
    record ChangeOwner(Target target, Identifier owner) implements Copy {}

    /** Grants the privileges that the live counterpart grants. <b>Recognized</b> by the grants. */
    record Grant(Target target, Set<Privilege> privileges, Grantee grantee) implements Copy {

        public Grant {
            privileges = Collections.unmodifiableSet(EnumSet.copyOf(privileges));
        }
    }

    /**
     * Revokes a grant that the live counterpart does not have, such as one by default privileges on a new schema.
     * <b>Recognized</b> by the grants.
     */
    record Revoke(Target target, Set<Privilege> privileges, Grantee grantee) implements Copy {

        public Revoke {
            privileges = Collections.unmodifiableSet(EnumSet.copyOf(privileges));
        }
    }

    /** Copies the comment of the live counterpart. <b>Recognized</b> by the comment. */
    record WriteComment(Target target, String text) implements Copy {}

    /** Copies the comment of a column of the live counterpart. <b>Recognized</b> by the comment. */
    record WriteColumnComment(Target.OfItem target, Identifier column, String text) implements Copy {}

    /**
     * Exchanges all pairs at once. It renames the state view in the same transaction, so a second promote changes
     * nothing.
     *
     * <p><b>Before</b> its commit, no reader sees a change. <b>After</b> it, every name means the other side, for all
     * readers at once. <b>Recognized</b> by the state view's name, even if the connection was lost during the commit.
     */
    record Swap(ObjectName stateView, ObjectName renamed, List<Pair> pairs) implements Transition {

        public Swap {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * Gives the state view a new fencing token. A step that was planned on the old name, such as a swap, fails after
     * it. It also renames some objects that a build will drop. <b>Recognized</b> by the state view's name.
     */
    record AdvanceToken(ObjectName stateView, ObjectName renamed, List<Renaming> renamings) implements Transition {
        public AdvanceToken {
            renamings = List.copyOf(renamings);
        }

        @Override
        public List<Target> creates() {
            return Renaming.results(renamed, renamings);
        }
    }

    /**
     * Makes a sink read another object. The server first waits for the sink's own progress, without a limit. A step
     * that is cancelled changed nothing.
     *
     * <p><b>Before</b> it, the sink writes the changes of the old object. <b>After</b> it, the sink writes the later
     * changes of the new object, without a snapshot. <b>Recognized</b> by the sink's definition.
     */
    record RepointSink(ObjectName sink, ItemId sinkId, ObjectName from, ObjectName to, ItemId toId)
            implements FollowUp {
        @Override
        public Target target() {
            return new Target.OfItem(ItemKind.SINK, sink);
        }
    }

    /**
     * Creates a sink that publishes the new version in a topic of its own, beginning with a snapshot. The sink beside
     * it stays as it is. <b>Recognized</b> by the name of the new sink and the object that it reads.
     */
    record RepublishSink(
            ObjectName sink,
            ItemId sinkId,
            ObjectName created,
            Identifier cluster,
            ObjectName from,
            ItemId fromId,
            KafkaSink output,
            Topic topic)
            implements FollowUp {
        @Override
        public Target target() {
            return new Target.OfItem(ItemKind.SINK, created);
        }

        @Override
        public List<Target> creates() {
            return List.of(target());
        }
    }

    /**
     * Quarantines the suffixed side before the first drop: one transaction renames the state view, the schemas and the
     * clusters to names that nothing else ever has. So no promotion or rollback can swap names during the drops.
     * However delayed, a drop hits only objects in quarantine.
     *
     * <p><b>After</b> it, the suffixed side can only be dropped. <b>Recognized</b> by the state view's name.
     */
    record Quarantine(ObjectName stateView, ObjectName renamed, List<Renaming> renamings) implements Transition {
        public Quarantine {
            renamings = List.copyOf(renamings);
        }

        @Override
        public List<Target> creates() {
            return Renaming.results(renamed, renamings);
        }
    }

    /** Writes one entry of the record into the comment of an unchanged state view. <b>Recognized</b> by the comment. */
    record UpdateRecord(ObjectName stateView, RecordEntry entry, DeploymentRecord record) implements Statement {
        @Override
        public String type() {
            return "record-" + entry.word();
        }
    }

    /** Runs a statement of a model file on the staged side. <b>Recognized</b> by the manifest. */
    record RunStatement(BuildStatement statement) implements Statement {
        @Override
        public String type() {
            boolean creates = statement.createsRelation() || statement.effect() instanceof BuildStatement.Effect.Index;
            return creates ? "create-" + statement.word() : statement.word();
        }

        @Override
        public List<Target> creates() {
            return statement.createsRelation()
                    ? List.of(new Target.OfItem(ItemKind.ofCatalog(statement.word()), statement.staged()))
                    : List.of();
        }
    }

    /** Writes how the staged objects were created, and the inventories. <b>Recognized</b> by the view. */
    record CreateManifest(ObjectName view, Manifest manifest, Inventory staged, Optional<Inventory> live)
            implements Statement {
        @Override
        public List<Target> creates() {
            return List.of(Target.view(view));
        }
    }

    /** Drops one object on which no other object depends, never with CASCADE. <b>Recognized</b> by its absence. */
    record DropItem(ItemKind kind, ObjectName name, ItemId id) implements Statement {}

    /** Drops an empty schema, never with CASCADE. <b>Recognized</b> by its absence. */
    record DropSchema(SchemaName schema) implements Statement {}

    /** Drops a cluster on which nothing runs, never with CASCADE. <b>Recognized</b> by its absence. */
    record DropCluster(Identifier cluster) implements Statement {}

    /** Drops all views of the lock schema. A run killed after it leaves only the lock schema. */
    record DropStateView(ObjectName stateView, List<ObjectName> others) implements Locking {}

    /**
     * Drops the lock schema, never with CASCADE, and so ends the deployment. If another deployment has taken the
     * schema over meanwhile, the server refuses because of its state view. <b>Recognized</b> by its absence.
     */
    record DropLockSchema(SchemaName lock) implements Statement {}
}
