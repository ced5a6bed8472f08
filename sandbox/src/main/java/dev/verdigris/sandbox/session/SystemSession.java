package dev.verdigris.sandbox.session;

import java.io.OutputStream;
import java.util.UUID;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.ClientPresence;
import dev.verdigris.sandbox.request.LoginRole;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.core.SessionServices;
import dev.verdigris.sandbox.session.transaction.DdlRunner;
import dev.verdigris.sandbox.session.variable.NameList;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.parse.Statements;
import dev.verdigris.sandbox.wire.BackendWriter;

/**
 * Catalog changes that the server makes by itself, as {@code mz_system}: with the same locks, revision and listeners.
 */
public final class SystemSession {

    private static final UUID ID = new UUID(0, 0);

    private final SessionServices services;
    private final DdlRunner ddl;

    /** Changes made over {@code backend}, which must be in no transaction. */
    public SystemSession(SessionServices services, BackendConnection backend) {
        this.services = services;
        LoginRole role = services.lookup()
                .call(sql -> sql.queryOne("SELECT id, name FROM mz_store.role WHERE name = 'mz_system'"))
                .map(row -> new LoginRole(row.text(0), row.text(1)))
                .orElseThrow(() -> new IllegalStateException("there is no role mz_system"));
        this.ddl = new DdlRunner(new SessionCore(
                ID,
                services,
                backend,
                new BackendWriter(OutputStream.nullOutputStream()),
                role,
                ClientPresence.always()));
    }

    /** Adds a role, unless there is one of that name. */
    public void ensureRole(String name) {
        if (exists(name)) {
            return;
        }
        try {
            run("CREATE ROLE " + NameList.quote(name));
        } catch (SqlError failure) {
            if (!exists(name)) {
                throw failure;
            }
        }
    }

    private boolean exists(String role) {
        return services.lookup()
                .call(sql -> !sql.query("SELECT FROM mz_store.role WHERE name = $1", role)
                        .isEmpty());
    }

    /**
     * Carries out one DDL statement and commits it. If this throws, nothing has changed.
     *
     * @throws SqlError as the statement would for a client
     */
    public void run(String statement) {
        Statement parsed = Statements.parse(statement).get(0);
        if (!(parsed instanceof DdlStatement change)) {
            throw new IllegalArgumentException("not DDL: " + statement);
        }
        if (ddl.run(change).commandTag().isEmpty()) {
            throw new IllegalStateException("no answer to " + statement);
        }
    }
}
