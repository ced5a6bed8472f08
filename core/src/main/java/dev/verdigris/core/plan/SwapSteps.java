package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.Promoted;
import dev.verdigris.core.deployment.record.RecordEntry;
import dev.verdigris.core.guard.Hazard;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;

/** The swap in either direction, and the sinks after it. */
final class SwapSteps {

    /** A fact that users must know about a re-pointed sink (Materialize docs: sql/alter-sink). */
    private static final String NO_SNAPSHOT = "A re-pointed sink gets no snapshot of its new object. A row that differs"
            + " reaches its topic only when it changes again. If readers need every row, create another sink with a topic"
            + " of its own.";

    private SwapSteps() {}

    /** The swap of all pairs at once. It also renames the state view to its name in another phase. */
    static Step.Swap swap(DeploymentView view, ObjectName stateView, Phase to, RunIdentity run) {
        return new Step.Swap(
                stateView,
                LockSteps.stateView(view, to, run),
                view.environment().pairs());
    }

    /** The inventories of both sides, if the role may write into the lock schema. */
    static void inventories(PlanBuilder draft, RunIdentity run) {
        draft.view()
                .lock()
                .filter(lock -> Rights.of(draft.catalog()).owns(lock.owner()))
                .ifPresent(lock -> new ManifestSteps(draft, lock, run).promoted());
    }

    static void promote(PlanBuilder draft, ObjectName stateView, RunIdentity run, SinkWays ways) {
        draft.add(swap(draft.view(), stateView, Phase.PROMOTED, run), "the whole staged side goes live at once");
        record(draft, run);
        sinks(draft, ways);
    }

    /**
     * Plans the entry about the promotion by this run, unless it is there. It comes after the swap, which it must not
     * delay, and before the sinks, which can take long. The run adds the time when the server has answered the swap.
     * If the run is killed between the two, no run writes the entry, because none knows the time.
     */
    static void record(PlanBuilder draft, RunIdentity run) {
        DeploymentView view = draft.view();
        view.lock()
                .filter(lock -> lock.evidence() instanceof PhaseEvidence.Agreed)
                .filter(lock -> Rights.of(draft.catalog()).owns(lock.owner()))
                .filter(lock -> lock.stateView().equals(Optional.of(new StateView(Phase.PROMOTED, run.token()))))
                .ifPresent(lock -> lock.knownRecord()
                        .filter(record -> record.promoted(run.token()).isEmpty())
                        .map(record ->
                                record.with(new Promoted(run.token(), Optional.empty(), Optional.of(view.role()))))
                        .ifPresent(record -> draft.add(
                                new Step.UpdateRecord(
                                        lock.stateViewName().orElseThrow(), RecordEntry.PROMOTION, record),
                                "status shows who promoted this version, and when; the time is added after the swap")));
    }

    /** The sinks after the swap of this run. */
    static void sinks(PlanBuilder draft, SinkWays ways) {
        sinks(draft, ways, List.of());
    }

    /**
     * The sinks after the swap of an earlier run: those that are left, and those that do not run since. Before the swap
     * of its own run, a guardrail has named the sinks that will lack rows.
     */
    static void sinksLeft(PlanBuilder draft, SinkWays ways) {
        sinks(draft, ways, SinkPlanner.notRunning(draft.view()));
        boolean repoints = draft.steps().stream().map(PlannedStep::step).anyMatch(Step.RepointSink.class::isInstance);
        if (repoints && !Hazard.SINKS_WRITE_AGAIN.threatens(draft.catalog().session())) {
            draft.note(NO_SNAPSHOT);
        }
    }

    private static void sinks(PlanBuilder draft, SinkWays ways, List<WaitStep.AwaitSinks.Sink> notRunning) {
        List<PlannedStep> steps = SinkPlanner.followUp(draft.view(), ways);
        SinkPlanner.left(draft.view(), ways).forEach(draft::note);
        SinkPlanner.holding(draft.view(), ways).forEach(draft::note);
        SinkPlanner.beside(draft.view(), ways, steps).forEach(draft::note);
        steps.forEach(planned -> draft.add(planned.step(), planned.reason()));
        SinkPlanner.kept(draft.view()).forEach(draft::note);
        List<WaitStep.AwaitSinks.Sink> watched = Stream.concat(
                        notRunning.stream(),
                        steps.stream().map(PlannedStep::step).flatMap(SwapSteps::repointed))
                .toList();
        if (!watched.isEmpty()) {
            draft.add(
                    new WaitStep.AwaitSinks(watched),
                    "a sink stops if its topic does not take the rows of its new object");
        }
    }

    private static Stream<WaitStep.AwaitSinks.Sink> repointed(Step step) {
        return step instanceof Step.RepointSink repoint
                ? Stream.of(new WaitStep.AwaitSinks.Sink(repoint.sinkId(), repoint.sink(), repoint.to()))
                : Stream.empty();
    }
}
