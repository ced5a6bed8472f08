package dev.verdigris.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.OneConnection;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.execution.StepObserver;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections that the caller provides. */
@ExtendWith(SandboxExtension.class)
class DataSourceTest {

    @TempDir
    Path directory;

    @Test
    void aDataSourceServesAWholeDeployment(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 2, directory);
                Verdigris verdigris = Verdigris.configure(
                                dataSource(sandbox, PreferQueryMode.SIMPLE), world.environment())
                        .options(EngineOptions.DEFAULT.withParallelism(2))
                        .load()) {
            world.writeModels(2);
            verdigris.deploy(DeployRequest.of(BuildRequest.of(world.models()))).orThrow();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void connectionsAreReturnedUnchanged(Sandbox sandbox) throws SQLException {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Connection only = dataSource(sandbox, PreferQueryMode.SIMPLE).getConnection();
                Statement statement = only.createStatement()) {
            String before = cluster(statement);
            only.setAutoCommit(false);
            try (Verdigris verdigris = Verdigris.configure(new OneConnection(only), world.environment())
                    .load()) {
                verdigris.status().orThrow();
            }
            assertThat(only.getAutoCommit()).isFalse();
            assertThat(cluster(statement)).isEqualTo(before).isNotEqualTo("mz_catalog_server");
        }
    }

    @Test
    void aConnectionLostBeforeTheProofOfABuildLosesNoStep(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.writeModels(2);
            Lent lent = new Lent();
            configured(lent, sandbox);
            List<ProgressEvent> events = new ArrayList<>();
            try (Verdigris verdigris = Verdigris.configure(lent, world.environment())
                    .options(EngineOptions.DEFAULT.withParallelism(1))
                    .listener(events::add)
                    .observer(lent)
                    .load()) {
                verdigris.init(InitRequest.DEFAULT).orThrow();
                Report report = verdigris.build(BuildRequest.of(world.models())).orThrow();
                assertThat(lent.closed).isTrue();
                assertThat(events).hasAtLeastOneElementOfType(ProgressEvent.Retrying.class);
                assertThat(report.steps())
                        .extracting(StepReport::kind)
                        .endsWith(
                                "create-materialized-view",
                                "record-build",
                                "create-index",
                                "create-manifest",
                                "record-build");
                assertThat(report.guardrails()).isNotEmpty();
            }
        }
    }

    /** A pool that does not notice lost connections. The last one is lost after the last step of a build. */
    private static final class Lent extends PGSimpleDataSource implements StepObserver {

        private static final long serialVersionUID = 1L;

        private transient @Nullable Connection last;
        private boolean closed;

        @Override
        public Connection getConnection() throws SQLException {
            Connection lent = super.getConnection();
            last = lent;
            return (Connection) Proxy.newProxyInstance(
                    Lent.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("isClosed")) {
                            return false;
                        }
                        try {
                            return method.invoke(lent, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public void before(Step step) {}

        @Override
        public void after(Step step) {
            if (step instanceof Step.UpdateRecord done
                    && done.record().built().filter(Built::whole).isPresent()) {
                closed = true;
                try {
                    Objects.requireNonNull(last).close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Test
    void aDataSourceThatSplitsMessagesIsAProblem(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = Verdigris.configure(
                                dataSource(sandbox, PreferQueryMode.EXTENDED), world.environment())
                        .load()) {
            Report report = verdigris.status();
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.BAD_CONFIG);
                assertThat(problem.what()).contains("preferQueryMode=extended", "must have preferQueryMode=simple");
            });
        }
    }

    private static String cluster(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SHOW cluster")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static PGSimpleDataSource dataSource(Sandbox sandbox, PreferQueryMode mode) {
        PGSimpleDataSource source = configured(new PGSimpleDataSource(), sandbox);
        source.setPreferQueryMode(mode);
        return source;
    }

    private static PGSimpleDataSource configured(PGSimpleDataSource source, Sandbox sandbox) {
        source.setServerNames(new String[] {sandbox.host()});
        source.setPortNumbers(new int[] {sandbox.port()});
        source.setDatabaseName(World.DATABASE);
        source.setUser("materialize");
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        return source;
    }
}
