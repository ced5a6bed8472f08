package dev.verdigris.sandbox.session.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.catalog.lock.NameResolutionLock;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.result.BinaryFormats;
import dev.verdigris.sandbox.session.result.Binding;
import dev.verdigris.sandbox.session.result.ResultWriter;
import dev.verdigris.sandbox.session.transaction.ReadSnapshot;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.wire.Description;
import dev.verdigris.sandbox.wire.Diagnostics;
import dev.verdigris.sandbox.wire.Frame;
import dev.verdigris.sandbox.wire.MessageBody;
import dev.verdigris.sandbox.wire.ProtocolViolation;
import dev.verdigris.sandbox.wire.RequestBatch;
import dev.verdigris.sandbox.wire.ResultColumn;
import dev.verdigris.sandbox.wire.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Runs what PostgreSQL understands. It sends every statement as Parse and Bind first, and holds the name resolution
 * lock until BindComplete. By then PostgreSQL has resolved the names, locked the tables, made the plan and taken the
 * snapshot, so a rename can no longer split the statement. Then it releases the lock, fetches the rows and forwards
 * each.
 */
public final class Passthrough {

    /**
     * One statement for PostgreSQL.
     *
     * @param origin the client's statement
     * @param sql the same for PostgreSQL
     * @param binding the parameters and formats
     * @param resolvesLate whether PostgreSQL resolves its names only while it runs (EXPLAIN, DECLARE), so that the lock
     *     must be held until its first answer
     */
    public record Request(Statement origin, String sql, Binding binding, boolean resolvesLate) {}

    /**
     * The SQLSTATE of the message with which pg_cancel_backend names the session to cancel. PostgreSQL does not know
     * sessions that wait in the sandbox.
     */
    private static final String CANCEL_ORDER = "VG001";

    private final SessionCore core;
    private final BackendConnection backend;
    private final ErrorTranslation errors;
    private final ReadSnapshot snapshot;
    private @Nullable String suspendedPortal;

    /** The queries of one session. */
    public Passthrough(SessionCore core, ReadSnapshot snapshot) {
        this.core = core;
        this.backend = core.backend();
        this.errors = new ErrorTranslation(core);
        this.snapshot = snapshot;
    }

    /** Runs a statement from its beginning, up to its end or its row limit. */
    public void run(Request request, ResultWriter writer) throws IOException {
        prepareSession();
        NameResolutionLock.Permit permit = core.services().nameLock().resolve(core.cancel());
        try {
            List<ResultColumn> columns = bind(request);
            announce(request, columns, writer);
            if (!request.resolvesLate()) {
                permit.release();
            }
            fetch(request.origin(), request.sql(), request.binding(), writer, permit);
        } finally {
            permit.release();
        }
    }

    /** Continues a portal that stopped at its row limit. False if it no longer exists. */
    public boolean resume(Statement origin, Binding binding, ResultWriter writer) throws IOException {
        boolean alive = binding.portal().equals(suspendedPortal)
                || (!binding.portal().isEmpty() && backend.status() == TransactionStatus.BLOCK);
        if (alive) {
            suspendedPortal = null;
            fetch(origin, "", binding, writer, null);
        }
        return alive;
    }

    /** Ends a statement that stopped at its row limit outside a block. */
    public void closeSuspended() {
        if (suspendedPortal != null) {
            suspendedPortal = null;
            abandon();
        }
    }

    /** The parameters and columns of a statement, in order. */
    public Description describe(Statement origin, String sql, List<Integer> parameterTypes) throws IOException {
        prepareSession();
        NameResolutionLock.Permit permit = core.services().nameLock().resolve(core.cancel());
        try {
            return describeUnderLock(origin, sql, parameterTypes);
        } finally {
            permit.release();
        }
    }

    /** Makes the session in PostgreSQL ready for a statement. Call this before acquiring the name resolution lock. */
    void prepareSession() {
        closeSuspended();
        core.settings().apply();
    }

    /** The same as {@link #describe} for a caller that holds the lock and has prepared the session. */
    Description describeUnderLock(Statement origin, String sql, List<Integer> parameterTypes) throws IOException {
        List<Integer> parameters = new ArrayList<>();
        List<ResultColumn> columns = null;
        Diagnostic error = null;
        backend.send(new RequestBatch()
                .parse("", sql, parameterTypes)
                .describeStatement("")
                .sync());
        for (Frame frame = backend.read(); frame.type() != 'Z'; frame = backend.read()) {
            switch (frame.type()) {
                case 't' -> parameters.addAll(parameterTypes(frame));
                case 'T' -> columns = ResultColumn.decodeAll(frame.body());
                case 'E' -> error = Diagnostics.decode(frame.body());
                default -> aside(frame);
            }
        }
        if (error != null) {
            throw errors.translate(error, origin, sql);
        }
        return new Description(parameters, columns);
    }

