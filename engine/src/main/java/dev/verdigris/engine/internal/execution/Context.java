package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.NoAnswer;
import dev.verdigris.engine.internal.connection.Scope;
import dev.verdigris.engine.internal.connection.Sessions;
import dev.verdigris.engine.internal.project.DbtArtifacts;
import dev.verdigris.engine.internal.project.SqlFiles;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.engine.request.Backoff;
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
 * @param dryRun what the last dry run has shown
 * @param deployer the one that deploys, with the digest of the model files that the verb has read
 * @param checks the checks of the project, by which a report knows the next command
 * @param dbt what dbt has written of its project
 * @param files the model files that the verb has read; empty if it has read none
 */
public record Context(
        Environment environment,
        Sessions sessions,
        EngineOptions options,
        ProgressListener listener,
        StepObserver observer,
        InstantSource clock,
        Pause pause,
        RandomGenerator random,
        DryRunIdentity dryRun,
        Deployer deployer,
        RequiredChecks checks,
        DbtArtifacts dbt,
        Optional<List<ModelFile>> files) {

    /** The tools of a verb that has read no model files. */
    public Context(
            Environment environment,
            Sessions sessions,
            EngineOptions options,
            ProgressListener listener,
            StepObserver observer,
            InstantSource clock,
            Pause pause,
            RandomGenerator random,
            DryRunIdentity dryRun,
            Deployer deployer,
            RequiredChecks checks,
            DbtArtifacts dbt) {
        this(
                environment,
                sessions,
                options,
                listener,
                observer,
                clock,
                pause,
                random,
                dryRun,
                deployer,
                checks,
                dbt,
                Optional.empty());
    }

    /** The same tools for a run of model files, which are read once. */
    public Context ofFiles(SqlFiles models) {
        return by(deployer.withFiles(models.identity()), checks, dbt, read(models));
    }

    /** The same tools for a run that compares models, or says in its report why it cannot. */
    public Context comparing(SqlFiles models) {
        return by(deployer.withFiles(models.identity()), checks, dbt.uncompared(models.problems()), read(models));
    }

    private static Optional<List<ModelFile>> read(SqlFiles models) {
        return models.identity().map(digest -> models.files());
    }

    /** The same tools for a run that has made the deployment its own, and takes nothing over after that. */
    public Context owning() {
        return by(deployer.withTakeOver(false), checks, dbt, files);
    }

    /** The same tools for a project with checks. */
    public Context checkedBy(RequiredChecks required) {
        return by(deployer, required, dbt, files);
    }

    private Context by(
            Deployer other, RequiredChecks required, DbtArtifacts artifacts, Optional<List<ModelFile>> models) {
        return new Context(
                environment,
                sessions,
                options,
                listener,
                observer,
                clock,
                pause,
                random,
                dryRun,
                other,
                required,
                artifacts,
                models);
    }

    /** The catalog readings of a verb that begins with a scope. */
    public CatalogReadings readings(CatalogScope scope) {
        return new CatalogReadings(sessions::catalog, environment, scope);
    }

    /**
     * Reads the catalog without any {@link dev.verdigris.core.catalog.CatalogPart}.
     *
     * @throws dev.verdigris.engine.internal.connection.SqlFailure if the server refuses or the connection is lost
     */
    public DeploymentView read() {
        return readings(CatalogScope.BASE).decide(Function.identity());
    }

    /**
     * Calls a read until it returns, over new connections and for as long as the options allow.
     *
     * @param reading the read, which must change nothing on the server
     * @throws ConnectionLost if all attempts failed, or if the server did not answer within the limit of the statement;
     *     it is the failure of the last attempt
     */
    public <T> T reconnecting(Supplier<T> reading) {
        Backoff backoff = options.reconnects();
        Instant start = clock.instant();
        int attempt = 0;
        while (true) {
            try {
                return reading.get();
            } catch (ConnectionLost lost) {
                attempt++;
                sessions.discard();
                Duration wait = backoff.after(attempt, random);
                if (lost.isFinal() || !backoff.allows(attempt, since(start)) || !hasTimeFor(wait)) {
                    throw lost;
                }
                listener.on(new ProgressEvent.Retrying(attempt, wait, "the connection was lost"));
                pause.of(wait);
            }
        }
    }

    /** Begins the time limit of a verb, if the options have one. */
    public Scope limit() {
        return options.verbTimeout()
                .map(limit -> sessions.within(limit, NoAnswer.Source.VERB))
                .orElse(Scope.NONE);
    }

    /** Whether the time limit of the verb is over, so that no further step may begin. */
    public boolean isOver() {
        return sessions.left().filter(Duration::isZero).isPresent();
    }

    /** Whether a pause ends before the time limit of the verb. */
    public boolean hasTimeFor(Duration wait) {
        return sessions.left().filter(left -> left.compareTo(wait) <= 0).isEmpty();
    }

    /** The time until the end of a wait that began at {@code start}, never negative, and never longer than the verb. */
    public Duration left(Duration wait, Instant start) {
        Duration own = wait.minus(since(start));
        Duration left = sessions.left().filter(verb -> verb.compareTo(own) < 0).orElse(own);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The time that has passed since {@code start}. */
    public Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
