package dev.verdigris.core.step;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.catalog.ClusterId;
import dev.verdigris.core.catalog.DefaultPrivilege;
import dev.verdigris.core.catalog.ItemId;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Privilege;
import dev.verdigris.core.catalog.Subscription;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.environment.ClusterPair;
import dev.verdigris.core.environment.SchemaPair;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * One unit of atomicity: a transaction, a single statement, or one wait. It took effect whole or not at all.
 *
 * <p>No step keeps a journal. Whether it was done is always answered by the catalog, so a later run plans anew and gets
 * exactly the steps that are left.
 */
public sealed interface Step {

    /**
     * A change of the whole deployment: one transaction that renames the state view, which is a compare-and-swap, and with it
     * whatever the change is about.
     */
    sealed interface Transition extends Step {

        /** The state view on which it was planned. */
        ObjectName stateView();

        /** Its name behind the transition. */
        ObjectName renamed();
    }

    /**
     * Creates the lock schema: the lock of the environment.
     *
     * <p><b>Before</b> it, nothing exists. <b>After</b> it, no second deployment can begin. <b>Recognised</b> by the
     * schema's name. The server refuses it if the schema exists: somebody else was faster.
     *
     * @param lock its name
     */
    record CreateLockSchema(SchemaName lock) implements Step {}

    /**
     * Creates the state view in the lock schema, an empty view whose name says where the deployment stands.
     *
     * <p><b>Before</b> it, the lock schema is only a lock, which a later run takes over. <b>After</b> it, every change of the
     * deployment renames the state view and so excludes every other change that was planned on it. <b>Recognised</b> by the
     * view.
     *
     * @param stateView its name
     */
    record CreateStateView(ObjectName stateView) implements Step {}

    /**
     * Takes over a state view without a record: its maker died, or stands still. A compare-and-swap like a transition: whatever
     * its maker does next fails, and of two that take over one wins.
     *
     * <p><b>Before</b> it, the state view is its maker's. <b>After</b> it, it is this run's. <b>Recognised</b> by the view's
     * name, which holds this run's token. The server refuses it if the state view has changed.
     *
     * @param stateView its name
     * @param renamed its name behind this step
     */
    record TakeOverStateView(ObjectName stateView, ObjectName renamed) implements Step {}

    /**
     * Writes the deployment's record as the state view's comment.
     *
     * <p><b>Before</b> it, the state view has no comment, which a later run takes for a writer that died. <b>After</b> it,
     * the deployment is known by its id. <b>Recognised</b> by the comment. The server refuses it if the state view has changed:
     * no record is ever written over that of another deployment.
     *
     * @param stateView the state view
     * @param record what is written
     */
    record RecordDeployment(ObjectName stateView, DeploymentRecord record) implements Step {}

    /**
     * Gives the state view to whoever may swap, so that they may rename it. <b>Recognised</b> by the owner.
     *
     * @param stateView the state view
     * @param owner to whom
     */
    record GiveStateView(ObjectName stateView, Identifier owner) implements Step {}

    /**
     * Creates an empty schema. <b>Recognised</b> by its name; owner, grants and comment are steps of their own.
     *
     * @param schema its name
     */
    record CreateSchema(SchemaName schema) implements Step {}

    /**
     * Creates a cluster. <b>Recognised</b> by its name; owner, grants and comment are steps of their own.
     *
     * @param cluster its name
     * @param spec how
     */
    record CreateCluster(Identifier cluster, ClusterSpec spec) implements Step {}

    /**
     * Gives a schema or cluster to its counterpart's owner. It comes before any grant, because the server rewrites grants when
     * the owner changes. <b>Recognised</b> by the owner.
     *
     * @param target what
     * @param owner to whom
     */
    record ChangeOwner(Target target, Identifier owner) implements Step {}

    /**
     * Grants what the live counterpart grants. <b>Recognised</b> by the grants.
     *
     * @param target on what
     * @param privileges which privileges
     * @param grantee to whom
     */
    record Grant(Target target, Set<Privilege> privileges, Grantee grantee) implements Step {

        public Grant {
            privileges = Collections.unmodifiableSet(EnumSet.copyOf(privileges));
        }
    }

    /**
     * Revokes what the live counterpart does not grant, such as what default privileges put on a new schema.
     * <b>Recognised</b> by the grants.
     *
     * @param target on what
     * @param privileges which privileges
     * @param grantee from whom
     */
    record Revoke(Target target, Set<Privilege> privileges, Grantee grantee) implements Step {

        public Revoke {
            privileges = Collections.unmodifiableSet(EnumSet.copyOf(privileges));
        }
    }

    /**
     * Copies a comment. <b>Recognised</b> by the comment.
     *
     * @param target of what
     * @param text the comment
     */
    record WriteComment(Target target, String text) implements Step {}

    /**
     * Copies one default privilege of the live schema to its counterpart. <b>Recognised</b> by the row of
     * {@code mz_default_privileges}.
     *
     * @param schema the counterpart
     * @param creator whose future objects
     * @param kind which kind of objects
     * @param grantee to whom
     * @param privileges what
     */
    record GrantByDefault(
            SchemaName schema,
            Grantee creator,
            DefaultPrivilege.ObjectKind kind,
            Grantee grantee,
            Set<Privilege> privileges)
            implements Step {

        public GrantByDefault {
            privileges = Collections.unmodifiableSet(EnumSet.copyOf(privileges));
        }
    }

