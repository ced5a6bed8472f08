package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogId;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.ItemId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Phase;
import dev.verdigris.core.environment.Sides;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.guard.Wording;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.marker.Marker;
import dev.verdigris.core.marker.MarkerRecord;
import dev.verdigris.core.marker.Markers;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.Step;

/**
 * Plans a promotion: all guardrails, then one swap, then the sinks. Once the swap is done, what is left are the sinks,
 * and once they are done, nothing: promoting twice never swaps back.
 */
public final class PromotePlanner {

    private static final String NO_DRIFT =
            "No record tells what the live side was when the deployment began, so drift cannot be seen.";

    private PromotePlanner() {}

    /** Plans what is left to do for promote, or tells all that stands in the way. */
    public static PlanResult plan(CatalogSnapshot catalog, Environment environment, Request.Promote request) {
        Ruling ruling = new Ruling(Verb.PROMOTE, environment, request.accept());
        ruling.addAll(Preconditions.environment(catalog, environment));
        if (ruling.rejects()) {
            return ruling.reject();
        }
        DeploymentState state = Markers.read(catalog, environment);
        return switch (state) {
            case DeploymentState.Contradictory many -> refuse(ruling, Preconditions.contradictory(environment, many));
            case DeploymentState.None none ->
                request.followUpOnly()
                        ? refuse(ruling, gone(environment, "ended"))
                        : adopt(catalog, environment, request, ruling, none);
            case DeploymentState.Marked marked ->
                switch (marked.marker().phase()) {
                    case STAGED, RETURNED ->
                        request.followUpOnly()
                                ? refuse(ruling, gone(environment, "rolled back, or replaced by another,"))
                                : staged(catalog, environment, request, ruling, marked);
                    case PROMOTED -> followUp(catalog, environment, ruling, marked);
                    case DROPPING -> refuse(ruling, Preconditions.dropping(environment, marked.marker()));
                };
        };
    }

    private static PlanResult refuse(Ruling ruling, Problem problem) {
        ruling.add(problem);
        return ruling.reject();
    }

    /** What was promoted when the run began, and is not any more: somebody wanted it so. */
    private static Problem gone(Environment environment, String how) {
        return new Problem(
                ProblemCode.LOST_RACE,
                "the deployment of environment " + environment.name() + " was promoted when this run began, and was "
                        + how + " meanwhile",
                "environment " + environment.name(),
                Wording.command("status", environment.name()));
    }

    private static PlanResult staged(
            CatalogSnapshot catalog,
            Environment environment,
            Request.Promote request,
            Ruling ruling,
            DeploymentState.Marked state) {
        Marker marker = state.marker();
        boolean inUse = Sides.of(catalog, environment).suffixedInUse();
        if (marker.record() instanceof MarkerRecord.Missing && !inUse) {
            ruling.add(unfinished(environment, marker));
        }
        if (marker.sealName().isEmpty()) {
            return inUse ? adopt(catalog, environment, request, ruling, state) : ruling.reject();
        }
        ObjectName seal = marker.sealName().get();
        Draft draft = new Draft(catalog);
        switch (marker.record()) {
            case MarkerRecord.Known known -> {
                ruling.addAll(Guardrails.drift(catalog, environment, known.record()));
                ruling.addAll(Guardrails.wholeBuild(environment, known.record()));
            }
            case MarkerRecord.Missing missing -> {
                if (inUse) {
                    seal = record(draft, environment, request, marker);
                }
            }
            case MarkerRecord.Unreadable unreadable ->
                Preconditions.unreadable(marker).ifPresent(ruling::add);
        }
        return swap(environment, request, ruling, state, draft, seal);
    }

    /** An init that did not end, behind which nothing was built. */
    private static Problem unfinished(Environment environment, Marker marker) {
        return new Problem(
                ProblemCode.RECORD_UNREADABLE,
                "the marker has no record: init did not end",
                marker.toString(),
                Wording.command("init", environment.name()));
    }

    /** Goes on where an adoption died before it wrote the record. */
    private static ObjectName record(Draft draft, Environment environment, Request.Promote request, Marker marker) {
        ObjectName seal = MarkerSteps.takeOver(draft, environment, marker, request.fresh());
        draft.add(
                new Step.RecordDeployment(seal, MarkerSteps.adopted(draft.catalog(), environment, request.fresh())),
                "whoever made the marker died before writing the record");
        MarkerSteps.giveToLiveOwner(draft, environment, seal);
        draft.note(NO_DRIFT);
        return seal;
    }

