package dev.verdigris.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import static org.assertj.core.api.Assertions.assertThat;

/** A server of a version that lacks a relation about readiness, or does not let the role read it. */
@ExtendWith(SandboxExtension.class)
class MissingRelationTest {

    @TempDir
    Path directory;

    @Test
    void awaitTellsItAtOnceAndDoesNotWait(Sandbox sandbox) {
        List<ProgressEvent> events = new CopyOnWriteArrayList<>();
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            Deployments.stage(world);
            Lacking server = new Lacking(sandbox.jdbcUrl());
            try (Verdigris verdigris = Verdigris.configure(server, world.environment())
                    .listener(events::add)
                    .load()) {
                Report report = verdigris.await(AwaitRequest.DEFAULT);
                assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
                assertThat(report.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.SERVER_REFUSED);
                    assertThat(problem.what()).contains(Lacking.MISSING);
                });
            }
            assertThat(events).doesNotHaveAnyElementsOfTypes(ProgressEvent.Judged.class);
        }
    }

    /** A server in which the relation of hydrations has another name. */
    private static final class Lacking extends PGSimpleDataSource {

        private static final String MISSING = "mz_hydration_statuses_of_tomorrow";

        Lacking(String url) {
            setUrl(url);
            setPreferQueryMode(PreferQueryMode.SIMPLE);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return of(Connection.class, super.getConnection());
        }

        private static <T> T of(Class<T> type, T real) {
            return type.cast(Proxy.newProxyInstance(
                    Lacking.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
                            arguments[0] = sql.replace("mz_hydration_statuses", MISSING);
                        }
                        try {
                            Object result = method.invoke(real, arguments);
                            return result instanceof Statement statement ? of(Statement.class, statement) : result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }
}
