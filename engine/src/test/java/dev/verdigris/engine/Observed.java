package dev.verdigris.engine;

import dev.verdigris.engine.internal.execution.StepObserver;

/** Lets tests of other packages stop between the steps of a verb. */
public final class Observed {

    private Observed() {}

    /** Sets the observer of steps. */
    public static Verdigris by(Verdigris.Builder builder, StepObserver observer) {
        return builder.observer(observer).load();
    }
}
