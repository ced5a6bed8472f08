package dev.verdigris.core.step;

import java.util.List;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.deployment.StagedSizes;
import dev.verdigris.core.history.HistoryEntry;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.sink.SinkWays;

/** A statement that keeps what a deployment shall show later, also after its end. */
public sealed interface HistoryStep extends Step.Statement {

    /** Whether a step changes a history schema, or a view in it. */
    static boolean isIn(SchemaName history, Step step) {
        return step instanceof HistoryStep && isIn(history, step.creates().getFirst())
                || step instanceof Step.ChangeOwner give && isIn(history, give.target())
                || step instanceof Step.DropItem drop && drop.name().schema().equals(history);
    }

    private static boolean isIn(SchemaName history, Target target) {
        return switch (target) {
            case Target.OfSchema of -> of.name().equals(history);
            case Target.OfCluster of -> false;
            case Target.OfItem of -> of.name().schema().equals(history);
        };
    }

    /** Creates the history schema. <b>Recognized</b> by its name. */
    record CreateHistorySchema(SchemaName schema) implements HistoryStep {
        @Override
        public List<Target> creates() {
            return List.of(new Target.OfSchema(schema));
        }
    }

    /** Creates the view that says which consents a run has used. <b>Recognized</b> by the view. */
    record RecordConsents(ObjectName view, List<GivenConsent> consents) implements HistoryStep {

        public RecordConsents {
            consents = List.copyOf(consents);
        }

        @Override
        public List<Target> creates() {
            return List.of(Target.view(view));
        }
    }

    /** Creates the view that says which ways a run has chosen for sinks. <b>Recognized</b> by the view. */
    record RecordSinkWays(ObjectName view, SinkWays ways) implements HistoryStep {
        @Override
        public List<Target> creates() {
            return List.of(Target.view(view));
        }
    }

    /** Creates the view that says which sizes staged clusters have only to hydrate. <b>Recognized</b> by the view. */
    record RecordStagedSizes(ObjectName view, StagedSizes sizes) implements HistoryStep {
        @Override
        public List<Target> creates() {
            return List.of(Target.view(view));
        }
    }

    /**
     * Creates the view that is the history entry of the deployment, right before the state view is dropped. Its name
     * contains the fencing token of the deployment, so two runs that end the same deployment write one entry.
     * <b>Recognized</b> by the view.
     */
    record WriteHistory(ObjectName view, HistoryEntry entry) implements HistoryStep {
        @Override
        public List<Target> creates() {
            return List.of(Target.view(view));
        }
    }
}
