package dev.verdigris.sandbox.session;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.session.CatalogOperations.Applied;
import dev.verdigris.sandbox.statement.Copy;
import dev.verdigris.sandbox.statement.CursorStatement;
import dev.verdigris.sandbox.statement.DdlStatement;
import dev.verdigris.sandbox.statement.Dml;
import dev.verdigris.sandbox.statement.Explain;
import dev.verdigris.sandbox.statement.ObjectPath;
import dev.verdigris.sandbox.statement.PreparationStatement;
import dev.verdigris.sandbox.statement.Query;
import dev.verdigris.sandbox.statement.SessionStatement;
import dev.verdigris.sandbox.statement.ShowObjects;
import dev.verdigris.sandbox.statement.Statement;
import dev.verdigris.sandbox.statement.Subscribe;
import dev.verdigris.sandbox.statement.TransactionStatement;
import dev.verdigris.sandbox.wire.Column;
import dev.verdigris.sandbox.wire.Description;
import org.jspecify.annotations.Nullable;

/** Runs and describes any statement, by either protocol. */
final class StatementRunner {

    private final SessionCore core;
    private final TransactionControl transaction;
    private final Passthrough passthrough;
    private final SessionCommands commands;
    private final Subscriptions subscriptions;
    private final PreparedStatements prepared;

    StatementRunner(
            SessionCore core,
            TransactionControl transaction,
            Passthrough passthrough,
            SessionCommands commands,
            Subscriptions subscriptions,
            PreparedStatements prepared) {
        this.core = core;
        this.transaction = transaction;
        this.passthrough = passthrough;
        this.commands = commands;
        this.subscriptions = subscriptions;
        this.prepared = prepared;
    }

    /** Runs {@code statement}; what it must not do to the open transaction is refused first. */
    void run(Statement statement, Binding binding, ResultSink sink) throws IOException {
        core.cancel().check();
        transaction.admit(statement);
        switch (statement) {
            case Query query -> query(query, query.relations(), query.backendSql(), binding, sink);
            case ShowObjects show -> query(show, List.of(), showQuery(show), binding, sink);
            case Dml dml -> query(dml, List.of(dml.table()), dml.backendSql(), binding, sink);
            case DdlStatement ddl -> ddl(ddl, sink);
            case SessionStatement session -> commands.run(session, sink);
            case TransactionStatement bounds -> {
                transaction.run(bounds, sink);
                if (transaction.bounds() != TransactionRules.Bounds.BLOCK) {
                    subscriptions.endTransaction();
                }
            }
            case CursorStatement cursor -> cursor(cursor, binding, sink);
            case PreparationStatement preparation -> preparation(preparation, sink);
            case Copy copy -> copy(copy, sink);
            case Explain explain -> explain(explain, binding, sink);
            case Subscribe subscribe -> {
                refuseHidden(subscribe.relations());
                subscriptions.stream(subscribe, sink);
            }
        }
    }

    /** What Describe tells of {@code statement}. */
    Description describe(Statement statement, List<Integer> parameterTypes) throws IOException {
        return switch (statement) {
            case Query query -> {
                refuseHidden(query.relations());
                yield passthrough.describe(query, query.backendSql(), parameterTypes);
            }
            case ShowObjects show -> passthrough.describe(show, showQuery(show), parameterTypes);
            case Dml dml -> passthrough.describe(dml, dml.backendSql(), parameterTypes);
            case Explain explain -> Description.ofColumns(List.of(Column.text(explainColumn(explain))));
            case SessionStatement.ShowVariable show -> Description.ofColumns(SessionCommands.columns(show));
            case CursorStatement.Fetch fetch ->
                subscriptions.owns(fetch.name())
                        ? Description.ofColumns(subscriptions.cursorColumns(fetch.name()))
                        : passthrough.describe(fetch, fetchSql(fetch), List.of());
            case PreparationStatement.ExecutePrepared execute -> {
                PreparedStatement target = prepared.require(execute.name());
                yield new Description(List.of(), target.description().columns());
            }
            case SessionStatement session -> Description.nothing();
            case PreparationStatement preparation -> Description.nothing();
            case CursorStatement cursor -> Description.nothing();
            case DdlStatement ddl -> Description.nothing();
            case TransactionStatement bounds -> Description.nothing();
            case Copy copy -> Description.nothing();
            case Subscribe subscribe -> Description.ofColumns(subscriptions.columns(subscribe));
        };
    }

    /** Whether a portal over {@code statement} is one of PostgreSQL's, which can be gone on with. */
    static boolean isQuery(Statement statement) {
        return statement instanceof Query
                || statement instanceof ShowObjects
                || statement instanceof Dml
                || statement instanceof CursorStatement.Fetch;
    }

    private String showQuery(ShowObjects show) {
        return core.services().lookup().call(sql -> core.services().catalog().showQuery(show, core.context(sql), sql));
    }

    private void query(Statement origin, List<ObjectPath> relations, String sql, Binding binding, ResultSink sink)
            throws IOException {
        refuseHidden(relations);
        transaction.needBackend();
        passthrough.run(new Passthrough.Request(origin, sql, binding, false), sink);
    }

