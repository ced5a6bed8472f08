package dev.verdigris.sandbox.session.protocol;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import dev.verdigris.sandbox.catalog.query.ShowQueries;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.fault.FaultInjection;
import dev.verdigris.sandbox.request.CancelToken;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.core.StatementJournal;
import dev.verdigris.sandbox.session.query.Passthrough;
import dev.verdigris.sandbox.session.query.QueryAuthorization;
import dev.verdigris.sandbox.session.query.Subscriptions;
import dev.verdigris.sandbox.session.result.Binding;
import dev.verdigris.sandbox.session.result.CopyOptions;
import dev.verdigris.sandbox.session.result.CopyWriter;
import dev.verdigris.sandbox.session.result.DescribedWriter;
import dev.verdigris.sandbox.session.result.QueryTagWriter;
import dev.verdigris.sandbox.session.result.ResultWriter;
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
import dev.verdigris.sandbox.statement.rewrite.BackendRewriter;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;
import dev.verdigris.sandbox.wire.BoundValues;
import dev.verdigris.sandbox.wire.Description;
import dev.verdigris.sandbox.wire.ResultColumn;
import org.jspecify.annotations.Nullable;

/** Runs and describes any statement, by either protocol. */
public final class StatementRunner {

    private final SessionCore core;
    private final TransactionControl transaction;
    private final Passthrough passthrough;
    private final SessionCommands commands;
    private final Subscriptions subscriptions;
    private final QueryAuthorization authorization;
    private final PreparedStatements prepared;
    private final Explanations explanations;
    private final StatementCharge charge;

    /** A runner for one session. */
    public StatementRunner(
            SessionCore core,
            TransactionControl transaction,
            Passthrough passthrough,
            SessionCommands commands,
            Subscriptions subscriptions,
            PreparedStatements prepared,
            StatementJournal journal) {
        this.core = core;
        this.transaction = transaction;
        this.passthrough = passthrough;
        this.commands = commands;
        this.subscriptions = subscriptions;
        this.authorization = new QueryAuthorization(core);
        transaction.atEnd(subscriptions::endTransaction);
        transaction.atEnd(authorization::endTransaction);
        this.prepared = prepared;
        this.explanations = new Explanations(core, passthrough);
        this.charge = new StatementCharge(core, transaction, journal);
    }

    /** Runs {@code statement}, if the open transaction allows it. */
    void run(Statement statement, Binding binding, ResultWriter writer) throws IOException {
        FaultInjection faults = core.services().faults();
        CancelToken.Limit limit = core.cancel().limit(StatementTimeout.of(statement, core.variables()));
        try {
            faults.await(statement.sql(), core.cancel(), transaction::pause);
            transaction.admit(subscriptions.begunBy(statement));
            charge.pay(subscriptions.begunBy(statement));
            perform(statement, binding, writer);
        } finally {
            limit.close();
        }
        if (FaultInjection.isControlStatement(statement.sql())) {
            core.services().lookup().run(faults::reload);
        }
    }

    private void perform(Statement statement, Binding binding, ResultWriter writer) throws IOException {
        switch (statement) {
            case Query query -> {
                authorize(query.relations(), "SELECT");
                query(query, qualified(query), binding, writer);
            }
            case ShowObjects show -> {
                authorize(List.of(), "SELECT");
                query(show, showQuery(show), binding, writer);
            }
            case Dml dml -> write(dml, binding, writer);
            case DdlStatement ddl -> ddl(ddl, writer);
            case SessionStatement session -> session(session, writer);
            case TransactionStatement bounds -> transaction.run(bounds, writer);
            case CursorStatement cursor -> cursor(cursor, binding, writer);
            case PreparationStatement preparation -> preparation(preparation, writer);
            case Copy copy -> copy(copy, writer);
            case Explain explain -> explain(explain, binding, writer);
            case Subscribe subscribe -> {
                authorize(subscribe.relations(), "SELECT");
                core.notice(subscriptions.bufferingNotice());
                subscriptions.stream(subscribe, binding, writer);
            }
        }
    }

    private void write(Dml dml, Binding binding, ResultWriter writer) throws IOException {
        SchemaMapping.requireVisible(dml.reads());
        authorize(List.of(dml.table()), privilege(dml));
        authorization.require(dml.allReads(), "SELECT");
        boolean returning = dml instanceof Dml.Insert insert && insert.returning();
        query(dml, qualified(dml), binding, returning ? new QueryTagWriter(writer) : writer);
    }

