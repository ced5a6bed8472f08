package dev.verdigris.engine.internal.diagnosis;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Session;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Hazard;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.diagnosis.Finding;
import dev.verdigris.engine.diagnosis.Finding.Topic;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.AnswerWatch;
import dev.verdigris.engine.internal.connection.Cancellation;
import dev.verdigris.engine.internal.connection.ConnectionSource;
import dev.verdigris.engine.internal.connection.NoSession;
import dev.verdigris.engine.internal.connection.Sessions;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.verb.ConnectionProblems;
import dev.verdigris.engine.request.EngineOptions;

/** Looks at a server through a session: the login, the server, and the environment as the catalog shows it. */
public final class SessionProbe {

    private static final int ROUND_TRIPS = 5;
    private static final Duration SLOW = Duration.ofMillis(250);
    private static final Duration APART = Duration.ofSeconds(10);
    private static final InstantSource CLOCK = InstantSource.system();

    private final ConnectionSettings connection;
    private final Environment environment;
    private final Sessions sessions;
    private final List<Finding> findings = new ArrayList<>();

    private SessionProbe(ConnectionSettings connection, Environment environment, Sessions sessions) {
        this.connection = connection;
        this.environment = environment;
        this.sessions = sessions;
    }

    /** The findings, up to the first failure. */
    public static List<Finding> look(ConnectionSettings connection, Environment environment, EngineOptions options) {
        AnswerWatch watch = new AnswerWatch(options.statementTimeout(), unanswered -> {});
        try (Sessions sessions =
                new Sessions(ConnectionSource.of(connection), notice -> {}, new Cancellation(), watch)) {
            SessionProbe probe = new SessionProbe(connection, environment, sessions);
            probe.login().ifPresent(probe::server);
            return List.copyOf(probe.findings);
        }
    }

    private Optional<SqlSession> login() {
        try {
            SqlSession session = sessions.catalog();
            findings.add(Finding.ok(Topic.LOGIN, "role " + connection.user() + ", database " + connection.database()));
            return Optional.of(session);
        } catch (SqlFailure failure) {
            Problem problem = ConnectionProblems.of(failure, connection.address());
            Topic topic = switch (NoSession.of(failure)) {
                case HOST -> Topic.HOST;
                case TLS -> Topic.ENCRYPTION;
                case OTHER_SERVER -> Topic.SERVER;
                case LOGIN, UNREACHABLE -> Topic.LOGIN;
            };
            findings.add(Finding.problem(topic, better(problem, failure)));
            return Optional.empty();
        }
    }

    /** A login without a password has a fix of its own, and so has a server that accepts connections and is silent. */
    private Problem better(Problem problem, SqlFailure failure) {
        if (problem.code() == ProblemCode.LOGIN_REFUSED && connection.password().isEmpty()) {
            return with(
                    problem,
                    "no password is set: set one, for instance in the variable VERDIGRIS_PASSWORD; or correct the"
                            + " user");
        }
        return failure.noAnswer().isPresent() ? with(problem, ServerProbe.HANGS) : problem;
    }

    private static Problem with(Problem problem, String advice) {
        return new Problem(problem.code(), problem.what(), problem.where(), Fix.advice(advice));
    }

    private void server(SqlSession session) {
        if (session.serverParameter(SqlSession.VERSION).isEmpty()) {
            findings.add(Finding.problem(Topic.SERVER, ConnectionProblems.notMaterialize(connection.address())));
            return;
        }
        try {
            DeploymentView view = new CatalogReadings(sessions::catalog, environment, CatalogScope.DIAGNOSIS)
                    .decide(Function.identity());
            Session role = view.catalog().session();
            String version = "Materialize " + role.serverVersion();
            findings.add(Finding.ok(
                    Topic.SERVER,
                    role.region()
                            .map(region -> version + ", environment id " + region)
                            .orElse(version)));
            rights(view, role);
            hazards(role);
            findings.addAll(new ServerSettings(session, environment, view.catalog()).look());
            pairs(view.catalog());
            if (view.catalog().database(environment.database()).isPresent()) {
                deployment(view);
            }
            latency(session);
            clocks(session);
        } catch (SqlFailure failure) {
            findings.add(Finding.problem(Topic.SERVER, new Failures(environment.name()).of(failure)));
        }
    }

    private void rights(DeploymentView view, Session role) {
        if (!role.rbacEnabled()) {
            findings.add(Finding.warning(
                    Topic.RIGHTS, "the server checks no rights, so every role may change and drop everything"));
        } else if (role.superuser()) {
            findings.add(Finding.ok(
                    Topic.RIGHTS, "role " + view.role() + " is a superuser, so the server refuses it nothing"));
        }
    }

