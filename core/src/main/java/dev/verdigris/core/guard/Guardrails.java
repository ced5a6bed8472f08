package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.ItemId;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.sql.Ddl;

/**
 * All guardrails, by the question that a verb asks. Each answer is complete: everything that stands in the way, not the
 * first thing. Rights are asked step by step in {@link StepRights}.
 */
public final class Guardrails {

    private Guardrails() {}

    /** What may not stand inside a pair: asked by init, build and promote. */
    public static List<Problem> contents(DeploymentView view) {
        return Contents.check(view.catalog(), view.pairs());
    }

    /** Why a live cluster cannot be copied: asked by init for clusters whose counterpart is to be made. */
    public static List<Problem> copyable(Cluster cluster, Optional<Integer> replicationFactor) {
        return ClusterCopy.check(cluster, replicationFactor);
    }

    /** Whether the server's limits leave room for both sides: asked by init. */
    public static List<Problem> limits(CatalogSnapshot before, DeploymentView after) {
        return Limits.check(before, after.catalog(), after.pairs());
    }

    /** Databases of the environment that do not exist: asked by every verb. */
    public static List<Problem> databases(DeploymentView view) {
        List<Identifier> names = new ArrayList<>();
        names.add(view.environment().database());
        view.environment().schemas().forEach(schema -> names.add(schema.database()));
        return names.stream()
                .distinct()
                .filter(name -> view.catalog().database(name).isEmpty())
                .map(name -> new Problem(
                        ProblemCode.NO_DATABASE,
                        "database " + name + " does not exist",
                        "database " + name,
                        Fix.sql(Ddl.createDatabase(name))))
                .toList();
    }

    /** Pairs of which one half is missing: asked by promote and rollback. */
    public static List<Problem> halves(DeploymentView view) {
        return Completeness.halves(view.environment(), view.pairs());
    }

    /** Whether what was built may be swapped at all, ready or not: asked after build, and by promote. */
    public static List<Problem> built(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<Problem> problems = new ArrayList<>(Contents.check(catalog, sides));
        problems.addAll(Completeness.objects(catalog, view.environment(), sides));
        problems.addAll(LiveReferences.check(catalog, sides));
        problems.addAll(RenameConflicts.check(catalog, sides));
        problems.addAll(Replacements.check(catalog, sides));
        return problems;
    }

    /** What a swap would do to those who rely on the live side: asked by promote and rollback. */
    public static List<Problem> consequences(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<Problem> problems = new ArrayList<>(ExternalDependents.stranded(catalog, sides));
        problems.addAll(AccessParity.check(catalog, sides));
        problems.addAll(SinkFitness.check(catalog, sides));
        return problems;
    }

    /** Whether the live side was changed since the deployment began: asked by promote. */
    public static List<Problem> drift(DeploymentView view, DeploymentRecord record) {
        return Drift.check(view, record);
    }

    /** Whether the staged side's last build came to its end, as far as it is recorded: asked by promote. */
    public static List<Problem> wholeBuild(DeploymentView view, DeploymentRecord record) {
        return Completeness.build(view.environment(), record);
    }

    /** Whether the staged side is ready: asked by promote. */
    public static List<Problem> readiness(DeploymentView view, Optional<Assessment> assessment) {
        return ReadinessGuard.staged(view.environment().name(), assessment);
    }

    /** Whether the previous side can serve at once: asked by rollback. */
    public static List<Problem> returnable(DeploymentView view, Optional<Assessment> assessment) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<Problem> problems = new ArrayList<>(Contents.paused(catalog, sides, Side.SUFFIXED));
        problems.addAll(ReadinessGuard.previous(view.environment().name(), assessment));
        problems.addAll(Contents.check(catalog, sides));
        problems.addAll(RenameConflicts.check(catalog, sides));
        return problems;
    }

    /** Sinks that would make their re-pointing wait: asked for the follow-up. */
    public static List<Problem> sinkHealth(DeploymentView view, List<ItemId> sinks) {
        CatalogSnapshot catalog = view.catalog();
        return sinks.stream()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .map(sink -> SinkFitness.health(catalog, sink))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Sinks that have come to a stop on the live side: told after a swap. */
    public static List<Problem> stoppedSinks(DeploymentView view) {
        return SinkFitness.stopped(view.catalog(), view.pairs());
    }

    /** What dropping the suffixed side would take along or destroy: asked by cleanup and abort. */
    public static List<Problem> droppable(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<Problem> problems = new ArrayList<>();
        Contents.inside(catalog, sides, Side.SUFFIXED, problems);
        problems.addAll(
                ExternalDependents.stillRead(catalog, sides, view.environment().name()));
        for (Item tenant : sides.tenantsOf(Side.SUFFIXED)) {
            String what = Messages.of(catalog, tenant);
            problems.add(new Problem(
                    ProblemCode.STILL_READ,
                    what + " runs on a cluster that is to be dropped",
                    what,
                    Fix.advice("drop it; if it is still needed, create it again in another cluster")
                            .then(Messages.drop(catalog, tenant))));
        }
        return problems;
    }

    /** Definitions because of which the suffixed side cannot be quarantined: asked by cleanup and abort. */
    public static List<Problem> quarantinable(DeploymentView view, Phase phase) {
        return RenameConflicts.whereDropped(
                view.catalog(), view.pairs(), view.environment().name(), phase);
    }

    /** Objects beside the state view in the lock schema, which make dropping it impossible: asked by cleanup and abort. */
    public static List<Problem> lockSchemaIsEmpty(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        return catalog.schema(view.lockNames().schema()).stream()
                .flatMap(schema -> catalog.itemsIn(schema.id()).stream())
                .filter(item -> !LockNames.isStateView(item))
                .map(item -> new Problem(
                        ProblemCode.STILL_READ,
                        Messages.of(catalog, item) + " stands in the lock schema, which is to be dropped",
                        Messages.of(catalog, item),
                        Messages.drop(catalog, item)))
                .toList();
    }
}
