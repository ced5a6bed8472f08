package dev.verdigris.sandbox.session.protocol;

import java.io.IOException;
import java.util.List;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.core.StatementJournal;
import dev.verdigris.sandbox.session.result.Binding;
import dev.verdigris.sandbox.session.result.ResultWriter;
import dev.verdigris.sandbox.session.transaction.TransactionControl;
import dev.verdigris.sandbox.session.transaction.TransactionRules.Bounds;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.wire.BackendWriter;
import dev.verdigris.sandbox.wire.Frame;
import dev.verdigris.sandbox.wire.ResultColumn;
import org.jspecify.annotations.Nullable;

/** Query messages: any number of statements in one text, several without BEGIN are one transaction. */
public final class SimpleProtocol {

    private final SessionCore core;
    private final TransactionControl transaction;
    private final StatementRunner runner;
    private final StatementJournal journal;

    /** The simple protocol of one session. */
    public SimpleProtocol(
            SessionCore core, TransactionControl transaction, StatementRunner runner, StatementJournal journal) {
        this.core = core;
        this.transaction = transaction;
        this.runner = runner;
        this.journal = journal;
    }

    /** Runs {@code sql} and answers everything up to, but not including, ReadyForQuery. */
    public void query(String sql) throws IOException {
        journal.queryMessage();
        List<Statement> statements;
        try {
            statements = StatementTexts.parse(sql);
        } catch (SqlError failure) {
            fail(sql, failure);
            return;
        }
        if (statements.isEmpty()) {
            core.client().emptyQueryResponse();
            return;
        }
        if (statements.size() > 1) {
            transaction.startImplicit();
        }
        for (Statement statement : statements) {
            if (!run(statement)) {
                return;
            }
        }
        finishImplicit(sql);
    }

    private boolean run(Statement statement) throws IOException {
        Answer answer = new Answer(core.client());
        try {
            runner.run(statement, Binding.none(), answer);
            transaction.statementDone();
            journal.done(statement.sql(), answer.tag);
            return true;
        } catch (SqlError failure) {
            fail(statement.sql(), failure);
            return false;
        }
    }

    private void finishImplicit(String sql) throws IOException {
        if (transaction.bounds() != Bounds.IMPLICIT) {
            return;
        }
        try {
            transaction.finish();
        } catch (SqlError failure) {
            fail(sql, failure);
        }
    }

    private void fail(String sql, SqlError failure) throws IOException {
        transaction.statementFailed();
        journal.done(sql, failure.diagnostic().sqlState());
        core.client().diagnostic(failure.diagnostic());
    }

    /** The client gets the description before the rows. */
    private static final class Answer implements ResultWriter {
        private final BackendWriter client;
        private String tag = "";

        Answer(BackendWriter client) {
            this.client = client;
        }

        @Override
        public void columns(List<ResultColumn> columns) throws IOException {
            client.rowDescription(columns);
        }

        @Override
        public void row(List<@Nullable String> values) throws IOException {
            client.textRow(values);
        }

        @Override
        public void frame(Frame frame) throws IOException {
            client.message(frame.type(), frame.body());
        }

        @Override
        public void complete(String commandTag) throws IOException {
            tag = commandTag;
            client.commandComplete(commandTag);
        }

        @Override
        public void suspended() {
            throw new IllegalStateException("a simple query has no row limit");
        }
    }
}