    private static List<Integer> parameterTypes(Frame frame) throws ProtocolViolation {
        MessageBody body = new MessageBody(frame.body());
        List<Integer> types = new ArrayList<>();
        for (int left = body.count(); left > 0; left--) {
            types.add(body.int32());
        }
        return types;
    }

    private List<ResultColumn> bind(Request request) throws IOException {
        String portal = portal(request.binding());
        backend.send(new RequestBatch()
                .parse("", request.sql(), request.binding().parameterTypes())
                .closePortal(portal)
                .bind(portal, "", request.binding().values())
                .describePortal(portal)
                .flush());
        while (true) {
            Frame frame = backend.read();
            switch (frame.type()) {
                case 'T' -> {
                    return ResultColumn.decodeAll(frame.body());
                }
                case 'n' -> {
                    return List.of();
                }
                case 'E' -> {
                    Diagnostic error = Diagnostics.decode(frame.body());
                    abandon();
                    throw errors.translate(error, request.origin(), request.sql());
                }
                default -> aside(frame);
            }
        }
    }

    /** In a block every portal has a name, because the check of the snapshot would end the unnamed one. */
    private String portal(Binding binding) {
        boolean unnamedInBlock = binding.portal().isEmpty() && backend.status() == TransactionStatus.BLOCK;
        return unnamedInBlock ? "vg_unnamed" : binding.portal();
    }

    private void announce(Request request, List<ResultColumn> columns, ResultWriter writer) throws IOException {
        try {
            snapshot.verify(backend);
            columns.forEach(BinaryFormats::requireFormat);
            if (!columns.isEmpty() || request.sql().isEmpty()) {
                writer.columns(columns);
            }
        } catch (SqlError refused) {
            abandon();
            throw refused;
        }
    }

    /** PostgreSQL's answer to one Execute message so far. */
    private static final class Answer {
        private @Nullable Diagnostic error;
        private @Nullable String tag;
        private boolean suspended;

        boolean ended() {
            return tag != null || error != null;
        }
    }

    private void fetch(
            Statement origin,
            String sql,
            Binding binding,
            ResultWriter writer,
            NameResolutionLock.@Nullable Permit permit)
            throws IOException {
        boolean keepOpen = binding.maxRows() > 0 && backend.status() != TransactionStatus.BLOCK;
        RequestBatch batch = new RequestBatch().execute(portal(binding), binding.maxRows());
        backend.send(keepOpen ? batch.flush() : batch.sync());
        Answer answer = new Answer();
        for (Frame frame = backend.read(); frame.type() != 'Z'; frame = backend.read()) {
            if (permit != null) {
                permit.release();
            }
            receive(frame, writer, answer);
            if (keepOpen && answer.suspended) {
                suspendedPortal = binding.portal();
                break;
            }
            if (keepOpen && answer.ended()) {
                keepOpen = false;
                backend.send(new RequestBatch().sync());
            }
        }
        finish(answer, origin, sql, writer);
    }

    private void receive(Frame frame, ResultWriter writer, Answer answer) throws IOException {
        switch (frame.type()) {
            case 'D' -> writer.frame(frame);
            case 'C' -> answer.tag = new MessageBody(frame.body()).string();
            case 'E' -> answer.error = Diagnostics.decode(frame.body());
            case 's' -> answer.suspended = true;
            default -> aside(frame);
        }
    }

    private void finish(Answer answer, Statement origin, String sql, ResultWriter writer) throws IOException {
        if (answer.error != null) {
            throw errors.translate(answer.error, origin, sql);
        }
        if (answer.suspended) {
            writer.suspended();
        } else {
            writer.complete(answer.tag == null ? "" : answer.tag);
        }
    }

    private void aside(Frame frame) throws IOException {
        switch (frame.type()) {
            case 'N' -> aside(Diagnostics.decode(frame.body()));
            case 'G' -> backend.send(new RequestBatch().copyFail("COPY FROM STDIN is not supported"));
            default -> {
                // The sandbox itself sends completions and the reports of settings.
            }
        }
    }

    private void aside(Diagnostic notice) throws IOException {
        if (notice.sqlState().equals(CANCEL_ORDER)) {
            core.services().sessions().cancel(Integer.parseInt(notice.message()));
        } else {
            core.notice(notice);
        }
    }

    private void abandon() {
        backend.send(new RequestBatch().sync());
        backend.drain();
    }
}
