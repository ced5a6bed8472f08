package dev.verdigris.sandbox.server;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.LoginRole;
import dev.verdigris.sandbox.session.SystemSession;
import dev.verdigris.sandbox.session.core.SessionServices;
import org.jspecify.annotations.Nullable;

/** Finds or creates the role of a login, and keeps the list of sessions. */
final class Login {

    private static final List<String> RESERVED_PREFIXES = List.of("mz_", "pg_");

    private final SessionServices services;

    Login(SessionServices services) {
        this.services = services;
    }

    /** Refuses a system role at a listener for other roles. */
    static void refuseReserved(String user, Access access) {
        boolean reserved = RESERVED_PREFIXES.stream().anyMatch(user::startsWith);
        if (reserved && access == Access.NORMAL) {
            throw fatal("42501", "unauthorized login to user '" + user + "'");
        }
    }

    /**
     * The role of that name. If there is none and no password is required, this creates it, which changes the catalog.
     *
     * @param backend the client's own connection, used to create the role
     */
    LoginRole role(String user, Authenticator authenticator, BackendConnection backend) {
        return find(user).orElseGet(() -> switch (authenticator) {
            case Authenticator.Passwords passwords -> throw fatal("28000", "role \"" + user + "\" does not exist");
            case Authenticator.Trust trust -> create(user, backend);
        });
    }

    private Optional<LoginRole> find(String user) {
        return services.lookup()
                .call(sql -> sql.queryOne("SELECT id, name FROM mz_store.role WHERE name = $1", user))
                .map(row -> new LoginRole(row.text(0), row.text(1)));
    }

    private LoginRole create(String user, BackendConnection backend) {
        new SystemSession(services, backend).ensureRole(user);
        return find(user).orElseThrow(() -> new IllegalStateException("the role " + user + " was not made"));
    }

    /** Lists the session in {@code mz_internal.mz_sessions}. */
    void enter(UUID session, int processId, LoginRole role, @Nullable String clientAddress) {
        long rows = services.lookup()
                .call(sql -> sql.execute(
                        "INSERT INTO mz_store.session (id, connection_id, role_id, client_ip) VALUES ($1, $2, $3, $4)",
                        session,
                        processId,
                        role.id(),
                        clientAddress));
        if (rows != 1) {
            throw new IllegalStateException("the session was not listed");
        }
    }

    /** Removes the session from the list, together with its open subscriptions. */
    void leave(UUID session) {
        services.lookup().call(sql -> {
            sql.execute("DELETE FROM mz_store.subscription WHERE session_id = $1", session);
            return sql.execute("DELETE FROM mz_store.session WHERE id = $1", session);
        });
    }

    static SqlError fatal(String sqlState, String message) {
        return new SqlError(new dev.verdigris.sandbox.error.Diagnostic("FATAL", sqlState, message, null, null, null));
    }
}