    private void hazards(Session role) {
        List<Hazard> hazards = Arrays.stream(Hazard.values())
                .filter(hazard -> hazard.threatens(role))
                .toList();
        if (hazards.isEmpty()) {
            findings.add(Finding.ok(Topic.HAZARDS, "none is known for this version of the server"));
        }
        hazards.forEach(hazard -> findings.add(Finding.warning(
                Topic.HAZARDS,
                hazard.of(role) + "; " + hazard.code().code() + " stops what that would harm; " + hazard.wayOut())));
    }

    /** A pair that does not exist is a problem of the plan. */
    private void pairs(CatalogSnapshot catalog) {
        List<Cluster> clusters = environment.clusters().stream()
                .flatMap(name -> catalog.cluster(name).stream())
                .toList();
        Stream<String> schemas = environment.schemas().stream()
                .filter(name -> catalog.schema(name).isPresent())
                .map(name -> "schema " + name);
        String found = Stream.concat(schemas, clusters.stream().map(SessionProbe::shown))
                .collect(Collectors.joining(", "));
        if (!found.isEmpty()) {
            findings.add(Finding.ok(Topic.PAIRS, "these live halves exist: " + found));
        }
        clusters.stream()
                .filter(cluster ->
                        cluster.config() instanceof ClusterConfig.Managed managed && managed.replicationFactor() == 0)
                .forEach(cluster -> findings.add(Finding.warning(
                        Topic.PAIRS, "cluster " + cluster.name() + " has no replica, so nothing on it runs")));
    }

    private static String shown(Cluster cluster) {
        return switch (cluster.config()) {
            case ClusterConfig.Managed managed ->
                "cluster " + cluster.name() + " (" + managed.size() + ", "
                        + Count.of(managed.replicationFactor(), "replica") + ")";
            case ClusterConfig.Unmanaged unmanaged -> "cluster " + cluster.name() + " (unmanaged)";
        };
    }

    private void deployment(DeploymentView view) {
        String schema = view.lockNames().schema().toString();
        findings.add(
                switch (view.state()) {
                    case DeploymentState.None none ->
                        Finding.ok(Topic.DEPLOYMENT, "there is none: the lock schema " + schema + " does not exist");
                    case DeploymentState.Locked locked ->
                        Finding.ok(
                                Topic.DEPLOYMENT,
                                "one is " + EnvironmentState.of(view.state()) + ", with the lock schema " + schema);
                    case DeploymentState.Contradictory contradictory ->
                        Finding.warning(
                                Topic.DEPLOYMENT,
                                "several state views contradict each other; verdigris status shows more");
                });
    }

    private void latency(SqlSession session) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < ROUND_TRIPS; i++) {
            Instant start = CLOCK.instant();
            session.query("SELECT 1");
            times.add(Duration.between(start, CLOCK.instant()));
        }
        Duration median = times.stream().sorted().toList().get(ROUND_TRIPS / 2);
        String what = String.format(
                Locale.ROOT, "%.1f ms per round trip, the median of %d", median.toNanos() / 1e6, ROUND_TRIPS);
        findings.add(
                median.compareTo(SLOW) > 0
                        ? Finding.warning(
                                Topic.LATENCY, what + "; a deployment sends a message for each object it creates")
                        : Finding.ok(Topic.LATENCY, what));
    }

    private void clocks(SqlSession session) {
        Instant before = CLOCK.instant();
        String seconds = session.query("SELECT EXTRACT(EPOCH FROM now())::text AS at_seconds")
                .rows()
                .getFirst()
                .text("at_seconds");
        Instant middle = before.plus(Duration.between(before, CLOCK.instant()).dividedBy(2));
        Duration apart = Duration.between(
                middle,
                Instant.ofEpochMilli(new BigDecimal(seconds).movePointRight(3).longValue()));
        findings.add(
                apart.abs().compareTo(APART) > 0
                        ? Finding.warning(
                                Topic.CLOCKS,
                                "the clock of the server is " + DurationText.of(apart.abs())
                                        + (apart.isNegative() ? " slow" : " fast")
                                        + " compared with this machine, so ages, last days of consents and the window of a rollback"
                                        + " are off by that")
                        : Finding.ok(Topic.CLOCKS, "both clocks agree within " + DurationText.of(APART)));
    }
}
