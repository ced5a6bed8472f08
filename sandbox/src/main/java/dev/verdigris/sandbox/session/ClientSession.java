package dev.verdigris.sandbox.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.ClientPresence;
import dev.verdigris.sandbox.request.LoginRole;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.core.SessionServices;
import dev.verdigris.sandbox.session.core.StatementJournal;
import dev.verdigris.sandbox.session.protocol.ExtendedProtocol;
import dev.verdigris.sandbox.session.protocol.PreparedStatements;
import dev.verdigris.sandbox.session.protocol.SessionCommands;
import dev.verdigris.sandbox.session.protocol.SimpleProtocol;
import dev.verdigris.sandbox.session.protocol.StatementRunner;
import dev.verdigris.sandbox.session.query.Passthrough;
import dev.verdigris.sandbox.session.query.Subscriptions;
import dev.verdigris.sandbox.session.transaction.DdlRunner;
import dev.verdigris.sandbox.session.transaction.ReadSnapshot;
import dev.verdigris.sandbox.session.transaction.TransactionControl;
import dev.verdigris.sandbox.session.transaction.TransactionRules;
import dev.verdigris.sandbox.session.variable.DurationFormat;
import dev.verdigris.sandbox.session.variable.ServerVersion;
import dev.verdigris.sandbox.session.variable.StartupSettings;
import dev.verdigris.sandbox.wire.BackendWriter;
import dev.verdigris.sandbox.wire.FrontendMessage;

/**
 * One client's session after its login: takes its messages one by one and answers each. For one thread, except {@link
 * #cancel()}.
 */
public final class ClientSession {

    private final SessionCore core;
    private final TransactionControl transaction;
    private final SessionCommands commands;
    private final SimpleProtocol simple;
    private final ExtendedProtocol extended;
    private boolean skipToSync;

    /**
     * A session over its own connection to PostgreSQL.
     *
     * @param id shown in {@code mz_internal.mz_sessions}
     * @param services what all sessions share
     * @param backend the session's connection; the caller closes it
     * @param client where the answers go
     * @param role who logged in
     * @param presence whether the client is still connected
     */
    public ClientSession(
            UUID id,
            SessionServices services,
            BackendConnection backend,
            BackendWriter client,
            LoginRole role,
            ClientPresence presence) {
        this.core = new SessionCore(id, services, backend, client, role, presence);
        ReadSnapshot snapshot = new ReadSnapshot(services.catalogState());
        this.transaction = new TransactionControl(core, new DdlRunner(core), snapshot);
        this.commands = new SessionCommands(core, transaction);
        Passthrough passthrough = new Passthrough(core, snapshot);
        Subscriptions subscriptions = new Subscriptions(core, passthrough);
        PreparedStatements prepared = new PreparedStatements();
        StatementJournal journal = new StatementJournal(core);
        StatementRunner runner =
                new StatementRunner(core, transaction, passthrough, commands, subscriptions, prepared, journal);
        this.simple = new SimpleProtocol(core, transaction, runner, journal);
        this.extended = new ExtendedProtocol(core, transaction, passthrough, runner, prepared, journal);
    }

    /**
     * Applies the settings of the start-up packet and sends the messages of a new session. A setting that is not
     * accepted gives a notice and is otherwise ignored.
     *
     * @param settings name to value, in order
     * @param processId what the client needs for a cancel request
     * @param secret likewise
     */
    public void start(Map<String, String> settings, int processId, int secret) throws IOException {
        StartupSettings startup = new StartupSettings(core.variables());
        List<Diagnostic> notices = new ArrayList<>(startup.apply(roleDefaults()));
        notices.addAll(startup.apply(settings));
        boolean superuser = core.context().superuser();
        core.variables().setFixed("is_superuser", superuser ? "on" : "off");
        core.client().authenticationOk();
        core.reportVariables();
        core.client().backendKeyData(processId, secret);
        for (Diagnostic notice : notices) {
            core.notice(notice);
        }
        for (Diagnostic notice : commands.loginNotices()) {
            core.notice(notice);
        }
        welcome();
        ready();
    }

    /** The settings that ALTER ROLE … SET gave to new sessions of this role. */
    private Map<String, String> roleDefaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        core.services()
                .lookup()
                .call(sql -> sql.query(
                        "SELECT name, value FROM mz_store.role_parameter WHERE role_id = $1 ORDER BY name",
                        core.role().id()))
                .forEach(row -> defaults.put(row.text(0), row.text(1)));
        return defaults;
    }

    private void welcome() throws IOException {
        if (core.variables().isOn("welcome_message")) {
            core.notice(Diagnostic.notice(
                    "00000",
                    "connected to Materialize " + ServerVersion.MZ_VERSION + "\n  Session ID: " + core.id()
                            + "\n  Cluster:    " + core.variables().get("cluster")
                            + "\n  Database:   " + core.variables().get("database")
                            + "\n  Schema:     " + core.variables().get("search_path")
                            + "\n\nThis is the Verdigris sandbox, not Materialize. It is not for production."));
        }
    }

    /** Asks the session to stop its statement. Any thread may call this. */
    public void cancel() {
        core.cancel().request();
    }

    /** The idle time in milliseconds after which an open transaction ends the session; 0 for never or none open. */
    public int idleLimitMillis() {
        if (transaction.bounds() != TransactionRules.Bounds.BLOCK) {
            return 0;
        }
        return DurationFormat.parse(core.variables().get("idle_in_transaction_session_timeout"))
                .map(duration -> (int) Math.min(Integer.MAX_VALUE, duration.toMillis()))
                .orElse(0);
    }

    /**
     * Handles one message.
     *
     * @return whether the session goes on
     * @throws IOException if the client has gone
     */
    public boolean handle(FrontendMessage message) throws IOException {
        core.cancel().begin();
        try {
            return isSkipped(message) || dispatch(message);
        } catch (SqlError failure) {
            transaction.statementFailed();
            core.client().diagnostic(failure.diagnostic());
            skipToSync = true;
            return true;
        } finally {
            core.cancel().end();
            transaction.pause();
        }
    }

    /** After an error, everything up to Sync is skipped. */
    private boolean isSkipped(FrontendMessage message) {
        return skipToSync && !(message instanceof FrontendMessage.Sync || message instanceof FrontendMessage.Terminate);
    }

    private boolean dispatch(FrontendMessage message) throws IOException {
        switch (message) {
            case FrontendMessage.Query query -> {
                simple.query(query.sql());
                ready();
            }
            case FrontendMessage.Extended request -> extended.handle(request);
            case FrontendMessage.Flush flush -> core.client().flush();
            case FrontendMessage.Sync sync -> {
                skipToSync = false;
                extended.sync();
                ready();
            }
            case FrontendMessage.Terminate terminate -> {
                return false;
            }
            case FrontendMessage.CopyInput copy -> {
                // Left over from a COPY that failed; PostgreSQL ignores it too.
            }
            case FrontendMessage.Password password -> throw SqlError.of("08P01", "unexpected password message");
            case FrontendMessage.FunctionCall call -> {
                core.client()
                        .diagnostic(SqlError.unsupported("the function call message")
                                .diagnostic());
                ready();
            }
        }
        return true;
    }

    private void ready() throws IOException {
        core.reportVariables();
        core.client().readyForQuery(transaction.status());
        core.client().flush();
    }
}
