package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.MarkerNames;
import dev.verdigris.core.environment.Phase;
import dev.verdigris.core.environment.Sides;
import dev.verdigris.core.environment.Sides.Side;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.guard.Wording;
import dev.verdigris.core.marker.DeploymentRecord;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.marker.MarkerRecord;
import dev.verdigris.core.marker.Markers;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.Step;

/**
 * Plans the beginning of a deployment: the marker, the twins, and all that is copied to them.
 *
 * <p>Only what is missing becomes a step, so planning again after any number of steps plans the rest, and init is done
 * when planning again yields no step.
 */
public final class InitPlanner {

    private InitPlanner() {}

    /** Plans what is left to do for init, or tells all that stands in the way. */
    public static PlanResult plan(CatalogSnapshot catalog, Environment environment, Request.Init request) {
        Ruling ruling = new Ruling(Verb.INIT, environment, request.accept());
        ruling.addAll(Preconditions.environment(catalog, environment));
        if (ruling.rejects()) {
            return ruling.reject();
        }
        DeploymentState state = Markers.read(catalog, environment);
        InitLock.check(catalog, environment, state, request).ifPresent(ruling::add);
        if (ruling.rejects()) {
            return ruling.reject();
        }
        if (!isSealed(state)) {
            ruling.addAll(notOurs(catalog, environment));
        }
        ruling.addAll(Guardrails.contents(catalog, environment));
        Draft draft = new Draft(catalog);
        ObjectName seal = seal(draft, environment, state, request);
        ruling.addAll(TwinSteps.schemas(draft, environment, request));
        ruling.addAll(TwinSteps.clusters(draft, environment, request));
        ruling.addAll(Guardrails.limits(catalog, draft.catalog(), environment));
        swapRights(draft, environment, seal, request);
        return ruling.rule(state, draft);
    }

    private static boolean isSealed(DeploymentState state) {
        return state instanceof DeploymentState.Marked marked
                && marked.marker().seal().isPresent();
    }

    /** A suffixed side that is in use and that no seal claims; an empty one is taken over. */
    private static List<Problem> notOurs(CatalogSnapshot catalog, Environment environment) {
        Sides sides = Sides.of(catalog, environment);
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
                where + " is in use already, and no marker says whose it is",
                where,
                "-- finish the deployment that it belongs to\n" + Wording.command("promote", environment.name())
                        + "\n-- or drop it\n" + Wording.command("abort", environment.name()) + " --adopt");
    }

    private static ObjectName seal(Draft draft, Environment environment, DeploymentState state, Request.Init request) {
        SchemaName marker = MarkerNames.of(environment).schema();
        if (state instanceof DeploymentState.None) {
            draft.add(new Step.CreateMarker(marker), "it locks environment " + environment.name());
        }
        boolean recorded = state instanceof DeploymentState.Marked marked
                && marked.marker().record() instanceof MarkerRecord.Known;
        ObjectName seal = seal(draft, environment, state, recorded, request.fresh());
        if (!recorded) {
            DeploymentRecord record = MarkerSteps.record(draft.catalog(), environment, request.key(), request.fresh());
            draft.add(new Step.RecordDeployment(seal, record), "it tells who deploys what");
        }
        MarkerSteps.giveToLiveOwner(draft, environment, seal);
        return seal;
    }

    private static ObjectName seal(
            Draft draft, Environment environment, DeploymentState state, boolean recorded, Fresh fresh) {
        if (state instanceof DeploymentState.Marked marked
                && marked.marker().sealName().isPresent()) {
            return recorded
                    ? marked.marker().sealName().get()
                    : MarkerSteps.takeOver(draft, environment, marked.marker(), fresh);
        }
        ObjectName seal = MarkerSteps.seal(environment, Phase.STAGED, fresh);
        draft.add(new Step.CreateSeal(seal), "it says where the deployment stands");
        return seal;
    }

    /** The rights that the swap will need: better missed now than after hours of hydration. */
    private static void swapRights(Draft draft, Environment environment, ObjectName seal, Request.Init request) {
        draft.requireRightsFor(SwapSteps.swap(environment, seal, Phase.PROMOTED, request.fresh()));
    }
}
