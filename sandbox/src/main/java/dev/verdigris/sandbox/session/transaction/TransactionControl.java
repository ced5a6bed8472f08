package dev.verdigris.sandbox.session.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import dev.verdigris.sandbox.catalog.store.NameResolver;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.fault.FaultInjection.CommitFault;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.result.ResultWriter;
import dev.verdigris.sandbox.session.transaction.TransactionRules.Bounds;
import dev.verdigris.sandbox.session.transaction.TransactionRules.Contents;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.ast.TransactionMode;
import dev.verdigris.sandbox.statement.ast.TransactionStatement;
import dev.verdigris.sandbox.wire.TransactionStatus;

/**
 * The session's transaction. Reads and writes run in a PostgreSQL transaction from the first one on. DDL does not. Each
 * DDL statement is applied tentatively, and all are executed when the transaction commits. So an open DDL transaction
 * holds no lock, as on Materialize.
 */
public final class TransactionControl {

    private final SessionCore core;
    private final DdlRunner ddl;
    private final ReadSnapshot snapshot;
    private Bounds bounds = Bounds.STATEMENT;
    private Contents contents = Contents.NONE;
    private boolean readOnly;
    private boolean backendOpen;
    private final List<DdlStatement> pending = new ArrayList<>();
    private final List<Runnable> endings = new ArrayList<>();
    private long ddlRevision;

    /** The transactions of one session; none is open. */
    public TransactionControl(SessionCore core, DdlRunner ddl, ReadSnapshot snapshot) {
        this.core = core;
        this.ddl = ddl;
        this.snapshot = snapshot;
    }

    /** Adds work for the end of every transaction of several statements, committed or not. */
    public void atEnd(Runnable ending) {
        endings.add(ending);
    }

    /** The status for ReadyForQuery. */
    public TransactionStatus status() {
        if (bounds != Bounds.BLOCK) {
            return TransactionStatus.IDLE;
        }
        return contents == Contents.FAILED ? TransactionStatus.FAILED : TransactionStatus.BLOCK;
    }

    /** Which statements the transaction includes. */
    public Bounds bounds() {
        return bounds;
    }

    /** The kind of work that it has done so far. */
    public Contents contents() {
        return contents;
    }

    /** The DDL statements that COMMIT will carry out, in order. */
    public List<DdlStatement> held() {
        return List.copyOf(pending);
    }

    /** Several statements arrived in one message. They are one transaction unless a block is open. */
    public void startImplicit() {
        if (bounds == Bounds.STATEMENT) {
            bounds = Bounds.IMPLICIT;
        }
    }

    /** Lets {@code statement} run in the transaction, or throws Materialize's error. */
    public void admit(Statement statement) {
        requireNames(statement);
        contents = TransactionRules.after(bounds, contents, readOnly, statement);
    }

    /** Materialize looks for the relation that ALTER SINK names before it asks whether a transaction is open. */
    private void requireNames(Statement statement) {
        boolean open = bounds != Bounds.STATEMENT && contents != Contents.FAILED;
        if (open && statement instanceof SinkStatement.AlterSinkFrom alter) {
            core.services().lookup().run(sql -> {
                NameResolver names = new NameResolver(sql, core.context(sql));
                if (!names.isSystemRelation(alter.from())) {
                    names.item(alter.from());
                }
            });
        }
    }

    /** Begins a PostgreSQL transaction for a transaction of several statements, if there is none yet. */
    public void needBackend() {
        if (bounds == Bounds.STATEMENT || backendOpen) {
            return;
        }
        core.settings().apply();
        snapshot.begin();
        core.backend().sql().execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
        backendOpen = true;
    }

    /** Runs DDL as the transaction's rules require: now, tentatively, or at COMMIT. */
    public DdlOutcome run(DdlStatement statement) {
        return switch (contents) {
            case DDL -> {
                if (pending.isEmpty()) {
                    ddlRevision = core.services().catalogState().revision();
                }
                DdlOutcome outcome = ddl.applyTentatively(List.copyOf(pending), statement, ddlRevision);
                pending.add(statement);
                yield outcome;
            }
            case SINGLE -> {
                pending.add(statement);
                yield new DdlOutcome(statement.commandTag(), List.of(), true);
            }
            case NONE, CONSTANT_READS, READS, WRITES, SUBSCRIPTION, FAILED -> ddl.run(statement);
        };
    }

    /** BEGIN, COMMIT or ROLLBACK. */
    public void run(TransactionStatement statement, ResultWriter writer) throws IOException {
        switch (statement) {
            case TransactionStatement.Begin begin -> begin(begin, writer);
            case TransactionStatement.Commit commit -> commit(writer);
            case TransactionStatement.Rollback rollback -> rollback(writer);
        }
    }

