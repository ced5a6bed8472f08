package dev.verdigris.core.step;

import java.util.List;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.history.HistoryEntry;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/** A statement that keeps a record of a deployment beyond its end. It comes right before the state view is dropped. */
public sealed interface HistoryStep extends Step.Statement {

    /** Creates the history schema. <b>Recognized</b> by its name. */
    record CreateHistorySchema(SchemaName schema) implements HistoryStep {
        @Override
        public List<Target> creates() {
            return List.of(new Target.OfSchema(schema));
        }
    }

    /**
     * Creates the view that is the history entry of the deployment. Its name contains the fencing token of the deployment,
     * so two runs that end the same deployment write one entry. <b>Recognized</b> by the view.
     */
    record WriteHistory(ObjectName view, HistoryEntry entry) implements HistoryStep {
        @Override
        public List<Target> creates() {
            return List.of(Target.view(view));
        }
    }
}
