package dev.verdigris.sandbox.catalog;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.verdigris.sandbox.backend.BackendAddress;
import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import dev.verdigris.sandbox.catalog.query.ShowQueries;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.postgres.EmbeddedPostgres;
import dev.verdigris.sandbox.postgres.PostgresConfig;
import dev.verdigris.sandbox.postgres.PostgresStartException;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.ShowObjects;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.parse.Statements;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs statements of the dialect as a session would, one after the other, in a transaction of a real PostgreSQL that is
 * rolled back at the end. A statement that fails has no effect.
 */
public final class Dialect implements AutoCloseable {

    private final BackendConnection connection = BackendConnection.open(Server.ADDRESS, "dialect");
    private SessionContext context = session("s1", "mz_system", false);

    private Dialect() {
        connection.sql().execute("BEGIN");
    }

    /** A new catalog, seen by {@code mz_system} with privileges not checked. */
    public static Dialect fresh() {
        return new Dialect();
    }

    private static SessionContext session(String roleId, String roleName, boolean bound) {
        return new SessionContext(
                new UUID(0, 1),
                1,
                roleId,
                roleName,
                roleName.equals("mz_system"),
                bound,
                "materialize",
                List.of("public"),
                "quickstart");
    }

    /** Continues as another role, with privileges checked. */
    public Dialect as(String role) {
        String id = sql().query("SELECT id FROM mz_store.role WHERE name = $1", role)
                .get(0)
                .text(0);
        context = session(id, role, true);
        return this;
    }

    /** Continues with another search path. */
    public Dialect searchPath(String... schemas) {
        context = new SessionContext(
                context.sessionId(),
                context.connectionId(),
                context.roleId(),
                context.roleName(),
                context.superuser(),
                context.rbacEnabled(),
                context.database(),
                List.of(schemas),
                context.cluster());
        return this;
    }

    public CatalogTransaction sql() {
        return connection.sql();
    }

    public SessionContext context() {
        return context;
    }

    /** Executes statements. */
    public Dialect run(String... statements) {
        for (String statement : statements) {
            assertThat(outcome(statement).commandTag()).isNotEmpty();
        }
        return this;
    }

    /** Executes one statement and returns its answer. */
    public DdlOutcome outcome(String statement) {
        Statement parsed = Statements.parse(statement).get(0);
        sql().execute("SAVEPOINT before");
        try {
            return DdlExecutor.apply((DdlStatement) parsed, context, sql());
        } catch (SqlError failure) {
            sql().execute("ROLLBACK TO before");
            throw failure;
        }
    }

    /** The error of a statement. */
    public Diagnostic error(String statement) {
        try {
            DdlOutcome outcome = outcome(statement);
            throw new AssertionError(statement + " succeeded: " + outcome);
        } catch (SqlError failure) {
            return failure.diagnostic();
        }
    }

    /** The message of a statement's error. */
    public String message(String statement) {
        return error(statement).message();
    }

    /** The messages of a statement's notices. */
    public List<String> notices(String statement) {
        return outcome(statement).notices().stream().map(Diagnostic::message).toList();
    }

    /** The rows of a query, each as its values joined by a bar, NULL as {@code -}. */
    public List<String> rows(String query) {
        return sql().query(query).stream()
                .map(row -> String.join(
                        "|",
                        row.values().stream()
                                .map(value -> Objects.requireNonNullElse(value, "-"))
                                .toList()))
                .toList();
    }

    /**
     * What the catalog shows as an item's statement; ids are replaced by {@code u?}, because they differ from test to
     * test.
     */
    public String createSql(String item) {
        return sql().query(
                        "SELECT mz_store.render_create_sql(create_template) FROM mz_store.item WHERE name = $1", item)
                .get(0)
                .text(0)
                .replaceAll("\\[u\\d+", "[u?")
                .replaceAll("AS OF [1-9]\\d+$", "AS OF ?");
    }

    /** The rows of a SHOW statement. */
    public List<String> show(String statement) {
        ShowObjects show = (ShowObjects) Statements.parse(statement).get(0);
        return rows(ShowQueries.query(show, context, sql()));
    }

    @Override
    public void close() {
        connection.close();
    }

    /** The server and its catalog, made when first asked for; the server ends with the JVM. */
    private static final class Server {
        static final BackendAddress ADDRESS = start();

        private static BackendAddress start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.start(PostgresConfig.ephemeral());
                BackendAddress address =
                        new BackendAddress(server.socket(), server.user(), server.password(), server.database());
                try (BackendConnection connection = BackendConnection.open(address, "dialect")) {
                    connection.sql().execute("BEGIN");
                    Bootstrap.install(connection.sql());
                    connection.sql().execute("COMMIT");
                }
                return address;
            } catch (PostgresStartException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
