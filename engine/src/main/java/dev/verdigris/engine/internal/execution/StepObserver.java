package dev.verdigris.engine.internal.execution;

import dev.verdigris.core.step.Step;

/**
 * Stands at every boundary between steps. What it throws ends the verb right there, without any further statement: as
 * if the process had been killed.
 */
public interface StepObserver {

    /** Sees nothing. */
    StepObserver NONE = new StepObserver() {
        @Override
        public void before(Step step) {}

        @Override
        public void after(Step step) {}
    };

    /** Called right before the first statement of a step is sent. */
    void before(Step step);

    /** Called right after the last statement of a step has been answered. */
    void after(Step step);
}
