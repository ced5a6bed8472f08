package dev.verdigris.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;

import dev.verdigris.sandbox.backend.BackendAddress;
import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.backend.SharedConnection;
import dev.verdigris.sandbox.catalog.Bootstrap;
import dev.verdigris.sandbox.catalog.lock.CatalogState;
import dev.verdigris.sandbox.cost.Charge;
import dev.verdigris.sandbox.postgres.EmbeddedPostgres;
import dev.verdigris.sandbox.postgres.PostgresConfig;
import dev.verdigris.sandbox.postgres.PostgresStartException;
import dev.verdigris.sandbox.server.Access;
import dev.verdigris.sandbox.server.Authenticator;
import dev.verdigris.sandbox.server.ClientLimits;
import dev.verdigris.sandbox.server.Server;
import dev.verdigris.sandbox.session.SystemSession;
import dev.verdigris.sandbox.session.core.SessionServices;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.work.BackgroundWorkers;
import dev.verdigris.sandbox.work.WorkSettings;

/**
 * A running sandbox. It listens on the loopback address only. Its PostgreSQL serves nobody else. Closing the sandbox
 * stops both.
 */
public final class Sandbox implements AutoCloseable {

    /** Connections for the workers and short queries, so that these never wait for a client to disconnect. */
    private static final int OWN_CONNECTIONS = 20;

    private final SandboxConfig config;
    private final EmbeddedPostgres postgres;
    private final SharedConnection lookup;
    private final BackgroundWorkers workers;
    private final SessionServices services;
    private final Server server;
    private final int port;
    private final int internalPort;

    private Sandbox(SandboxConfig config, ClientLimits limits, EmbeddedPostgres postgres) throws IOException {
        this.config = config;
        this.postgres = postgres;
        BackendAddress address = address(postgres);
        prepareCatalog(address);
        this.lookup = new SharedConnection(address);
        this.workers = BackgroundWorkers.start(
                () -> BackendConnection.open(address, "verdigris-sandbox-worker"),
                WorkSettings.defaults()
                        .withHydrationTime(config.minimumHydration())
                        .withLagInterval(config.lagInterval()));
        CatalogState state = new CatalogState(lookup.call(Sandbox::revision));
        state.addListener(workers);
        this.services = SessionServices.of(
                state, workers.faults(), workers.sinks()::whenCaughtUp, lookup, new Charge(config.costUnit()));
        addBootstrapRole();
        this.server = new Server(services, address, authenticator(config), limits);
        try {
            this.port = listen(config.port(), Access.NORMAL);
            this.internalPort = listen(config.internalPort(), Access.INTERNAL);
        } catch (IOException failed) {
            closeAllButPostgres();
            throw failed;
        }
    }

    private int listen(int wanted, Access access) throws IOException {
        try {
            return server.listen(wanted, access);
        } catch (BindException taken) {
            throw new IOException(
                    "port " + wanted + " is taken (" + taken.getMessage()
                            + "): choose another, or 0 for any that is free",
                    taken);
        }
    }

    /**
     * Starts a sandbox and waits until clients can connect.
     *
     * @throws SandboxStartException if the database does not start or a port is taken; nothing is left running then
     */
    public static Sandbox start(SandboxConfig config) throws SandboxStartException {
        return start(config, ClientLimits.defaults());
    }

    static Sandbox start(SandboxConfig config, ClientLimits limits) throws SandboxStartException {
        EmbeddedPostgres postgres;
        try {
            postgres = EmbeddedPostgres.start(config.dataDirectory()
                    .map(PostgresConfig::persistent)
                    .orElseGet(PostgresConfig::ephemeral)
                    .withMaxConnections(limits.clients() + OWN_CONNECTIONS));
        } catch (PostgresStartException failed) {
            throw new SandboxStartException("the sandbox's database did not start: " + failed.getMessage(), failed);
        }
        try {
            return new Sandbox(config, limits, postgres);
        } catch (IOException failed) {
            postgres.close();
            throw new SandboxStartException("the sandbox cannot listen: " + failed.getMessage(), failed);
        } catch (RuntimeException failed) {
            postgres.close();
            throw failed;
        }
    }

