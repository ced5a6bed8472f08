package dev.verdigris.sandbox.session.protocol;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.core.StatementJournal;
import dev.verdigris.sandbox.session.query.Passthrough;
import dev.verdigris.sandbox.session.result.BinaryFormats;
import dev.verdigris.sandbox.session.result.Binding;
import dev.verdigris.sandbox.session.result.DescribedWriter;
import dev.verdigris.sandbox.session.result.ResultWriter;
import dev.verdigris.sandbox.session.transaction.TransactionControl;
import dev.verdigris.sandbox.session.transaction.TransactionRules.Contents;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.ast.TransactionStatement;
import dev.verdigris.sandbox.wire.BoundValues;
import dev.verdigris.sandbox.wire.Description;
import dev.verdigris.sandbox.wire.Frame;
import dev.verdigris.sandbox.wire.FrontendMessage;
import dev.verdigris.sandbox.wire.ResultColumn;
import dev.verdigris.sandbox.wire.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Parse, Bind, Describe, Execute and Close. Outside a block each Execute is a transaction of its own and commits at
 * once, also before Sync. A statement is described when it is parsed and resolved anew when it is executed.
 */
public final class ExtendedProtocol {

    private final SessionCore core;
    private final TransactionControl transaction;
    private final Passthrough passthrough;
    private final StatementRunner runner;
    private final PreparedStatements prepared;
    private final StatementJournal journal;
    private final Map<String, Portal> portals = new HashMap<>();

    /** The extended protocol of one session. */
    public ExtendedProtocol(
            SessionCore core,
            TransactionControl transaction,
            Passthrough passthrough,
            StatementRunner runner,
            PreparedStatements prepared,
            StatementJournal journal) {
        this.core = core;
        this.transaction = transaction;
        this.passthrough = passthrough;
        this.runner = runner;
        this.prepared = prepared;
        this.journal = journal;
    }

    private static final class Portal {
        private final PreparedStatement statement;
        private final BoundValues values;
        private boolean started;

        Portal(PreparedStatement statement, BoundValues values) {
            this.statement = statement;
            this.values = values;
        }
    }

    /** Handles one message and sends its answer. */
    public void handle(FrontendMessage.Extended message) throws IOException {
        switch (message) {
            case FrontendMessage.Parse parse -> parse(parse);
            case FrontendMessage.Bind bind -> bind(bind);
            case FrontendMessage.Describe describe -> describe(describe);
            case FrontendMessage.Execute execute -> execute(execute);
            case FrontendMessage.Close close -> close(close);
        }
    }

    private void parse(FrontendMessage.Parse message) throws IOException {
        List<Statement> statements = StatementTexts.parse(message.sql());
        if (statements.size() > 1) {
            throw SqlError.internal("cannot insert multiple commands into a prepared statement");
        }
        Statement statement = statements.isEmpty() ? null : statements.get(0);
        refuseInFailed(statement);
        prepared.requireFree(message.name());
        List<Integer> types = message.parameterTypes();
        Description description = statement == null ? Description.nothing() : runner.describe(statement, types);
        prepared.put(new PreparedStatement(message.name(), message.sql(), statement, types, description));
        core.client().parseComplete();
    }

    private void refuseInFailed(@Nullable Statement statement) {
        if (transaction.contents() == Contents.FAILED && !(statement instanceof TransactionStatement)) {
            throw SqlError.of(
                    "25P02", "current transaction is aborted, commands ignored until end of transaction block");
        }
    }

    private void bind(FrontendMessage.Bind message) throws IOException {
        PreparedStatement statement = prepared.require(message.statement());
        refuseInFailed(statement.statement());
        int expected = statement.description().parameterTypes().size();
        if (message.values().parameterCount() != expected) {
            throw SqlError.of(
                    "08P01",
                    "bind message supplies " + message.values().parameterCount()
                            + " parameters, but prepared statement \"" + message.statement() + "\" requires "
                            + expected);
        }
        if (!message.portal().isEmpty() && portals.containsKey(message.portal())) {
            throw SqlError.of("42P03", "portal \"" + message.portal() + "\" already exists");
        }
        columns(statement, message.values()).forEach(BinaryFormats::requireFormat);
        portals.put(message.portal(), new Portal(statement, message.values()));
        core.client().bindComplete();
    }

