package dev.verdigris.engine.internal.execution;

import java.time.Duration;

import dev.verdigris.engine.progress.CancelledException;

/** How the engine lets time pass; tests let it pass at once. */
@FunctionalInterface
public interface Pause {

    /**
     * Returns after {@code duration}.
     *
     * @throws CancelledException when the verb is cancelled or its thread is interrupted meanwhile
     */
    void of(Duration duration);
}
