package dev.verdigris.sandbox.session.protocol;

import dev.verdigris.sandbox.catalog.query.ShowQueries;
import dev.verdigris.sandbox.fault.FaultInjection;
import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.query.Passthrough;
import dev.verdigris.sandbox.session.query.QueryAdmission;
import dev.verdigris.sandbox.session.query.Subscriptions;
import dev.verdigris.sandbox.session.result.Binding;
import dev.verdigris.sandbox.session.result.CopyOptions;
import dev.verdigris.sandbox.session.result.CopySink;
import dev.verdigris.sandbox.session.result.DescribedSink;
import dev.verdigris.sandbox.session.result.RenamedColumn;
import dev.verdigris.sandbox.session.result.ResultSink;
import dev.verdigris.sandbox.session.transaction.TransactionControl;
import dev.verdigris.sandbox.session.variable.NameList;
import dev.verdigris.sandbox.statement.ast.Copy;
import dev.verdigris.sandbox.statement.ast.CursorStatement;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.Dml;
import dev.verdigris.sandbox.statement.ast.Explain;
import dev.verdigris.sandbox.statement.ast.PreparationStatement;
import dev.verdigris.sandbox.statement.ast.Query;
import dev.verdigris.sandbox.statement.ast.SessionStatement;
import dev.verdigris.sandbox.statement.ast.ShowObjects;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.ast.Subscribe;
import dev.verdigris.sandbox.statement.ast.TransactionStatement;
import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.rewrite.BackingSchemas;
import dev.verdigris.sandbox.wire.BoundValues;
import dev.verdigris.sandbox.wire.Column;
import dev.verdigris.sandbox.wire.Description;
import org.jspecify.annotations.Nullable;

/** Runs and describes any statement, by either protocol. */
public final class StatementRunner {

    private final SessionCore core;
    private final TransactionControl transaction;
    private final Passthrough passthrough;
    private final SessionCommands commands;
    private final Subscriptions subscriptions;
    private final QueryAdmission admission;
    private final PreparedStatements prepared;

    public StatementRunner(
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
        this.admission = new QueryAdmission(core);
        transaction.atEnd(subscriptions::endTransaction);
        transaction.atEnd(admission::endTransaction);
        this.prepared = prepared;
    }

    /** Runs {@code statement}; what it must not do to the open transaction is refused first. */
    void run(Statement statement, Binding binding, ResultSink sink) throws IOException {
        FaultInjection faults = core.services().faults();
        faults.await(statement.sql(), core.cancel(), transaction::pause);
        transaction.admit(subscriptions.begunBy(statement));
        perform(statement, binding, sink);
        if (FaultInjection.isControlStatement(statement.sql())) {
            core.services().lookup().run(faults::reload);
        }
    }

    private void perform(Statement statement, Binding binding, ResultSink sink) throws IOException {
        switch (statement) {
            case Query query -> {
                admit(query.relations(), "SELECT");
                query(query, placed(query), binding, sink);
            }
            case ShowObjects show -> {
                admit(List.of(), "SELECT");
                query(show, showQuery(show), binding, sink);
            }
            case Dml dml -> {
                refuseHidden(dml.reads());
                admit(List.of(dml.table()), privilege(dml));
                query(dml, placed(dml), binding, sink);
            }
            case DdlStatement ddl -> ddl(ddl, sink);
            case SessionStatement session -> {
                commands.run(session, sink);
                if (session instanceof SessionStatement.Discard discard
                        && discard.target().equals("ALL")) {
                    prepared.clear();
                }
            }
            case TransactionStatement bounds -> transaction.run(bounds, sink);
            case CursorStatement cursor -> cursor(cursor, binding, sink);
            case PreparationStatement preparation -> preparation(preparation, sink);
            case Copy copy -> copy(copy, sink);
            case Explain explain -> explain(explain, binding, sink);
            case Subscribe subscribe -> {
                admit(subscribe.relations(), "SELECT");
                subscriptions.stream(subscribe, sink);
            }
        }
    }

