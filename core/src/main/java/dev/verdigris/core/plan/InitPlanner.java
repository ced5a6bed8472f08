package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.Locks;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.guard.Messages;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.Step;

/**
 * Plans the beginning of a deployment: the lock schema, the counterparts, and all that is copied to them.
 *
 * <p>Only what is missing becomes a step, so planning again after any number of steps plans the rest, and init is done
 * when planning again yields no step.
 */
public final class InitPlanner {

    private InitPlanner() {}

    /** Plans what is left to do for init, or tells all that stands in the way. */
    public static PlanResult plan(CatalogSnapshot catalog, Environment environment, Request.Init request) {
        ProblemCollector ruling = new ProblemCollector(Verb.INIT, environment, request.accept());
        ruling.addAll(Preconditions.environment(catalog, environment));
        if (ruling.rejects()) {
            return ruling.reject();
        }
        DeploymentState state = Locks.read(catalog, environment);
        InitLock.check(catalog, environment, state, request).ifPresent(ruling::add);
        if (ruling.rejects()) {
            return ruling.reject();
        }
        if (!isSealed(state)) {
            ruling.addAll(notOurs(catalog, environment));
        }
        ruling.addAll(Guardrails.contents(catalog, environment));
        PlanBuilder draft = new PlanBuilder(catalog);
        ObjectName stateView = stateView(draft, environment, state, request);
        ruling.addAll(CounterpartSteps.schemas(draft, environment, request));
        ruling.addAll(CounterpartSteps.clusters(draft, environment, request));
        ruling.addAll(Guardrails.limits(catalog, draft.catalog(), environment));
        swapRights(draft, environment, stateView, request);
        return ruling.rule(state, draft);
    }

    private static boolean isSealed(DeploymentState state) {
        return state instanceof DeploymentState.Locked marked
                && marked.lock().stateView().isPresent();
    }

    /** A suffixed side that is in use and that no state view claims; an empty one is taken over. */
    private static List<Problem> notOurs(CatalogSnapshot catalog, Environment environment) {
        ResolvedPairs sides = ResolvedPairs.of(catalog, environment);
        List<Problem> problems = new ArrayList<>();
        sides.schemasOf(Side.SUFFIXED).stream()
                .filter(schema -> !catalog.itemsIn(schema.id()).isEmpty())
                .forEach(schema -> problems.add(notOurs(environment, "schema " + catalog.nameOf(schema))));
        sides.clustersOf(Side.SUFFIXED).stream()
                .filter(cluster -> !catalog.itemsOn(cluster.id()).isEmpty())
                .forEach(cluster -> problems.add(notOurs(environment, "cluster " + cluster.name())));
        return problems;
    }

    private static Problem notOurs(Environment environment, String where) {
        return new Problem(
                ProblemCode.STAGED_NOT_OURS,
                where + " is in use already, and no lock schema says whose it is",
                where,
                "-- finish the deployment that it belongs to\n" + Messages.command("promote", environment.name())
                        + "\n-- or drop it\n" + Messages.command("abort", environment.name()) + " --adopt");
    }

    private static ObjectName stateView(
            PlanBuilder draft, Environment environment, DeploymentState state, Request.Init request) {
        SchemaName lock = LockNames.of(environment).schema();
        if (state instanceof DeploymentState.None) {
            draft.add(new Step.CreateLockSchema(lock), "it locks environment " + environment.name());
        }
        boolean recorded =
                state instanceof DeploymentState.Locked marked && marked.lock().record() instanceof StoredRecord.Known;
        ObjectName stateView = stateView(draft, environment, state, recorded, request.fresh());
        if (!recorded) {
            DeploymentRecord record = LockSteps.record(draft.catalog(), environment, request.key(), request.fresh());
            draft.add(new Step.RecordDeployment(stateView, record), "it tells who deploys what");
        }
        LockSteps.giveToLiveOwner(draft, environment, stateView);
        return stateView;
    }

    private static ObjectName stateView(
            PlanBuilder draft, Environment environment, DeploymentState state, boolean recorded, RunIdentity fresh) {
        if (state instanceof DeploymentState.Locked marked
                && marked.lock().stateViewName().isPresent()) {
            return recorded
                    ? marked.lock().stateViewName().get()
                    : LockSteps.takeOver(draft, environment, marked.lock(), fresh);
        }
        ObjectName stateView = LockSteps.stateView(environment, Phase.STAGED, fresh);
        draft.add(new Step.CreateStateView(stateView), "it says where the deployment stands");
        return stateView;
    }

    /** The rights that the swap will need: better missed now than after hours of hydration. */
    private static void swapRights(
            PlanBuilder draft, Environment environment, ObjectName stateView, Request.Init request) {
        draft.requireRightsFor(SwapSteps.swap(environment, stateView, Phase.PROMOTED, request.fresh()));
    }
}