    private static PlanResult swap(
            Environment environment,
            Request.Promote request,
            Ruling ruling,
            DeploymentState state,
            Draft draft,
            ObjectName seal) {
        CatalogSnapshot catalog = draft.catalog();
        if (!request.skipReadiness()) {
            ruling.addAll(Guardrails.readiness(environment, request.readiness()));
        }
        ruling.addAll(Guardrails.built(catalog, environment));
        ruling.addAll(Guardrails.consequences(catalog, environment));
        List<Problem> halves = Guardrails.halves(catalog, environment);
        ruling.addAll(halves);
        if (halves.isEmpty()) {
            draft.add(
                    SwapSteps.swap(environment, seal, Phase.PROMOTED, request.fresh()),
                    "the staged side goes live, all of it at once");
            SwapSteps.sinks(draft, environment);
        }
        return ruling.rule(state, draft);
    }

    /** What keeps a sink from following does not keep the others: it only warns here. */
    private static PlanResult followUp(
            CatalogSnapshot catalog, Environment environment, Ruling ruling, DeploymentState.Marked state) {
        Preconditions.unreadable(state.marker()).ifPresent(ruling::add);
        if (ruling.rejects()) {
            return ruling.reject();
        }
        Draft draft = new Draft(catalog);
        SwapSteps.sinks(draft, environment);
        if (draft.steps().isEmpty()) {
            draft.note("Environment " + environment.name() + " is promoted and nothing is left to do.");
        }
        List<ItemId> sinks = draft.steps().stream()
                .map(PlannedStep::step)
                .map(step -> ((Step.RepointSink) step).sinkId())
                .toList();
        ruling.warn(Guardrails.sinkHealth(catalog, sinks));
        ruling.warn(Guardrails.stoppedSinks(catalog, environment));
        ruling.warn(draft.lackingRights());
        return ruling.planned(state, draft);
    }

    /** A deployment that other tools began; a suffixed side that is older than the live one looks retired. */
    private static PlanResult adopt(
            CatalogSnapshot catalog,
            Environment environment,
            Request.Promote request,
            Ruling ruling,
            DeploymentState state) {
        Sides sides = Sides.of(catalog, environment);
        if (!sides.anySuffixed()) {
            return refuse(
                    ruling,
                    Preconditions.nothingStaged(
                            environment, "nothing bears its suffix", Wording.command("init", environment.name())));
        }
        if (!request.adopt()) {
            olderHalf(sides).map(where -> retired(environment, where)).ifPresent(ruling::add);
        }
        Draft draft = new Draft(catalog);
        ObjectName seal = MarkerSteps.adopt(draft, environment, Phase.STAGED, request.fresh());
        draft.note(NO_DRIFT);
        return swap(environment, request, ruling, state, draft, seal);
    }

    /** Ids grow, and a swap leaves them with the contents: what was made later has the greater id. */
    private static Optional<String> olderHalf(Sides sides) {
        for (Sides.Schemas each : sides.schemas()) {
            if (each.live().isPresent()
                    && each.suffixed().isPresent()
                    && isOlder(each.suffixed().get().id(), each.live().get().id())) {
                return Optional.of("schema " + each.pair().suffixed());
            }
        }
        for (Sides.Clusters each : sides.clusters()) {
            if (each.live().isPresent()
                    && each.suffixed().isPresent()
                    && isOlder(each.suffixed().get().id(), each.live().get().id())) {
                return Optional.of("cluster " + each.pair().suffixed());
            }
        }
        return Optional.empty();
    }

    private static boolean isOlder(CatalogId one, CatalogId other) {
        return CatalogId.ORDER.compare(one, other) < 0;
    }

    private static Problem retired(Environment environment, String where) {
        return new Problem(
                ProblemCode.UNMARKED,
                where + " is older than its live twin, so it looks like the retired version, and no marker tells",
                where,
                "-- if it is the retired version\n" + Wording.command("cleanup", environment.name())
                        + " --adopt\n-- if it is the new version\n"
                        + Wording.command("promote", environment.name()) + " --adopt");
    }
}