    private static BackendAddress address(EmbeddedPostgres postgres) {
        return new BackendAddress(postgres.socket(), postgres.user(), postgres.password(), postgres.database());
    }

    private static Authenticator authenticator(SandboxConfig config) {
        return config.passwords().isEmpty()
                ? new Authenticator.Trust()
                : new Authenticator.Passwords(config.passwords());
    }

    /** Fills an empty database in one transaction, so that a killed start leaves an empty one. */
    private static void prepareCatalog(BackendAddress address) {
        try (BackendConnection connection = BackendConnection.open(address, "verdigris-sandbox")) {
            CatalogTransaction sql = connection.sql();
            sql.execute("BEGIN");
            if (sql.query("SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'mz_store'")
                    .isEmpty()) {
                Bootstrap.install(sql);
            }
            sql.query("SELECT name FROM mz_store.long_name").forEach(row -> BackendNames.abbreviation(row.text(0)));
            sql.execute("DELETE FROM mz_store.session");
            sql.execute("DELETE FROM mz_store.subscription");
            sql.execute("COMMIT");
        }
    }

    private void addBootstrapRole() {
        try (BackendConnection connection = openBackend("verdigris-sandbox")) {
            new SystemSession(services, connection).ensureRole(config.bootstrapRole());
        }
    }

    private static long revision(CatalogTransaction sql) {
        return sql.queryOne("SELECT value FROM mz_store.revision")
                .orElseThrow(() -> new IllegalStateException("the catalog has no revision"))
                .number(0);
    }

    /** The address that clients connect to. */
    public String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    /** The port that clients connect to. */
    public int port() {
        return port;
    }

    /** The port that the system's own roles may connect to as well. */
    public int internalPort() {
        return internalPort;
    }

    /** A URL for pgjdbc, as the bootstrap role. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port + "/materialize?user=" + config.bootstrapRole();
    }

    /** A URL for pgjdbc, as the superuser {@code mz_system}. */
    public String internalJdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + internalPort + "/materialize?user=mz_system";
    }

    /** A shell command that connects, as the bootstrap role. */
    public String psqlCommand() {
        return psql(port, config.bootstrapRole());
    }

    /** A shell command that connects, as the superuser {@code mz_system}. */
    public String superuserPsqlCommand() {
        return psql(internalPort, "mz_system");
    }

    private String psql(int at, String role) {
        return "psql -h " + host() + " -p " + at + " -U " + role + " materialize";
    }

    /** The statements that clients have run. */
    public StatementLog statementLog() {
        return new StatementLog(services.history());
    }

    /**
     * Waits until at least {@code count} statements are held at once by {@code mz_sandbox.hold_statements}.
     *
     * @return false if the limit passed first
     */
    public boolean awaitHeldStatements(int count, Duration limit) throws InterruptedException {
        return workers.faults().awaitHeld(count, limit);
    }

    /** Ends all injected faults, before the next statement of any client. */
    public void endFaults() {
        lookup.run(sql -> {
            sql.query("SELECT mz_sandbox.reset()");
            workers.faults().reload(sql);
        });
    }

    /** A connection to the sandbox's PostgreSQL that bypasses the dialect; the caller closes it. */
    BackendConnection openBackend(String applicationName) {
        return BackendConnection.open(address(postgres), applicationName);
    }

    CatalogState catalogState() {
        return services.catalogState();
    }

    /** Ends all sessions, then the database; an ephemeral sandbox's data is gone then. */
    @Override
    public void close() {
        closeAllButPostgres();
        postgres.close();
    }

    private void closeAllButPostgres() {
        server.close();
        workers.close();
        lookup.close();
    }
}
