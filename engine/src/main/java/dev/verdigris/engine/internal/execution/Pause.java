package dev.verdigris.engine.internal.execution;

import java.time.Duration;

import dev.verdigris.engine.progress.CancelledException;

/** The way in which the engine pauses. In tests, a pause may end at once. */
@FunctionalInterface
public interface Pause {

    /**
     * Returns after {@code duration}.
     *
     * @throws CancelledException if the verb is cancelled or its thread is interrupted meanwhile
     */
    void of(Duration duration);
}