    private void describe(FrontendMessage.Describe message) throws IOException {
        switch (message.target()) {
            case STATEMENT -> {
                Description description = prepared.require(message.name()).description();
                core.client().parameterDescription(description.parameterTypes());
                answerColumns(description.columns());
            }
            case PORTAL -> {
                if (!portals.containsKey(message.name()) && transaction.status() == TransactionStatus.BLOCK) {
                    answerColumns(runner.cursorColumns(message.name()));
                    return;
                }
                Portal portal = portal(message.name());
                boolean rows = portal.statement.description().columns() != null;
                answerColumns(rows ? columns(portal.statement, portal.values) : null);
            }
        }
    }

    private void answerColumns(@Nullable List<ResultColumn> columns) throws IOException {
        if (columns == null) {
            core.client().noData();
        } else {
            core.client().rowDescription(columns);
        }
    }

    private static List<ResultColumn> columns(PreparedStatement statement, BoundValues values) {
        List<ResultColumn> described = statement.description().columns();
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; described != null && i < described.size(); i++) {
            columns.add(described.get(i).withFormat(values.formatOf(i)));
        }
        return columns;
    }

    private void execute(FrontendMessage.Execute message) throws IOException {
        journal.executeMessage();
        Portal portal = portal(message.portal());
        Statement statement = portal.statement.statement();
        if (statement == null) {
            core.client().emptyQueryResponse();
            return;
        }
        Binding binding = new Binding(
                portal.statement.parameterTypes(), portal.values, backendName(message.portal()), message.maxRows());
        Answer answer = new Answer();
        try {
            execute(portal, statement, binding, new DescribedWriter(portal.statement.description(), answer));
            transaction.statementDone();
            journal.done(statement.sql(), answer.tag);
        } catch (SqlError failure) {
            journal.done(statement.sql(), failure.diagnostic().sqlState());
            throw failure;
        }
        if (transaction.status() == TransactionStatus.IDLE && statement instanceof TransactionStatement) {
            portals.clear();
        }
    }

    private void execute(Portal portal, Statement statement, Binding binding, ResultWriter answer) throws IOException {
        if (!portal.started) {
            portal.started = true;
            runner.run(statement, binding, answer);
        } else if (!runner.resume(statement, binding, answer)) {
            throw SqlError.of("55000", "portal \"" + binding.portal() + "\" cannot be run");
        }
    }

    /** The client's portal names must not collide with the sandbox's own. */
    private static String backendName(String portal) {
        return portal.isEmpty() ? "" : "c_" + portal;
    }

    private void close(FrontendMessage.Close message) throws IOException {
        switch (message.target()) {
            case STATEMENT -> prepared.remove(message.name());
            case PORTAL -> portals.remove(message.name());
        }
        core.client().closeComplete();
    }

    /** The series of messages has ended. Outside a block, its portals end too. */
    public void sync() {
        passthrough.closeSuspended();
        if (transaction.status() == TransactionStatus.IDLE) {
            runner.closeSuspended();
            portals.clear();
        }
    }

    private Portal portal(String name) {
        Portal portal = portals.get(name);
        if (portal == null) {
            throw SqlError.of("34000", "portal \"" + name + "\" does not exist");
        }
        return portal;
    }

    /** Describe has reported the columns, so they are not sent again. */
    private final class Answer implements ResultWriter {
        private String tag = "";

        @Override
        public void columns(List<ResultColumn> columns) {
            // Describe has announced them.
        }

        @Override
        public void row(List<@Nullable String> values) throws IOException {
            core.client().textRow(values);
        }

        @Override
        public void frame(Frame frame) throws IOException {
            core.client().message(frame.type(), frame.body());
        }

        @Override
        public void complete(String commandTag) throws IOException {
            tag = commandTag;
            core.client().commandComplete(commandTag);
        }

        @Override
        public void suspended() throws IOException {
            tag = "SUSPENDED";
            core.client().portalSuspended();
        }
    }
}
