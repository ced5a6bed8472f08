package dev.verdigris.e2e.docs;

// region imports
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.DeploymentException;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;
// endregion

/** The code of docs/embedding.md, which shows every region of this file. */
public final class EmbeddingExample {

    private EmbeddingExample() {}

    // region connect
    static final Environment PROD =
            Environment.builder("prod").schemas("shop").clusters("serving").build();

    static Verdigris connect(ConnectionSettings server, Path models, String commit, Consumer<String> log) {
        return Verdigris.configure(server, PROD)
                .deployer(Deployer.NONE.withCommit(commit))
                .models(models)
                .listener(event -> write(event, log))
                .load();
    }
    // endregion

    // region release
    static Report release(Verdigris verdigris, Path models) {
        verdigris.init(InitRequest.DEFAULT).orThrow();
        verdigris.build(BuildRequest.of(models)).orThrow();
        verdigris
                .await(AwaitRequest.DEFAULT.withTimeout(Duration.ofMinutes(30)))
                .orThrow();
        return verdigris.promote(PromoteRequest.DEFAULT).orThrow();
    }
    // endregion

    // region rollback
    static void rollBack(Verdigris verdigris) {
        verdigris.rollback(RollbackRequest.DEFAULT).orThrow();
    }

    static void cleanUp(Verdigris verdigris) {
        verdigris.drop(DropRequest.PREVIOUS).orThrow();
    }
    // endregion

    // region errors
    static boolean tryToRelease(Verdigris verdigris, Path models, Consumer<String> log) {
        try {
            release(verdigris, models);
            return true;
        } catch (DeploymentException failed) {
            log.accept("the environment is " + failed.report().state());
            for (Problem problem : failed.report().problems()) {
                log.accept(problem.code().code() + " " + problem.what());
                if (problem.fix() instanceof Fix.Sql fix) {
                    fix.statements().forEach(statement -> log.accept("fix: " + statement.sql()));
                }
            }
            return false;
        }
    }
    // endregion

    // region events
    private static void write(ProgressEvent event, Consumer<String> log) {
        if (event instanceof ProgressEvent.StepDone done) {
            log.accept("done: " + done.step().step().summary());
        } else if (event instanceof ProgressEvent.Judged judged) {
            log.accept("ready: " + judged.assessment().readyCount() + " of "
                    + judged.assessment().objects().size());
        }
    }
    // endregion

    // region cancel
    static Optional<Report> awaitUntilCancelled(Verdigris verdigris) {
        try {
            return Optional.of(verdigris.await(AwaitRequest.DEFAULT).orThrow());
        } catch (CancelledException cancelled) {
            return Optional.empty();
        }
    }
    // endregion

    // region data-source
    static DataSource dataSource(String jdbcUrl) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        return source;
    }

    static Verdigris connect(DataSource source) {
        return Verdigris.configure(source, PROD).load();
    }
    // endregion
}
