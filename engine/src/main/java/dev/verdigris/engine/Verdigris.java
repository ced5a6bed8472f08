package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.internal.connection.AnswerWatch;
import dev.verdigris.engine.internal.connection.Cancellation;
import dev.verdigris.engine.internal.connection.ConnectionSource;
import dev.verdigris.engine.internal.connection.Scope;
import dev.verdigris.engine.internal.connection.Sessions;
import dev.verdigris.engine.internal.diff.DiffVerb;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.DryRunIdentity;
import dev.verdigris.engine.internal.execution.Pause;
import dev.verdigris.engine.internal.execution.StepObserver;
import dev.verdigris.engine.internal.project.DbtArtifacts;
import dev.verdigris.engine.internal.report.ReportVerb;
import dev.verdigris.engine.internal.verb.AwaitVerb;
import dev.verdigris.engine.internal.verb.BuildVerb;
import dev.verdigris.engine.internal.verb.CheckVerb;
import dev.verdigris.engine.internal.verb.DeployVerb;
import dev.verdigris.engine.internal.verb.HistoryVerb;
import dev.verdigris.engine.internal.verb.OtherBuilderVerbs;
import dev.verdigris.engine.internal.verb.PlannedVerbs;
import dev.verdigris.engine.internal.verb.StatusVerb;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.Checks;
import dev.verdigris.engine.request.DbtFiles;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DiffRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.ExecRequest;
import dev.verdigris.engine.request.GrantsRequest;
import dev.verdigris.engine.request.HistoryRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.ModelSource;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.ReportRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.request.VerbRequest;

/**
 * The verbs, for one environment on one server.
 *
 * <p>Every verb reads the catalog, plans, acts, and returns a {@link Report} with the steps, the problems, and the
 * outcome that becomes the exit code. Mistakes of users and refusals of the server are in the report, so read its
 * outcome or call {@link Report#orThrow()}. A verb throws only
 *
 * <ul>
 *   <li>{@link CancelledException} when {@link #cancel()} or an interrupt of the thread stopped it,
 *   <li>{@link IllegalStateException} when another verb of the same object runs,
 *   <li>the exceptions of a listener, and those of a bug.
 * </ul>
 *
 * <p>A verb may be stopped at any moment, by an exception or by the end of the process. If it runs again, it continues
 * from the state in the catalog. Each step is one statement or one transaction. A step that took effect is not undone.
 * One verb runs at a time. During a verb, another thread may call only {@link #cancel()}.
 */
public final class Verdigris implements AutoCloseable {

    private final Context context;
    private final ComparedFiles files;
    private final Cancellation cancellation;

    private Verdigris(Context context, ComparedFiles files, Cancellation cancellation) {
        this.context = context;
        this.files = files;
        this.cancellation = cancellation;
    }

    /** Begins the configuration for a server that the engine connects to itself. */
    public static Builder configure(ConnectionSettings connection, Environment environment) {
        return new Builder(ConnectionSource.of(connection), environment);
    }

    /**
     * Begins the configuration for connections that the caller provides.
     *
     * @param dataSource gives connections of the PostgreSQL JDBC driver with {@code preferQueryMode=simple}, of up to
     *     one more than {@link EngineOptions#parallelism()} at a time. They are returned without transaction, with the
     *     role's own cluster, and with autocommit on or off as it was. Lost connections are aborted. Other kinds of
     *     connections are a problem in the report
     */
    public static Builder configure(DataSource dataSource, Environment environment) {
        return new Builder(ConnectionSource.of(dataSource), environment);
    }

    /** Creates the staged schemas and clusters, as copies of the live ones. Changes nothing that is live. */
    public Report init(InitRequest request) {
        return run(present -> new PlannedVerbs(present).run(request));
    }

    /**
     * Builds the staged side from SQL files and proves that it reads nothing live. Keeps the objects that an earlier
     * build has created of the same statements. Changes nothing that is live.
     */
    public Report build(BuildRequest request) {
        return limited(() -> new BuildVerb(checked(), request).build());
    }

    /**
     * Runs the builder of another tool on the staged side, then does the same as {@link #grants}. The record shows that
     * the side is being built until the builder has ended well. Changes nothing that is live.
     */
    public Report exec(ExecRequest request) {
        return run(present -> new OtherBuilderVerbs(present).exec(request));
    }

