package dev.verdigris.sandbox.session.protocol;

import java.time.Duration;

import dev.verdigris.sandbox.cost.StatementCost;
import dev.verdigris.sandbox.fault.FaultInjection;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.core.StatementJournal;
import dev.verdigris.sandbox.session.transaction.TransactionControl;
import dev.verdigris.sandbox.session.transaction.TransactionRules.Bounds;
import dev.verdigris.sandbox.session.variable.DurationFormat;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.ast.TransactionStatement;

/** Charges the statements of one session for what they would cost a real server. */
final class StatementCharge {

    private final SessionCore core;
    private final TransactionControl transaction;
    private final StatementJournal journal;

    StatementCharge(SessionCore core, TransactionControl transaction, StatementJournal journal) {
        this.core = core;
        this.transaction = transaction;
        this.journal = journal;
    }

    /**
     * Notes the cost, and waits for as long as the sandbox is asked to. DDL in a block is paid at the end of the block,
     * because each wait in between would undo what was tried so far. Statements that control faults are free.
     */
    void pay(Statement statement) {
        if (FaultInjection.isControlStatement(statement.sql())) {
            return;
        }
        double units = units(statement);
        journal.cost(units);
        core.services().charge().pay(units, limit(), core.cancel(), transaction::pause);
    }

    private double units(Statement statement) {
        return switch (statement) {
            case TransactionStatement.Commit commit -> StatementCost.commit(transaction.held());
            case TransactionStatement.Rollback rollback -> StatementCost.dryRuns(transaction.held());
            case DdlStatement ddl when transaction.bounds() == Bounds.BLOCK -> 0;
            default -> StatementCost.units(statement);
        };
    }

    private Duration limit() {
        return DurationFormat.parse(core.variables().get("statement_timeout")).orElse(Duration.ZERO);
    }
}
