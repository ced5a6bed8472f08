package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;

/**
 * Plans the beginning of a deployment: the lock schema, the counterparts, and all that is copied to them.
 *
 * <p>Only what is missing becomes a step, so planning again after any number of steps plans the rest, and init is done
 * when planning again yields no step.
 */
public final class InitPlanner {

    private final DeploymentView view;
    private final Environment environment;
    private final Request.Init request;
    private final ProblemCollector problems;
    private final PlanBuilder steps;

    private InitPlanner(DeploymentView view, Request.Init request) {
        this.view = view;
        this.environment = view.environment();
        this.request = request;
        this.problems = new ProblemCollector(Verb.INIT, view, request.accept());
        this.steps = new PlanBuilder(view);
    }

    /** Plans what is left to do for init, or tells all that stands in the way. */
    public static PlanResult plan(DeploymentView view, Request.Init request) {
        return new InitPlanner(view, request).plan();
    }

    private PlanResult plan() {
        problems.addAll(Preconditions.environment(view));
        if (problems.rejects()) {
            return problems.reject();
        }
        InitLock.check(view, request).ifPresent(problems::add);
        if (problems.rejects()) {
            return problems.reject();
        }
        if (view.lock().flatMap(DeploymentLock::stateView).isEmpty()) {
            problems.addAll(notOurs());
        }
        problems.addAll(Guardrails.contents(view));
        ObjectName stateView = lock();
        problems.addAll(CounterpartSteps.schemas(steps, request));
        problems.addAll(CounterpartSteps.clusters(steps, request));
        problems.addAll(Guardrails.limits(view.catalog(), steps.view()));
        requireSwapRights(stateView);
        return problems.rule(steps);
    }

    /** A suffixed side that is in use and that no state view claims; an empty one is taken over. */
    private List<Problem> notOurs() {
        CatalogSnapshot catalog = view.catalog();
        List<Problem> found = new ArrayList<>();
        view.pairs().schemasOf(Side.SUFFIXED).stream()
                .filter(schema -> !catalog.itemsIn(schema.id()).isEmpty())
                .forEach(schema -> found.add(notOurs("schema " + catalog.nameOf(schema))));
        view.pairs().clustersOf(Side.SUFFIXED).stream()
                .filter(cluster -> !catalog.itemsOn(cluster.id()).isEmpty())
                .forEach(cluster -> found.add(notOurs("cluster " + cluster.name())));
        return found;
    }

    private Problem notOurs(String where) {
        return new Problem(
                ProblemCode.STAGED_NOT_OURS,
                where + " is in use already, and no lock schema says whose it is",
                where,
                Fix.choice(
                        Fix.either(
                                "finish the deployment that it belongs to",
                                Fix.command(Verb.PROMOTE, environment.name())),
                        Fix.either(
                                "drop it", Fix.command(Verb.ABORT, environment.name(), CommandOption.Switch.ADOPT))));
    }

    /** The lock schema, its state view and the record; returns what the state view is called after these steps. */
    private ObjectName lock() {
        if (view.state() instanceof DeploymentState.None) {
            steps.add(
                    new Step.CreateLockSchema(view.lockNames().schema()), "it locks environment " + environment.name());
        }
        ObjectName stateView = stateView();
        if (view.record().isEmpty()) {
            DeploymentRecord record = LockSteps.record(steps.view(), request.key(), request.fresh());
            steps.add(new Step.RecordDeployment(stateView, record), "it tells who deploys what");
        }
        LockSteps.giveToLiveOwner(steps, stateView);
        return stateView;
    }

    private ObjectName stateView() {
        Optional<DeploymentLock> sealed =
                view.lock().filter(lock -> lock.stateView().isPresent());
        if (sealed.isPresent()) {
            return view.record().isPresent()
                    ? sealed.get().stateViewName().orElseThrow()
                    : LockSteps.takeOver(steps, sealed.get(), request.fresh());
        }
        ObjectName stateView = LockSteps.stateView(view, Phase.STAGED, request.fresh());
        steps.add(new Step.CreateStateView(stateView), "it says where the deployment stands");
        return stateView;
    }

    /** The rights that the swap will need: better missed now than after hours of hydration. */
    private void requireSwapRights(ObjectName stateView) {
        steps.requireRightsFor(SwapSteps.swap(view, stateView, Phase.PROMOTED, request.fresh()));
    }
}