    /**
     * Carries owners, grants and comments from the live objects to their staged counterparts, also if another tool
     * built them, and proves that these read nothing live. Changes nothing that is live.
     */
    public Report grants(GrantsRequest request) {
        return run(present -> new OtherBuilderVerbs(present).grants(request));
    }

    /** Waits until the staged side is ready. Changes nothing. */
    public Report await(AwaitRequest request) {
        return run(present -> new AwaitVerb(present).await(request));
    }

    /**
     * Runs assertions against the staged side and records their result in the deployment's record, for exactly this
     * build. Changes nothing else.
     */
    public Report check(CheckRequest request) {
        return run(present -> new CheckVerb(present, request).check());
    }

    /**
     * Makes the staged side live in one atomic step, then re-points the sinks. When it fails between the two, the
     * outcome is {@code FOLLOW_UP}, and the next promote completes the sinks.
     */
    public Report promote(PromoteRequest request) {
        return run(present -> new PlannedVerbs(present).run(request));
    }

    /** Makes the previous side live again in one atomic step, then re-points the sinks. Fails as promote does. */
    public Report rollback(RollbackRequest request) {
        return run(present -> new PlannedVerbs(present).run(request));
    }

    /**
     * Drops the staged side, which is the verb abort, or the previous side, which is the verb cleanup, object by
     * object. After the first drop there is no way back. The same request, run again, drops the rest.
     */
    public Report drop(DropRequest request) {
        return run(present -> new PlannedVerbs(present).run(request));
    }

    /** Shows the deployments of the environment, also after their end. Changes nothing. */
    public Report history(HistoryRequest request) {
        return run(present -> new HistoryVerb(present).history(request));
    }

    /** Shows what the staged version changes for the readers of the live one. Changes nothing. */
    public Report diff(DiffRequest request) {
        return run(present -> new DiffVerb(present).diff(request));
    }

    /** Shows all that is known of the deployment: its state, its history, its next promotion. Changes nothing. */
    public Report report(ReportRequest request) {
        return run(present -> new ReportVerb(present).report(request));
    }

    /** Shows the state of the environment and the next command. Changes nothing. */
    public Report status() {
        return status(ReadinessPolicy.DEFAULT);
    }

    /** The same with another definition of ready. */
    public Report status(ReadinessPolicy policy) {
        return status(policy, Optional.empty());
    }

    /**
     * The same for one that looks again and again, so that the report shows for how long objects have been hydrating.
     *
     * @param policy the definition of ready
     * @param previous the readiness in the last report that had one
     */
    public Report status(ReadinessPolicy policy, Optional<Assessment> previous) {
        return run(present -> new StatusVerb(present).status(policy, previous));
    }

    /** Shows the plan of the next verb with its default request. Changes nothing. */
    public Report plan() {
        return plan(StatusVerb::request);
    }

    /**
     * Shows the plan of the next verb. Changes nothing.
     *
     * @param requests the request of a verb; empty if its plan is not shown, and then a note names the verb
     */
    public Report plan(Function<Verb, Optional<VerbRequest>> requests) {
        return run(present -> new StatusVerb(present).planNext(requests));
    }

    /** Shows the plan of a verb. Changes nothing. */
    public Report plan(VerbRequest request) {
        return run(present -> new PlannedVerbs(present).show(request));
    }

    /** Shows what a build would do, as far as that can be known before it. Changes nothing. */
    public Report plan(BuildRequest request) {
        return limited(() -> new BuildVerb(checked(), request).show());
    }

    /** Shows what grants would do. Changes nothing, whether the request is a dry run or not. */
    public Report plan(GrantsRequest request) {
        return run(present -> new OtherBuilderVerbs(present).show());
    }

    /** Shows what a deploy would do, as far as that can be known before it. Changes nothing. */
    public Report plan(DeployRequest request) {
        return limited(() -> new DeployVerb(files.of(context, request), request).show());
    }

    /** Runs init, build or exec, await, check and promote, up to the first that does not end well. */
    public Report deploy(DeployRequest request) {
        return limited(() -> new DeployVerb(files.of(context, request), request).deploy());
    }

    /** Runs a verb that does not build. It compares the files as they are now, which are read once. */
    private Report run(Function<Context, Report> verb) {
        return limited(() -> verb.apply(files.compared(context)));
    }