    private void late(Statement origin, String sql, Binding binding, ResultSink sink) throws IOException {
        transaction.needBackend();
        passthrough.run(new Passthrough.Request(origin, sql, binding, true), sink);
    }

    private static void refuseHidden(List<ObjectPath> relations) {
        for (ObjectPath path : relations) {
            List<String> qualifier = path.qualifier();
            String schema = qualifier.isEmpty() ? "" : qualifier.get(qualifier.size() - 1);
            if (ErrorTranslation.HIDDEN_SCHEMAS.contains(schema)) {
                throw SqlFailure.internal("unknown schema '" + schema + "'");
            }
        }
    }

    private void ddl(DdlStatement statement, ResultSink sink) throws IOException {
        passthrough.closeSuspended();
        Applied applied = transaction.run(statement);
        for (var notice : applied.notices()) {
            core.notice(notice);
        }
        sink.complete(applied.commandTag());
    }

    private void cursor(CursorStatement cursor, Binding binding, ResultSink sink) throws IOException {
        String name = NameList.quote(cursor.name());
        switch (cursor) {
            case CursorStatement.DeclareCursor declare -> {
                if (declare.body() instanceof Subscribe subscribe) {
                    refuseHidden(subscribe.relations());
                    subscriptions.declare(declare, subscribe, sink);
                } else {
                    late(declare, "DECLARE " + name + " CURSOR FOR " + rows(declare.body()), binding, sink);
                }
            }
            case CursorStatement.Fetch fetch -> {
                if (subscriptions.owns(fetch.name())) {
                    subscriptions.fetch(fetch, sink);
                } else {
                    query(fetch, List.of(), fetchSql(fetch), binding, sink);
                }
            }
            case CursorStatement.CloseCursor close -> {
                if (subscriptions.owns(close.name())) {
                    subscriptions.close(close, sink);
                } else {
                    late(close, "CLOSE " + name, binding, sink);
                }
            }
        }
    }

    private static String fetchSql(CursorStatement.Fetch fetch) {
        Long count = fetch.count();
        return "FETCH FORWARD " + (count == null ? "ALL" : count.toString()) + " FROM " + NameList.quote(fetch.name());
    }

    private String rows(Statement body) {
        return switch (body) {
            case Query query -> {
                refuseHidden(query.relations());
                yield query.backendSql();
            }
            case ShowObjects show -> showQuery(show);
            default -> throw SqlFailure.unsupported(body.sql());
        };
    }

    private void preparation(PreparationStatement statement, ResultSink sink) throws IOException {
        switch (statement) {
            case PreparationStatement.Prepare prepare -> {
                prepared.requireFree(prepare.name());
                prepared.put(new PreparedStatement(
                        prepare.name(), prepare.sql(), prepare.body(), List.of(), describe(prepare.body(), List.of())));
                sink.complete("PREPARE");
            }
            case PreparationStatement.ExecutePrepared execute -> executePrepared(execute, sink);
            case PreparationStatement.Deallocate deallocate -> {
                deallocate(deallocate.name());
                sink.complete(deallocate.name() == null ? "DEALLOCATE ALL" : "DEALLOCATE");
            }
        }
    }

    private void deallocate(@Nullable String name) {
        if (name == null) {
            prepared.clear();
        } else {
            prepared.require(name);
            prepared.remove(name);
        }
    }

    private void executePrepared(PreparationStatement.ExecutePrepared execute, ResultSink sink) throws IOException {
        PreparedStatement target = prepared.require(execute.name());
        Statement body = target.statement();
        if (body == null) {
            throw SqlFailure.unsupported(execute.sql());
        }
        if (!execute.arguments().isEmpty()) {
            throw SqlFailure.unsupported("EXECUTE with arguments");
        }
        run(body, Binding.none(), sink);
    }

    private void copy(Copy copy, ResultSink sink) throws IOException {
        switch (copy) {
            case Copy.CopyTo to -> {
                ResultSink rows = new CopySink(core.client(), sink, CopyOptions.format(to));
                if (to.body() instanceof Subscribe subscribe) {
                    refuseHidden(subscribe.relations());
                    subscriptions.stream(subscribe, rows);
                } else {
                    query(to, List.of(), rows(to.body()), Binding.none(), rows);
                }
            }
            case Copy.CopyFrom from -> throw SqlFailure.unsupported(from.sql());
        }
    }

    private void explain(Explain explain, Binding binding, ResultSink sink) throws IOException {
        if (!(explain.body() instanceof Query query) || explain.json()) {
            throw SqlFailure.unsupported(explain.sql());
        }
        refuseHidden(query.relations());
        late(explain, "EXPLAIN " + query.backendSql(), binding, new RenamedColumn(explainColumn(explain), sink));
    }

    private static String explainColumn(Explain explain) {
        String stage = explain.stage();
        return stage.isEmpty()
                ? "Optimized Plan"
                : stage.charAt(0) + stage.substring(1).toLowerCase(Locale.ROOT);
    }
}
