package dev.verdigris.engine;

import java.time.InstantSource;

import dev.verdigris.engine.internal.execution.Pause;

/** Lets tests of other packages set the time of the façade. */
public final class TestTime {

    private TestTime() {}

    /** Sets the clock and how time passes. */
    public static Verdigris.Builder set(Verdigris.Builder builder, InstantSource clock, Pause pause) {
        return builder.time(clock, pause);
    }
}
