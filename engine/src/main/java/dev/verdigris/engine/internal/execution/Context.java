package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.engine.internal.catalog.CatalogObservation;
import dev.verdigris.engine.internal.catalog.CatalogReader;
import dev.verdigris.engine.internal.connection.Sessions;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.engine.request.EngineOptions;

/**
 * The tools of every verb.
 *
 * @param environment the environment
 * @param sessions the sessions with the server
 * @param options the limits and pauses of the engine
 * @param listener the receiver of progress events
 * @param observer the observer of step boundaries
 * @param clock the clock
 * @param pause the way in which the engine pauses
 * @param random the source of jitter and of new ids
 */
public record Context(
        Environment environment,
        Sessions sessions,
        EngineOptions options,
        ProgressListener listener,
        StepObserver observer,
        InstantSource clock,
        Pause pause,
        RandomGenerator random) {

    /**
     * Reads the catalog.
     *
     * @throws dev.verdigris.engine.internal.connection.SqlFailure if the server refuses or the connection is lost
     */
    public DeploymentView read() {
        return DeploymentView.of(CatalogReader.read(sessions.catalog()), environment);
    }

    /**
     * Reads the catalog and the facts by which readiness is assessed.
     *
     * @throws dev.verdigris.engine.internal.connection.SqlFailure if the server refuses or the connection is lost
     */
    public CatalogObservation look() {
        return CatalogReader.look(sessions.catalog(), environment);
    }

    /** The time that has passed since {@code start}. */
    public Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