    private void begin(TransactionStatement.Begin begin, ResultWriter writer) throws IOException {
        if (bounds == Bounds.BLOCK) {
            core.notice(Diagnostic.warning("25001", "there is already a transaction in progress"));
        }
        bounds = Bounds.BLOCK;
        setModes(begin.modes());
        writer.complete("BEGIN");
    }

    /** Applies modes to the transaction that is open. */
    public void setModes(List<TransactionMode> modes) {
        for (TransactionMode mode : modes) {
            switch (mode) {
                case TransactionMode.Access access -> {
                    boolean queried = contents == Contents.CONSTANT_READS
                            || contents == Contents.READS
                            || contents == Contents.SUBSCRIPTION;
                    if (readOnly && queried && !access.readOnly()) {
                        throw SqlError.of("25000", "transaction read-write mode must be set before any query");
                    }
                    readOnly = access.readOnly();
                }
                case TransactionMode.Isolation isolation -> {
                    if (contents != Contents.NONE) {
                        throw SqlError.of("25001", "SET TRANSACTION ISOLATION LEVEL must be called before any query");
                    }
                    core.variables().set("transaction_isolation", List.of(isolation.level()), true);
                }
            }
        }
    }

    private void commit(ResultWriter writer) throws IOException {
        if (bounds != Bounds.BLOCK) {
            core.notice(Diagnostic.warning("25P01", "there is no transaction in progress"));
        }
        if (contents == Contents.FAILED) {
            rollback(writer);
            return;
        }
        Optional<CommitFault> fault =
                core.services().lookup().call(core.services().faults()::takeCommitFault);
        if (fault.isPresent()) {
            fail(fault.get());
            return;
        }
        finish();
        writer.complete("COMMIT");
    }

    /** Makes the COMMIT fail as a fault requires; always throws. */
    private void fail(CommitFault fault) throws IOException {
        switch (fault) {
            case CONFLICT -> {
                undo();
                throw ExclusiveChange.conflict();
            }
            case DROP_BEFORE -> throw new DroppedConnection();
            case DROP_AFTER -> {
                finish();
                throw new DroppedConnection();
            }
        }
    }

    private void rollback(ResultWriter writer) throws IOException {
        if (bounds == Bounds.STATEMENT) {
            core.notice(Diagnostic.warning("25P01", "there is no transaction in progress"));
        }
        undo();
        writer.complete("ROLLBACK");
    }

    /**
     * Commits what is open. If this throws, nothing of it took effect and no transaction is open any more.
     *
     * @throws SqlError if the deferred or tentative DDL cannot be carried out now
     */
    public void finish() {
        try {
            switch (contents) {
                case DDL -> commitDdl();
                case SINGLE -> commitSingle();
                case NONE, CONSTANT_READS, READS, WRITES, SUBSCRIPTION -> commitBackend();
                case FAILED -> throw new IllegalStateException("a failed transaction cannot be committed");
            }
            core.variables().commit();
            reset();
        } catch (SqlError failure) {
            undo();
            throw failure;
        }
    }

    private void commitDdl() {
        DdlOutcome done = ddl.commit(List.copyOf(pending), ddlRevision);
        if (!done.changed()) {
            throw new IllegalStateException("a DDL transaction that changed nothing");
        }
    }

    private void commitSingle() {
        DdlOutcome done = ddl.run(pending.get(0));
        if (done.commandTag().isEmpty()) {
            throw new IllegalStateException(
                    "a statement without a tag: " + pending.get(0).sql());
        }
    }

    private void commitBackend() {
        if (backendOpen) {
            core.backend().sql().execute("COMMIT");
            backendOpen = false;
        }
    }

    /** A statement outside a block has ended. Commits it and its variables. */
    public void statementDone() {
        if (bounds == Bounds.STATEMENT) {
            core.variables().commit();
        }
    }

    /** A statement failed. A block now waits for its end; any smaller transaction ends. */
    public void statementFailed() {
        if (bounds == Bounds.BLOCK) {
            rollbackBackend();
            pending.clear();
            contents = Contents.FAILED;
        } else {
            undo();
        }
    }

    private void undo() {
        rollbackBackend();
        core.variables().rollback();
        reset();
    }

    /** The client's message is answered, or the session has to wait. Releases locks meanwhile. */
    public void pause() {
        ddl.pause();
    }

    private void rollbackBackend() {
        ddl.pause();
        if (backendOpen) {
            backendOpen = false;
            core.cancel().undisturbed(() -> core.backend().sql().execute("ROLLBACK"));
            core.settings().forget();
        }
        snapshot.end();
    }

    private void reset() {
        bounds = Bounds.STATEMENT;
        contents = Contents.NONE;
        readOnly = false;
        backendOpen = false;
        pending.clear();
        snapshot.end();
        endings.forEach(Runnable::run);
    }
}
