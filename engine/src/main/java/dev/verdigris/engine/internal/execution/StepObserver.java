package dev.verdigris.engine.internal.execution;

import dev.verdigris.core.step.Step;

/**
 * Is called at every boundary between steps. An exception from it ends the verb at once, without any further
 * statement, as if the process had been killed.
 */
public interface StepObserver {

    /** Does nothing. */
    StepObserver NONE = new StepObserver() {
        @Override
        public void before(Step step) {}

        @Override
        public void after(Step step) {}
    };

    /** Called when a plan begins, which was made from a new reading of the catalog. */
    default void begins() {}

    /** Called directly before the first statement of a step is sent. */
    void before(Step step);

    /** Called directly after the answer to the last statement of a step. The step is as it was sent. */
    void after(Step step);
}
