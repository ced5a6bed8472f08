package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.LockRules;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;

/**
 * The state of an environment and the next command.
 *
 * @param state the state that the lock schemas show
 * @param pairs all pairs with both halves
 * @param left the remaining steps, such as sinks to re-point
 * @param guardrails the evaluation of every guardrail of the verb status
 * @param next the next command
 */
public record StatusSummary(
        DeploymentState state,
        List<PairStatus> pairs,
        List<PlannedStep> left,
        List<Evaluation> guardrails,
        Fix.Command next) {

    public StatusSummary {
        pairs = List.copyOf(pairs);
        left = List.copyOf(left);
        guardrails = List.copyOf(guardrails);
    }

    /** The problems of this state, sorted. */
    public List<Problem> problems() {
        return Evaluation.problems(guardrails);
    }

    /**
     * One pair.
     *
     * @param kind {@code schema} or {@code cluster}
     * @param live the production name
     * @param liveId its id, if it exists
     * @param liveObjects how many objects are in it or run on it
     * @param suffixed the suffixed name
     * @param suffixedId its id, if it exists
     * @param suffixedObjects how many objects are in it or run on it
     */
    public record PairStatus(
            String kind,
            String live,
            Optional<String> liveId,
            int liveObjects,
            String suffixed,
            Optional<String> suffixedId,
            int suffixedObjects) {}

    /** Summarizes an environment. If its definition has mistakes, the summary has only the problems. */
    public static StatusSummary of(DeploymentView view) {
        Environment environment = view.environment();
        VerbGuardrails guards = new VerbGuardrails(Verb.STATUS, Set.of());
        if (!guards.environment(view)) {
            return new StatusSummary(
                    new DeploymentState.None(),
                    List.of(),
                    List.of(),
                    guards.evaluations(),
                    Fix.command(Verb.STATUS, environment.name()));
        }
        guards.stateView(view);
        guards.skipOthers(
                "there is no deployment",
                Guardrail.STATE_VIEW,
                Guardrail.PHASE,
                Guardrail.CONTENTS,
                Guardrail.PAIRS_COMPLETE,
                Guardrail.BUILD_FINISHED,
                Guardrail.DRIFT,
                Guardrail.SINKS,
                Guardrail.UNUSED);
        view.lock().ifPresent(lock -> ask(guards, view, lock));
        Standing standing = Standing.of(view);
        return new StatusSummary(standing.state(), pairs(view), standing.left(), guards.evaluations(), standing.next());
    }

    private static void ask(VerbGuardrails guards, DeploymentView view, DeploymentLock lock) {
        if (lock.stateView().isEmpty()) {
            guards.refuse(LockRules.withoutStateView(view, lock));
            return;
        }
        guards.record(view);
        guards.passes(Guardrail.PHASE);
        switch (lock.phase()) {
            case STAGED, ROLLED_BACK -> {
                guards.pairs(view);
                guards.recorded(view);
                guards.skipOthers("nothing is dropped", Guardrail.CONTENTS, Guardrail.UNUSED);
                guards.skipOthers("the swap is not done", Guardrail.SINKS);
            }
            case PROMOTED -> {
                guards.pairs(view);
                guards.stoppedSinks(view);
                guards.skipOthers("nothing is dropped", Guardrail.CONTENTS, Guardrail.UNUSED);
                guards.skipOthers("the swap is done", Guardrail.BUILD_FINISHED, Guardrail.DRIFT);
            }
            case DROPPING -> {
                guards.droppable(view);
                guards.skipOthers(
                        "the suffixed side is being dropped",
                        Guardrail.PAIRS_COMPLETE,
                        Guardrail.BUILD_FINISHED,
                        Guardrail.DRIFT,
                        Guardrail.SINKS);
            }
        }
    }

    private static List<PairStatus> pairs(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<PairStatus> pairs = new ArrayList<>();
        for (ResolvedPairs.Schemas each : sides.schemas()) {
            pairs.add(new PairStatus(
                    "schema",
                    each.pair().live().toString(),
                    each.live().map(schema -> schema.id().value()),
                    objects(catalog, each.live()),
                    each.pair().suffixed().toString(),
                    each.suffixed().map(schema -> schema.id().value()),
                    objects(catalog, each.suffixed())));
        }
        for (ResolvedPairs.Clusters each : sides.clusters()) {
            pairs.add(new PairStatus(
                    "cluster",
                    each.pair().live().value(),
                    each.live().map(cluster -> cluster.id().value()),
                    running(catalog, each.live()),
                    each.pair().suffixed().value(),
                    each.suffixed().map(cluster -> cluster.id().value()),
                    running(catalog, each.suffixed())));
        }
        return pairs;
    }

    private static int objects(CatalogSnapshot catalog, Optional<Schema> schema) {
        return schema.map(found -> catalog.itemsIn(found.id()).size()).orElse(0);
    }

    private static int running(CatalogSnapshot catalog, Optional<Cluster> cluster) {
        return cluster.map(found -> catalog.itemsOn(found.id()).size()).orElse(0);
    }
}