    /**
     * Exchanges all pairs at once, and renames the state view in the same transaction: the compare-and-swap that makes
     * promoting twice harmless.
     *
     * <p><b>Before</b> its commit, nothing is changed for anyone. <b>After</b> it, every name means the other side, for
     * everyone at once. <b>Recognised</b>, also when the connection died during the commit, by the state view's name. If the
     * state view has another name by then, because of whatever somebody else has done to this deployment or because another
     * one has taken its place, the server refuses the rename and with it the whole step.
     *
     * @param stateView the state view on which the swap was planned
     * @param renamed its name behind the swap, which is new
     * @param schemas the pairs of schemas
     * @param clusters the pairs of clusters
     */
    record Swap(ObjectName stateView, ObjectName renamed, List<SchemaPair> schemas, List<ClusterPair> clusters)
            implements Transition {

        public Swap {
            schemas = List.copyOf(schemas);
            clusters = List.copyOf(clusters);
        }
    }

    /**
     * Lets a sink go on from another object. The server waits for the sink's own progress first, without limit, so
     * whoever runs this step must limit the time; a cancelled step changed nothing.
     *
     * <p><b>Before</b> it, the sink writes what the old object says. <b>After</b> it, it writes the new object's changes
     * from that moment on, without a snapshot. <b>Recognised</b> by the sink's dependencies.
     *
     * @param sink the sink
     * @param sinkId its id
     * @param from what it reads now
     * @param to what it shall read
     * @param toId the id of what it shall read
     */
    record RepointSink(ObjectName sink, ItemId sinkId, ObjectName from, ObjectName to, ItemId toId) implements Step {}

    /**
     * Takes the suffixed side away before the first drop: in one transaction the state view is renamed and with it all that is
     * to be dropped, to names that nothing else ever bears. So no promotion or rollback can swap names under a running
     * drop, and a drop that is late by any time meets what was claimed or nothing.
     *
     * <p><b>Before</b> it, the suffixed side is whole. <b>After</b> it, it can only be dropped. <b>Recognised</b> by the
     * state view's name. The server refuses it if somebody else renamed the state view first.
     *
     * @param stateView the state view on which the drop was planned
     * @param renamed its name in the phase dropping
     * @param schemas what is renamed of the schemas
     * @param clusters what is renamed of the clusters
     */
    record Quarantine(
            ObjectName stateView,
            ObjectName renamed,
            List<QuarantinedSchema> schemas,
            List<QuarantinedCluster> clusters)
            implements Transition {

        public Quarantine {
            schemas = List.copyOf(schemas);
            clusters = List.copyOf(clusters);
        }
    }

    /**
     * A schema that is claimed.
     *
     * @param schema its name
     * @param renamed the name that it gets, in the same database
     */
    record QuarantinedSchema(SchemaName schema, SchemaName renamed) {}

    /**
     * A cluster that is claimed.
     *
     * @param cluster its name
     * @param renamed the name that it gets
     */
    record QuarantinedCluster(Identifier cluster, Identifier renamed) {}

    /**
     * Waits until no SUBSCRIBE runs on clusters, or reads objects, that are to be dropped. It changes nothing.
     * <b>Recognised</b> by {@code mz_subscriptions}; the server tells of no other query that is under way.
     *
     * @param clusters the clusters, by name
     * @param ids the same clusters, by id
     * @param objects the objects
     */
    record AwaitDrain(List<Identifier> clusters, List<ClusterId> ids, List<ItemId> objects) implements Step {

        public AwaitDrain {
            clusters = List.copyOf(clusters);
            ids = List.copyOf(ids);
            objects = List.copyOf(objects);
        }

        /** Whether the drops would cut a subscription off. */
        public boolean concerns(Subscription subscription) {
            return ids.contains(subscription.cluster())
                    || subscription.reads().stream().anyMatch(objects::contains);
        }
    }

    /**
     * Drops one object on which nothing depends any more, never with CASCADE. <b>Recognised</b> by its absence.
     *
     * @param kind its kind
     * @param name its name
     * @param id its id
     */
    record DropItem(ItemKind kind, ObjectName name, ItemId id) implements Step {}

    /**
     * Drops an empty schema, never with CASCADE. <b>Recognised</b> by its absence.
     *
     * @param schema its name
     */
    record DropSchema(SchemaName schema) implements Step {}

    /**
     * Drops a cluster on which nothing runs, never with CASCADE. <b>Recognised</b> by its absence.
     *
     * @param cluster its name
     */
    record DropCluster(Identifier cluster) implements Step {}

    /**
     * Drops the state view. <b>Before</b> it, a later run only drops state view and lock schema. <b>Recognised</b> by its absence.
     *
     * @param stateView its name
     */
    record DropStateView(ObjectName stateView) implements Step {}

    /**
     * Drops the lock schema, never with CASCADE: the deployment is over. If another deployment has taken it over
     * meanwhile, its state view makes the server refuse. <b>Before</b> it, a later run only drops the lock schema. <b>Recognised</b>
     * by its absence.
     *
     * @param lock its name
     */
    record DropLockSchema(SchemaName lock) implements Step {}
}
