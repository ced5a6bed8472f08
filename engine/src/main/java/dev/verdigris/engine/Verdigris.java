package dev.verdigris.engine;

import java.time.InstantSource;
import java.util.Random;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.internal.connection.Sessions;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Pause;
import dev.verdigris.engine.internal.execution.StepObserver;
import dev.verdigris.engine.internal.verb.AwaitVerb;
import dev.verdigris.engine.internal.verb.BuildVerb;
import dev.verdigris.engine.internal.verb.CheckVerb;
import dev.verdigris.engine.internal.verb.DeployVerb;
import dev.verdigris.engine.internal.verb.PlannedVerbs;
import dev.verdigris.engine.internal.verb.StatusVerb;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.request.VerbRequest;

/**
 * The verbs, for one environment on one server.
 *
 * <p>Every verb reads the catalog, plans, acts, and answers with a {@link Report}: what was done, what stands in the
 * way, and the outcome that becomes the exit code. Mistakes of users and refusals of the server are in the report;
 * exceptions are bugs. A verb may be stopped at any moment and run again: it goes on from what the catalog shows.
 *
 * <p>Not for use by several threads at once.
 */
public final class Verdigris implements AutoCloseable {

    private final Context context;
    private final PlannedVerbs planned;

    private Verdigris(Context context) {
        this.context = context;
        this.planned = new PlannedVerbs(context);
    }

    /** Begins the configuration. */
    public static Builder configure(ConnectionSettings connection, Environment environment) {
        return new Builder(connection, environment);
    }

    /** Creates the staged schemas and clusters, as copies of the live ones. */
    public Report init(InitRequest request) {
        return planned.run(request);
    }

    /** Builds the staged side from SQL files and proves that it reads nothing live. */
    public Report build(BuildRequest request) {
        return new BuildVerb(context).build(request);
    }

    /** Waits until the staged side is ready. */
    public Report await(AwaitRequest request) {
        return new AwaitVerb(context).await(request);
    }

    /** Runs assertions against the staged side. */
    public Report check(CheckRequest request) {
        return new CheckVerb(context).check(request);
    }

    /** Makes the staged side live in one atomic step, then re-points the sinks. */
    public Report promote(PromoteRequest request) {
        return planned.run(request);
    }

    /** Makes the previous side live again, then re-points the sinks. */
    public Report rollback(RollbackRequest request) {
        return planned.run(request);
    }

    /**
     * Drops the staged side, which is the verb abort, or the previous side, which is the verb cleanup, object by object.
     */
    public Report drop(DropRequest request) {
        return planned.run(request);
    }

    /** Tells where the environment stands and what comes next. */
    public Report status() {
        return new StatusVerb(context).status();
    }

    /** Shows what the verb that comes next would do, without doing it. */
    public Report plan() {
        return new StatusVerb(context).planNext();
    }

    /** Shows what a verb would do, without doing it. */
    public Report plan(VerbRequest request) {
        return planned.show(request);
    }

    /** Init, build, await, check and promote in one, stopping at the first that does not end well. */
    public Report deploy(DeployRequest request) {
        return new DeployVerb(context).deploy(request);
    }

    /** Ends the sessions. */
    @Override
    public void close() {
        context.sessions().close();
    }

    /** Collects what the verbs need; each method changes one thing. */
    public static final class Builder {

        private final ConnectionSettings connection;
        private final Environment environment;
        private EngineOptions options = EngineOptions.DEFAULT;
        private ProgressListener listener = ProgressListener.NONE;
        private StepObserver observer = StepObserver.NONE;
        private InstantSource clock = InstantSource.system();
        private Pause pause = Pause.real();

        private Builder(ConnectionSettings connection, Environment environment) {
            this.connection = connection;
            this.environment = environment;
        }

        /** Sets how the engine goes about its work. */
        public Builder options(EngineOptions value) {
            options = value;
            return this;
        }

        /** Sets who is told of progress. */
        public Builder listener(ProgressListener value) {
            listener = value;
            return this;
        }

        /** Sets who stands at the boundaries of steps. */
        public Builder observer(StepObserver value) {
            observer = value;
            return this;
        }

        /** Sets the clock and how time is let pass. */
        public Builder time(InstantSource source, Pause pausing) {
            clock = source;
            pause = pausing;
            return this;
        }

        /** Makes the façade; nothing is connected before the first verb. */
        public Verdigris load() {
            Sessions sessions = new Sessions(connection, notice -> listener.on(new ProgressEvent.ServerNotice(notice)));
            return new Verdigris(
                    new Context(environment, sessions, options, listener, observer, clock, pause, new Random()));
        }
    }
}