    private void session(SessionStatement statement, ResultWriter writer) throws IOException {
        commands.run(statement, writer);
        if (statement instanceof SessionStatement.Discard discard
                && discard.target().equals("ALL")) {
            prepared.clear();
        }
    }

    /** The parameters and columns that Describe reports for {@code statement}. */
    Description describe(Statement statement, List<Integer> parameterTypes) throws IOException {
        return switch (statement) {
            case Query query -> {
                SchemaMapping.requireVisible(query.relations());
                yield passthrough.describe(query, qualified(query), parameterTypes);
            }
            case ShowObjects show -> passthrough.describe(show, showQuery(show), parameterTypes);
            case Dml dml -> {
                SchemaMapping.requireVisible(dml.reads());
                authorization.require(List.of(dml.table()), privilege(dml));
                yield passthrough.describe(dml, qualified(dml), parameterTypes);
            }
            case Explain explain -> Description.ofColumns(List.of(Explanations.column(explain)));
            case SessionStatement session -> describe(session);
            case PreparationStatement preparation -> describe(preparation);
            case CursorStatement cursor -> describe(cursor);
            case DdlStatement ddl -> Description.nothing();
            case TransactionStatement bounds -> Description.nothing();
            case Copy copy -> Description.nothing();
            case Subscribe subscribe -> Description.ofColumns(subscriptions.columns(subscribe));
        };
    }

    private static Description describe(SessionStatement session) {
        return session instanceof SessionStatement.ShowVariable show
                ? Description.ofColumns(SessionCommands.columns(show))
                : Description.nothing();
    }

    private Description describe(PreparationStatement preparation) {
        return preparation instanceof PreparationStatement.ExecutePrepared execute
                ? new Description(
                        List.of(),
                        prepared.requireForExecute(execute.name()).description().columns())
                : Description.nothing();
    }

    private Description describe(CursorStatement cursor) throws IOException {
        if (!(cursor instanceof CursorStatement.Fetch fetch)) {
            return Description.nothing();
        }
        return subscriptions.owns(fetch.name())
                ? Description.ofColumns(subscriptions.cursorColumns(fetch.name()))
                : passthrough.describe(fetch, fetchSql(fetch), List.of());
    }

    /** Continues a statement that stopped at its row limit. False if nothing can be continued. */
    boolean resume(Statement statement, Binding binding, ResultWriter writer) throws IOException {
        return statement instanceof Subscribe
                ? subscriptions.resume(binding, writer)
                : isQuery(statement) && passthrough.resume(statement, binding, writer);
    }

    /** Ends what stopped at its row limit outside a block. */
    void closeSuspended() {
        passthrough.closeSuspended();
        subscriptions.closeSuspended();
    }

    /** Whether PostgreSQL has a portal for {@code statement}, so that a later Execute can continue it. */
    private static boolean isQuery(Statement statement) {
        return statement instanceof Query
                || statement instanceof ShowObjects
                || statement instanceof Dml
                || statement instanceof CursorStatement.Fetch;
    }

    private String showQuery(ShowObjects show) {
        return core.services().lookup().call(sql -> ShowQueries.query(show, core.context(sql), sql));
    }

    private String qualified(Query query) {
        String sql = core.settings().backing().qualify(query.backendSql(), query.relations());
        for (int i = 0; i < query.shows().size(); i++) {
            sql = sql.replace(
                    BackendRewriter.showPlaceholder(i), showQuery(query.shows().get(i)));
        }
        return sql;
    }

    private String qualified(Dml dml) {
        List<ObjectPath> relations = new ArrayList<>(dml.reads());
        relations.add(dml.table());
        return core.settings().backing().qualify(dml.backendSql(), relations);
    }

    private void authorize(List<ObjectPath> relations, String privilege) throws IOException {
        SchemaMapping.requireVisible(relations);
        authorization.authorize(relations, privilege, transaction);
    }

    private static String privilege(Dml dml) {
        return switch (dml) {
            case Dml.Insert insert -> "INSERT";
            case Dml.Update update -> "UPDATE";
            case Dml.Delete delete -> "DELETE";
        };
    }

    private void query(Statement origin, String sql, Binding binding, ResultWriter writer) throws IOException {
        transaction.needBackend();
        passthrough.run(new Passthrough.Request(origin, sql, binding, false), writer);
    }