    /** What Describe tells of {@code statement}. */
    Description describe(Statement statement, List<Integer> parameterTypes) throws IOException {
        return switch (statement) {
            case Query query -> {
                refuseHidden(query.relations());
                yield passthrough.describe(query, placed(query), parameterTypes);
            }
            case ShowObjects show -> passthrough.describe(show, showQuery(show), parameterTypes);
            case Dml dml -> {
                refuseHidden(dml.reads());
                admission.foresee(List.of(dml.table()), privilege(dml));
                yield passthrough.describe(dml, placed(dml), parameterTypes);
            }
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
        return core.services().lookup().call(sql -> ShowQueries.query(show, core.context(sql), sql));
    }

    private String placed(Query query) {
        return core.settings().backing().place(query.backendSql(), query.relations());
    }

    private String placed(Dml dml) {
        List<ObjectPath> relations = new ArrayList<>(dml.reads());
        relations.add(dml.table());
        return core.settings().backing().place(dml.backendSql(), relations);
    }

    private void admit(List<ObjectPath> relations, String privilege) throws IOException {
        refuseHidden(relations);
        admission.admit(relations, privilege, transaction);
    }

    private static String privilege(Dml dml) {
        return switch (dml) {
            case Dml.Insert insert -> "INSERT";
            case Dml.Update update -> "UPDATE";
            case Dml.Delete delete -> "DELETE";
        };
    }

    private void query(Statement origin, String sql, Binding binding, ResultSink sink) throws IOException {
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
            if (BackingSchemas.isHidden(schema)) {
                throw SqlFailure.internal("unknown schema '" + schema + "'");
            }
        }
    }

    private void ddl(DdlStatement statement, ResultSink sink) throws IOException {
        passthrough.closeSuspended();
        DdlOutcome outcome = transaction.run(statement);
        for (var notice : outcome.notices()) {
            core.notice(notice);
        }
        sink.complete(outcome.commandTag());
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
                    if (subscriptions.begunBy(fetch) instanceof Subscribe subscribe) {
                        admit(subscribe.relations(), "SELECT");
                    }
                    subscriptions.fetch(fetch, sink);
                } else {
                    query(fetch, fetchSql(fetch), binding, sink);
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

    /** The columns of a cursor: DECLARE makes a portal, which clients look at by its name. */
    @Nullable
    List<Column> cursorColumns(String name) throws IOException {
        return describe(
                        new CursorStatement.Fetch(
                                new StatementText("FETCH " + name, 0, "FETCH " + name), name, 0L, null),
                        List.of())
                .columns();
    }

    private static String fetchSql(CursorStatement.Fetch fetch) {
        Long count = fetch.count();
        return "FETCH FORWARD " + (count == null ? "ALL" : count.toString()) + " FROM " + NameList.quote(fetch.name());
    }

    private String rows(Statement body) throws IOException {
        return switch (body) {
            case Query query -> {
                admit(query.relations(), "SELECT");
                yield placed(query);
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
        int expected = target.description().parameterTypes().size();
        if (execute.arguments().size() != expected) {
            throw SqlFailure.of(
                    "42601",
                    "wrong number of parameters for prepared statement \"" + execute.name() + "\": expected " + expected
                            + ", got " + execute.arguments().size());
        }
        run(
                body,
                new Binding(target.parameterTypes(), arguments(execute), "", 0),
                new DescribedSink(target.description(), sink));
    }

    /** PostgreSQL computes the arguments. */
    private BoundValues arguments(PreparationStatement.ExecutePrepared execute) {
        if (execute.arguments().isEmpty()) {
            return BoundValues.none();
        }
        core.settings().apply();
        String texts = execute.arguments().stream()
                .map(argument -> "(" + argument + ")::pg_catalog.text")
                .collect(Collectors.joining(", "));
        return BoundValues.ofTexts(
                core.backend().sql().query("SELECT " + texts).get(0).values());
    }

    private void copy(Copy copy, ResultSink sink) throws IOException {
        switch (copy) {
            case Copy.CopyTo to -> {
                ResultSink rows = new CopySink(core.client(), sink, CopyOptions.format(to));
                if (to.body() instanceof Subscribe subscribe) {
                    admit(subscribe.relations(), "SELECT");
                    subscriptions.stream(subscribe, rows);
                } else {
                    query(to, rows(to.body()), Binding.none(), rows);
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
        // It reads nothing, so it needs no snapshot; a subscription that follows must not be bound to one.
        passthrough.run(
                new Passthrough.Request(explain, "EXPLAIN " + placed(query), binding, true),
                new RenamedColumn(explainColumn(explain), sink));
    }

    private static String explainColumn(Explain explain) {
        String stage = explain.stage().isEmpty() ? "OPTIMIZED PLAN" : explain.stage();
        return Stream.of(stage.split(" "))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
