package dev.verdigris.core.plan;

import java.util.List;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.step.Step;

/** The swap in either direction, and the sinks behind it. */
final class SwapSteps {

    /** What users must know of a sink that goes on from another object (Materialize docs: sql/alter-sink). */
    private static final String NO_SNAPSHOT = "A re-pointed sink writes the changes of its new object from then on, and"
            + " no snapshot: what differs between both versions at that moment reaches the topic only when it"
            + " changes again.";

    private SwapSteps() {}

    /** All pairs at once, and with them the state view, from the name that it bears to a new one of a phase. */
    static Step.Swap swap(DeploymentView view, ObjectName stateView, Phase to, RunIdentity fresh) {
        return new Step.Swap(
                stateView,
                LockSteps.stateView(view, to, fresh),
                view.environment().schemaPairs(),
                view.environment().clusterPairs());
    }

    static void promote(PlanBuilder draft, ObjectName stateView, RunIdentity fresh) {
        draft.add(swap(draft.view(), stateView, Phase.PROMOTED, fresh), "the staged side goes live, all of it at once");
        sinks(draft);
    }

    static void sinks(PlanBuilder draft) {
        List<PlannedStep> steps = SinkPlanner.followUp(draft.view());
        SinkPlanner.left(draft.view()).forEach(draft::note);
        steps.forEach(planned -> draft.add(planned.step(), planned.reason()));
        if (!steps.isEmpty()) {
            draft.note(NO_SNAPSHOT);
        }
    }
}