    private void late(Statement origin, String sql, Binding binding, ResultWriter writer) throws IOException {
        transaction.needBackend();
        passthrough.run(new Passthrough.Request(origin, sql, binding, true), writer);
    }

    private void ddl(DdlStatement statement, ResultWriter writer) throws IOException {
        passthrough.closeSuspended();
        DdlOutcome outcome = transaction.run(statement);
        for (var notice : outcome.notices()) {
            core.notice(notice);
        }
        writer.complete(outcome.commandTag());
    }

    private void cursor(CursorStatement cursor, Binding binding, ResultWriter writer) throws IOException {
        String name = NameList.quote(cursor.name());
        switch (cursor) {
            case CursorStatement.DeclareCursor declare -> {
                if (declare.body() instanceof Subscribe subscribe) {
                    SchemaMapping.requireVisible(subscribe.relations());
                    subscriptions.declare(declare, subscribe, writer);
                } else {
                    late(declare, "DECLARE " + name + " CURSOR FOR " + rows(declare.body()), binding, writer);
                }
            }
            case CursorStatement.Fetch fetch -> {
                if (subscriptions.owns(fetch.name())) {
                    if (subscriptions.begunBy(fetch) instanceof Subscribe subscribe) {
                        authorize(subscribe.relations(), "SELECT");
                    }
                    subscriptions.fetch(fetch, writer);
                } else {
                    query(fetch, fetchSql(fetch), binding, writer);
                }
            }
            case CursorStatement.CloseCursor close -> {
                if (subscriptions.owns(close.name())) {
                    subscriptions.close(close, writer);
                } else {
                    late(close, "CLOSE " + name, binding, writer);
                }
            }
        }
    }

    /** The columns of a cursor: DECLARE makes a portal, which clients describe by its name. */
    @Nullable
    List<ResultColumn> cursorColumns(String name) throws IOException {
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
                authorize(query.relations(), "SELECT");
                yield qualified(query);
            }
            case ShowObjects show -> showQuery(show);
            default -> throw SqlError.unsupported(body.sql());
        };
    }

    private void preparation(PreparationStatement statement, ResultWriter writer) throws IOException {
        switch (statement) {
            case PreparationStatement.Prepare prepare -> {
                prepared.requireFree(prepare.name());
                prepared.put(new PreparedStatement(
                        prepare.name(), prepare.sql(), prepare.body(), List.of(), describe(prepare.body(), List.of())));
                writer.complete("PREPARE");
            }
            case PreparationStatement.ExecutePrepared execute -> executePrepared(execute, writer);
            case PreparationStatement.Deallocate deallocate -> {
                deallocate(deallocate.name());
                writer.complete(deallocate.name() == null ? "DEALLOCATE ALL" : "DEALLOCATE");
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

    private void executePrepared(PreparationStatement.ExecutePrepared execute, ResultWriter writer) throws IOException {
        PreparedStatement target = prepared.requireForExecute(execute.name());
        Statement body = target.statement();
        if (body == null) {
            throw SqlError.unsupported(execute.sql());
        }
        int expected = target.description().parameterTypes().size();
        if (execute.arguments().size() != expected) {
            throw SqlError.of(
                    "42601",
                    "wrong number of parameters for prepared statement \"" + execute.name() + "\": expected " + expected
                            + ", got " + execute.arguments().size());
        }
        run(
                body,
                new Binding(target.parameterTypes(), arguments(execute), "", 0),
                new DescribedWriter(target.description(), writer));
    }

    /** Evaluates the arguments in PostgreSQL. */
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

    private void copy(Copy copy, ResultWriter writer) throws IOException {
        switch (copy) {
            case Copy.CopyTo to -> {
                ResultWriter rows = new CopyWriter(core.client(), writer, CopyOptions.format(to));
                if (to.body() instanceof Subscribe subscribe) {
                    authorize(subscribe.relations(), "SELECT");
                    subscriptions.stream(subscribe, Binding.none(), rows);
                } else {
                    query(to, rows(to.body()), Binding.none(), rows);
                }
            }
            case Copy.CopyFrom from -> throw SqlError.unsupported(from.sql());
        }
    }

    private void explain(Explain explain, Binding binding, ResultWriter writer) throws IOException {
        if (!(explain.body() instanceof Query query) || explain.json()) {
            throw SqlError.unsupported(explain.sql());
        }
        SchemaMapping.requireVisible(query.relations());
        explanations.run(explain, query, qualified(query), binding, writer);
    }
}
