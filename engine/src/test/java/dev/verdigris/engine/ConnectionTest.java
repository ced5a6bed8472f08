package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Secret;
import dev.verdigris.engine.connection.Tls;
import dev.verdigris.engine.fixture.PostgresPort;
import dev.verdigris.engine.fixture.SilentPort;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import dev.verdigris.sandbox.postgres.EmbeddedPostgres;
import dev.verdigris.sandbox.postgres.PostgresConfig;
import dev.verdigris.sandbox.postgres.PostgresStartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** C27: each mistake in a connection has its own code. Only what a later attempt may solve is an unreachable server. */
class ConnectionTest {

    private static final String PASSWORD = "correct horse";
    private static final String WRONG = "battery staple";

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws SandboxStartException {
        sandbox = Sandbox.start(
                SandboxConfig.defaults().withBootstrapRole("deployer").withPasswords(Map.of("deployer", PASSWORD)));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static ConnectionSettings settings(String user) {
        return ConnectionSettings.of(sandbox.host(), sandbox.port(), user, "materialize");
    }

    private static ConnectionSettings right() {
        return settings("deployer").withPassword(Secret.of(PASSWORD));
    }

    private static Report status(ConnectionSettings settings) {
        Identifier database = Identifier.of("materialize");
        Environment environment = new Environment(
                Identifier.of("prod"),
                database,
                List.of(new SchemaName(database, Identifier.of("public"))),
                List.of(),
                Environment.DEFAULT_SUFFIX);
        try (Verdigris verdigris = Verdigris.configure(settings, environment).load()) {
            return verdigris.status();
        }
    }

    private static void refused(ConnectionSettings settings, ProblemCode code, String... words) {
        Report report = status(settings);
        assertThat(report.state()).isEqualTo(EnvironmentState.UNKNOWN);
        assertThat(report.problems()).extracting(Problem::code).containsExactly(code);
        assertThat(report.problems().getFirst().what()).contains(words).doesNotContain(PASSWORD, WRONG);
    }

    @Test
    void theRightPasswordIsAccepted() {
        assertThat(status(right()).problems()).isEmpty();
    }

    @Test
    void aWrongOrMissingPasswordAndAnUnknownRoleAreRefusedLogins() {
        refused(settings("deployer").withPassword(Secret.of(WRONG)), ProblemCode.LOGIN_REFUSED, "deployer@");
        refused(settings("deployer"), ProblemCode.LOGIN_REFUSED, "deployer@");
        refused(settings("nobody").withPassword(Secret.of(WRONG)), ProblemCode.LOGIN_REFUSED, "nobody@");
    }

    @Test
    void aHostWithoutAddressIsUnknown() {
        refused(
                ConnectionSettings.of("no-such-host.invalid", 6875, "deployer", "materialize"),
                ProblemCode.UNKNOWN_HOST,
                "no-such-host.invalid");
    }

    @Test
    void encryptionThatCannotBeHadIsAProblemOfTls() {
        Tls required = new Tls(Tls.Mode.REQUIRE, Optional.empty());
        refused(right().withTls(required), ProblemCode.TLS_FAILED, "SSL");
        refused(settings("deployer").withTls(required), ProblemCode.TLS_FAILED, "SSL");
        Tls certified = new Tls(Tls.Mode.VERIFY_FULL, Optional.of(Path.of("no", "such", "root.pem")));
        refused(right().withTls(certified), ProblemCode.TLS_FAILED, "SSL");
    }

    @Test
    void aPortWithoutListenerIsUnreachable() throws IOException {
        try (SilentPort port = new SilentPort()) {
            refused(
                    ConnectionSettings.of("127.0.0.1", port.number(), "deployer", "materialize"),
                    ProblemCode.UNREACHABLE,
                    "127.0.0.1:" + port.number());
        }
    }

    @Test
    void aPostgresIsNotAMaterialize() throws PostgresStartException, IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresConfig.ephemeral());
                PostgresPort port = PostgresPort.to(postgres.socket())) {
            ConnectionSettings settings = ConnectionSettings.of(
                            "127.0.0.1", port.number(), postgres.user(), postgres.database())
                    .withPassword(Secret.of(postgres.password()))
                    .withTls(new Tls(Tls.Mode.DISABLE, Optional.empty()));
            refused(settings, ProblemCode.NOT_MATERIALIZE, "is not a Materialize");
            refused(
                    ConnectionSettings.of("127.0.0.1", port.number(), postgres.user(), "nope")
                            .withPassword(Secret.of(postgres.password()))
                            .withTls(new Tls(Tls.Mode.DISABLE, Optional.empty())),
                    ProblemCode.NOT_MATERIALIZE,
                    "is not a Materialize");
        }
    }
}
