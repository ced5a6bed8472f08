package dev.verdigris.engine;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Door;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.SkippingTime;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import static org.assertj.core.api.Assertions.assertThat;

/** A wait whose server cannot be reached, or refuses, after the first reading. */
@ExtendWith(SandboxExtension.class)
class EnduranceTest {

    /** Longer than any busy machine needs. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final EngineOptions POLLING = EngineOptions.DEFAULT.withSubscribing(false);

    @TempDir
    Path directory;

    private final SkippingTime time = new SkippingTime();
    private final List<ProgressEvent.Retrying> attempts = new ArrayList<>();

    @Test
    void aServerThatComesBackAfterAMinuteEndsNoWait(Sandbox sandbox) throws IOException {
        try (World world = held(sandbox);
                Door door = new Door(sandbox.host(), sandbox.port())) {
            Report report = await(through(door, world), event -> {
                shutAfterFirst(door, event);
                if (attempts.size() == 40) {
                    door.open();
                    world.system("SELECT mz_sandbox.release_hydration('*')");
                }
            });
            assertThat(report.problems()).isEmpty();
            assertThat(report.readiness().orElseThrow().isReady()).isTrue();
            assertThat(time.skipped()).isGreaterThan(Duration.ofMinutes(1));
            assertThat(attempts)
                    .hasSize(40)
                    .allSatisfy(
                            attempt -> assertThat(attempt.reason()).startsWith("the server has not been reached for "));
        }
    }

    @Test
    void aServerThatStaysAwayEndsTheWaitAtItsTimeLimit(Sandbox sandbox) throws IOException {
        try (World world = held(sandbox);
                Door door = new Door(sandbox.host(), sandbox.port())) {
            Report report = await(through(door, world), event -> shutAfterFirst(door, event));
            assertThat(report.outcome()).isEqualTo(Outcome.UNREACHABLE);
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.UNREACHABLE);
            assertThat(time.skipped()).isBetween(PATIENCE.dividedBy(2), PATIENCE);
        }
    }

    @Test
    void aServerWithoutFreeConnectionsIsAskedAgain(Sandbox sandbox) {
        try (World world = held(sandbox)) {
            TurnedAway server = new TurnedAway(sandbox, "53300");
            Report report = await(Verdigris.configure(server, world.environment()), event -> {
                server.turnAwayAfterFirst(event);
                if (attempts.size() == 3) {
                    server.refuses = false;
                    world.system("SELECT mz_sandbox.release_hydration('*')");
                }
            });
            assertThat(report.problems()).isEmpty();
            assertThat(attempts)
                    .hasSize(3)
                    .allSatisfy(attempt -> assertThat(attempt.reason())
                            .startsWith("the server has refused to answer for ")
                            .contains("[53300]"));
        }
    }

    @Test
    void aLoginThatIsRefusedEndsTheWaitAtOnce(Sandbox sandbox) {
        try (World world = held(sandbox)) {
            TurnedAway server = new TurnedAway(sandbox, "28P01");
            Report report = await(Verdigris.configure(server, world.environment()), server::turnAwayAfterFirst);
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.LOGIN_REFUSED);
            assertThat(attempts).isEmpty();
        }
    }

    /** Without a subscription, the next reading would come after the time limit. */
    @Test
    void aSubscriptionThatIsRefusedTwiceIsRequestedAgain(Sandbox sandbox) {
        try (World world = held(sandbox)) {
            List<ProgressEvent> events = new ArrayList<>();
            Subscriptions server = new Subscriptions(sandbox, world);
            try (Verdigris verdigris = Verdigris.configure(server, world.environment())
                    .options(EngineOptions.DEFAULT.withPollInterval(Duration.ofMinutes(3)))
                    .listener(events::add)
                    .time(time, time)
                    .load()) {
                assertThat(verdigris
                                .await(AwaitRequest.DEFAULT.withTimeout(PATIENCE))
                                .problems())
                        .isEmpty();
            }
            assertThat(server.requests).isEqualTo(3);
            assertThat(events).doesNotHaveAnyElementsOfTypes(ProgressEvent.Remark.class);
        }
    }

    private Report await(Verdigris.Builder builder, ProgressListener listener) {
        try (Verdigris verdigris = builder.options(POLLING)
                .time(time, time)
                .listener(event -> {
                    if (event instanceof ProgressEvent.Retrying retrying) {
                        attempts.add(retrying);
                    }
                    listener.on(event);
                })
                .load()) {
            return verdigris.await(AwaitRequest.DEFAULT.withTimeout(PATIENCE));
        }
    }

    private void shutAfterFirst(Door door, ProgressEvent event) {
        if (event instanceof ProgressEvent.Judged && attempts.isEmpty()) {
            door.shut();
        }
    }

    private static Verdigris.Builder through(Door door, World world) {
        ConnectionSettings own = world.settings();
        return Verdigris.configure(
                ConnectionSettings.of(own.host(), door.number(), own.user(), own.database()), world.environment());
    }

    /** A staged side that does not hydrate until it is released. */
    private World held(Sandbox sandbox) {
        World world = World.create(sandbox, Names.plain(), 1, directory);
        world.system("SELECT mz_sandbox.hold_hydration('*')");
        Deployments.stage(world);
        return world;
    }

    /** A server that ends its connections after the first reading and refuses others for a reason. */
    private static final class TurnedAway extends PGSimpleDataSource {

        private static final long serialVersionUID = 1L;

        private final String state;
        private boolean told;
        private boolean refuses;
        private transient @Nullable Connection last;

        TurnedAway(Sandbox sandbox, String state) {
            this.state = state;
            setUrl(sandbox.jdbcUrl());
            setPreferQueryMode(PreferQueryMode.SIMPLE);
        }

        void turnAwayAfterFirst(ProgressEvent event) {
            if (event instanceof ProgressEvent.Judged && !told) {
                told = true;
                refuses = true;
                try {
                    Objects.requireNonNull(last).close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (refuses) {
                throw new PSQLException(new ServerErrorMessage("SFATAL\0C" + state + "\0Mnot now\0"));
            }
            last = super.getConnection();
            return last;
        }
    }

    /** A server that refuses the first two subscriptions, and hydrates at the third. */
    private static final class Subscriptions extends PGSimpleDataSource {

        private static final long serialVersionUID = 1L;

        private final transient World world;
        private int requests;

        Subscriptions(Sandbox sandbox, World world) {
            this.world = world;
            setUrl(sandbox.jdbcUrl());
            setPreferQueryMode(PreferQueryMode.SIMPLE);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return of(Connection.class, super.getConnection());
        }

        private String asked(String sql) {
            if (!sql.startsWith("DECLARE ")) {
                return sql;
            }
            requests++;
            if (requests < 3) {
                return "SELECT 1 / 0";
            }
            world.system("SELECT mz_sandbox.release_hydration('*')");
            return sql;
        }

        private <T> T of(Class<T> type, T real) {
            return type.cast(Proxy.newProxyInstance(
                    Subscriptions.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
                            arguments[0] = asked(sql);
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
