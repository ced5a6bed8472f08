package dev.verdigris.sandbox.session.core;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.CancelToken;
import dev.verdigris.sandbox.request.ClientPresence;
import dev.verdigris.sandbox.request.LoginRole;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.session.variable.Variables;
import dev.verdigris.sandbox.wire.BackendWriter;

/** The shared parts of one session. For the session's own thread only, except the cancel token. */
public final class SessionCore {

    private static final List<String> SEVERITIES =
            List.of("DEBUG5", "DEBUG4", "DEBUG3", "DEBUG2", "DEBUG1", "DEBUG", "LOG", "NOTICE", "WARNING", "ERROR");

    private final UUID id;
    private final SessionServices services;
    private final BackendConnection backend;
    private final BackendWriter client;
    private final LoginRole role;
    private final Variables variables = new Variables();
    private final CancelToken cancel;
    private final BackendSettings settings;
    private final ClientPresence presence;

    /** The parts of a new session; its variables have their defaults. */
    public SessionCore(
            UUID id,
            SessionServices services,
            BackendConnection backend,
            BackendWriter client,
            LoginRole role,
            ClientPresence presence) {
        this.id = id;
        this.services = services;
        this.backend = backend;
        this.client = client;
        this.role = role;
        this.presence = presence;
        this.cancel = new CancelToken(backend);
        this.settings = new BackendSettings(this);
    }

    /** The session's id, shown in {@code mz_internal.mz_sessions}. */
    public UUID id() {
        return id;
    }

    /** What all sessions of the server share. */
    public SessionServices services() {
        return services;
    }

    /** The session's own connection to PostgreSQL. */
    public BackendConnection backend() {
        return backend;
    }

    /** Where the answers go. */
    public BackendWriter client() {
        return client;
    }

    /** The session's variables. */
    public Variables variables() {
        return variables;
    }

    /** How another thread stops the statement that runs. */
    public CancelToken cancel() {
        return cancel;
    }

    /** The settings that PostgreSQL must have for the session's statements. */
    public BackendSettings settings() {
        return settings;
    }

    /** The role that logged in. */
    public LoginRole role() {
        return role;
    }

    /** Whether the client is still connected. For work without an end of its own. */
    public boolean clientIsThere() throws IOException {
        return presence.isConnected();
    }

    /** Sends a notice unless {@code client_min_messages} hides its kind. */
    public void notice(Diagnostic notice) throws IOException {
        String least = variables.get("client_min_messages").toUpperCase(Locale.ROOT);
        boolean always = notice.severity().equals("INFO");
        if (always || SEVERITIES.indexOf(notice.severity()) >= SEVERITIES.indexOf(least)) {
            client.diagnostic(notice);
        }
    }

    /** Tells the client of variables that have changed. */
    public void reportVariables() throws IOException {
        for (var change : variables.unreported().entrySet()) {
            client.parameterStatus(change.getKey(), change.getValue());
        }
    }

    /** What the session is now, as {@code sql} sees it. */
    public SessionContext context(CatalogTransaction sql) {
        CatalogTransaction.Row row = sql.queryOne(
                        "SELECT r.name, coalesce(r.superuser, false), coalesce((SELECT p.value IN ('on', 'true', 't', '1')"
                                + " FROM mz_store.system_parameter p WHERE p.name = 'enable_rbac_checks'), true)"
                                + " FROM mz_store.role r WHERE r.id = $1",
                        role.id())
                .orElseThrow(
                        () -> new SqlError(Diagnostic.error("42501", "role " + role.id() + " was concurrently dropped")
                                .withDetail("Please disconnect and re-connect with a valid role.")));
        return new SessionContext(
                id,
                backend.processId(),
                role.id(),
                row.text(0),
                row.flag(1),
                row.flag(2) || variables.isOn("enable_session_rbac_checks"),
                variables.get("database"),
                variables.searchPath(),
                variables.get("cluster"));
    }

    /** The same, as the newest committed catalog has it. */
    public SessionContext context() {
        return services.lookup().call(this::context);
    }
}