    private Context checked() {
        return files.checked(context);
    }

    private Report limited(Supplier<Report> verb) {
        Scope running = cancellation.begin().around(context::limit);
        try {
            return verb.get();
        } finally {
            running.end();
        }
    }

    /**
     * Stops the running verb, which then throws {@link CancelledException}. Does nothing if no verb runs. May be called
     * from any thread, also from a listener.
     *
     * <p>The server cancels the statement in flight, and no further statement is sent. Nothing is undone: steps that
     * took effect stay. The statement in flight took effect completely or not at all, and {@link #status()} shows
     * which. A promotion is cancelled before or after its swap, never within it.
     *
     * <p>Returns when no statement is in flight any more, or after about five seconds if the server does not react.
     */
    public void cancel() {
        cancellation.cancel();
    }

    /** Ends the sessions. Call it after {@link #cancel()} only when the verb has ended. */
    @Override
    public void close() {
        context.sessions().close();
    }

    /** Collects the parts that verbs need. Each method sets one part and returns the builder. */
    public static final class Builder {

        private final ConnectionSource source;
        private final Environment environment;
        private final Cancellation cancellation = new Cancellation();
        private EngineOptions options = EngineOptions.DEFAULT;
        private ProgressListener listener = ProgressListener.NONE;
        private StepObserver observer = StepObserver.NONE;
        private InstantSource clock = InstantSource.system();
        private Pause pause = cancellation::pause;
        private Deployer deployer = Deployer.NONE;
        private Optional<ModelSource> models = Optional.empty();
        private Optional<Checks> checks = Optional.empty();
        private Optional<DbtFiles> dbt = Optional.empty();

        private Builder(ConnectionSource source, Environment environment) {
            this.source = source;
            this.environment = environment;
        }

        /** Sets how the engine works. Default: {@link EngineOptions#DEFAULT}. */
        public Builder options(EngineOptions value) {
            options = value;
            return this;
        }

        /** Sets the listener of progress. Default: none. */
        public Builder listener(ProgressListener value) {
            listener = value;
            return this;
        }

        /**
         * Sets the one that deploys, by whom a run recognizes its own deployment. Default: {@link Deployer#NONE}. The
         * engine reads the files itself: see {@link #models}.
         */
        public Builder deployer(Deployer value) {
            deployer = value;
            return this;
        }

        /**
         * Sets the directory of the model files, so that verbs that do not build know whether they act on a side of
         * these files. Default: none. A request with a build has its own.
         */
        public Builder models(Path directory) {
            return models(new ModelSource.Directory(directory));
        }

        /** The same with models of any source. */
        public Builder models(ModelSource value) {
            models = Optional.of(value);
            return this;
        }

        /**
         * Sets the directory of the checks, so that the next command of a report is to run them if no result is known.
         * Default: none. Whether a promotion requires them, its request says.
         */
        public Builder checks(Path directory) {
            return checks(Checks.of(directory));
        }

        /** The same with checks that are not only files. */
        public Builder checks(Checks value) {
            checks = Optional.of(value);
            return this;
        }

        /**
         * Sets the files of a dbt project, so that reports name models, owners and exposures. Default: none. If there is
         * no manifest, reports name none.
         */
        public Builder dbt(DbtFiles value) {
            dbt = Optional.of(value);
            return this;
        }

        /** Sets the observer of the steps: for tests, which simulate a killed process by an exception. */
        Builder observer(StepObserver value) {
            observer = value;
            return this;
        }

        /** Sets the clock and how time passes: for tests. */
        Builder time(InstantSource source, Pause pausing) {
            clock = source;
            pause = pausing;
            return this;
        }

        /** Creates the façade. It connects at the first verb. */
        public Verdigris load() {
            Sessions sessions = new Sessions(
                    source,
                    notice -> listener.on(new ProgressEvent.ServerNotice(notice)),
                    cancellation,
                    new AnswerWatch(options.statementTimeout(), listener::on));
            return new Verdigris(
                    new Context(
                            environment,
                            sessions,
                            options,
                            listener,
                            observer,
                            clock,
                            pause,
                            new Random(),
                            new DryRunIdentity(),
                            deployer,
                            RequiredChecks.NONE,
                            new DbtArtifacts(dbt, environment)),
                    new ComparedFiles(models, checks),
                    cancellation);
        }
    }
}
