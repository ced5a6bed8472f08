package dev.verdigris.sandbox.catalog;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import dev.verdigris.sandbox.catalog.object.CommentDdl;
import dev.verdigris.sandbox.catalog.object.DropDdl;
import dev.verdigris.sandbox.catalog.object.OwnerDdl;
import dev.verdigris.sandbox.catalog.object.PrivilegeDdl;
import dev.verdigris.sandbox.catalog.object.RenameDdl;
import dev.verdigris.sandbox.catalog.object.RoleDdl;
import dev.verdigris.sandbox.catalog.object.SchemaDdl;
import dev.verdigris.sandbox.catalog.object.SwapDdl;
import dev.verdigris.sandbox.catalog.object.SystemDdl;
import dev.verdigris.sandbox.catalog.object.UnsupportedAlters;
import dev.verdigris.sandbox.catalog.relation.RelationDdl;
import dev.verdigris.sandbox.catalog.sink.ConnectionDdl;
import dev.verdigris.sandbox.catalog.sink.SinkCutover;
import dev.verdigris.sandbox.catalog.sink.SinkDdl;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.statement.ast.ClusterStatement;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.ast.PrivilegeStatement;
import dev.verdigris.sandbox.statement.ast.RelationStatement;
import dev.verdigris.sandbox.statement.ast.RoleStatement;
import dev.verdigris.sandbox.statement.ast.SchemaStatement;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.ast.SystemStatement;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;

/** Executes DDL. Safe for several threads, each with its own transaction. */
public final class DdlExecutor {

    private DdlExecutor() {}

    /**
     * Executes one statement. It changes nothing outside the transaction. After a failure, the caller must roll the
     * transaction back, completely or to a savepoint set before. Until the transaction ends, PostgreSQL uses the
     * session's search path and the connection's own role.
     *
     * @throws SqlError with Materialize's error if the statement cannot be carried out
     */
    public static DdlOutcome apply(DdlStatement statement, SessionContext context, CatalogTransaction transaction) {
        DdlContext ddl = begin(context, transaction);
        keepLongNames(statement, transaction);
        switch (statement) {
            case SchemaStatement schema -> SchemaDdl.create(ddl, schema);
            case ClusterStatement cluster -> ClusterDdl.run(ddl, cluster);
            case RelationStatement relation -> RelationDdl.run(ddl, relation);
            case SinkStatement sink -> sink(ddl, sink);
            case NamingStatement naming -> naming(ddl, naming);
            case PrivilegeStatement privilege -> PrivilegeDdl.run(ddl, privilege);
            case RoleStatement role -> RoleDdl.run(ddl, role);
            case SystemStatement system -> SystemDdl.run(ddl, system);
        }
        return ddl.outcome(statement.commandTag());
    }

    private static void sink(DdlContext ddl, SinkStatement statement) {
        switch (statement) {
            case SinkStatement.CreateSink create -> SinkDdl.create(ddl, create);
            case SinkStatement.AlterSinkFrom alter -> SinkDdl.commit(ddl, SinkDdl.plan(ddl, alter));
            case SinkStatement.CreateConnection connection -> ConnectionDdl.create(ddl, connection);
            case SinkStatement.CreateSecret secret -> ConnectionDdl.createSecret(ddl, secret);
            case SinkStatement.AlterSecret secret -> ConnectionDdl.alterSecret(ddl, secret);
        }
    }

    private static void naming(DdlContext ddl, NamingStatement statement) {
        switch (statement) {
            case NamingStatement.Rename rename -> RenameDdl.run(ddl, rename);
            case NamingStatement.Swap swap -> SwapDdl.run(ddl, swap);
            case NamingStatement.ChangeOwner owner -> OwnerDdl.change(ddl, owner);
            case NamingStatement.Drop drop -> DropDdl.run(ddl, drop);
            case NamingStatement.CommentOn comment -> CommentDdl.run(ddl, comment);
            case NamingStatement.UnsupportedAlter other -> throw UnsupportedAlters.failure(ddl, other);
        }
    }

    /**
     * The first half of ALTER SINK … SET FROM: checks everything and changes nothing. Between the halves the caller
     * waits until the sink has written all changes of its old relation.
     *
     * @throws SqlError with Materialize's error if the sink cannot read the relation
     */
    public static SinkCutover planCutover(
            SinkStatement.AlterSinkFrom statement, SessionContext context, CatalogTransaction transaction) {
        return SinkDdl.plan(begin(context, transaction), statement);
    }

    /**
     * The second half of ALTER SINK … SET FROM, in a transaction of its own.
     *
     * @throws SqlError 0A000 if the relation was dropped or the sink altered since it was planned
     */
    public static DdlOutcome commitCutover(
            SinkCutover cutover, SessionContext context, CatalogTransaction transaction) {
        SinkDdl.commit(begin(context, transaction), cutover);
        return cutover.outcome();
    }

    /** The catalog has the names of its objects that PostgreSQL knows by abbreviations only. */
    private static void keepLongNames(DdlStatement statement, CatalogTransaction transaction) {
        for (String name : BackendNames.longNames(statement.sql())) {
            transaction.execute(
                    "INSERT INTO mz_store.long_name (abbreviation, name) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                    BackendNames.abbreviation(name),
                    name);
        }
    }

    private static DdlContext begin(SessionContext context, CatalogTransaction transaction) {
        transaction.execute("SET LOCAL SESSION AUTHORIZATION DEFAULT");
        DdlContext ddl = new DdlContext(context, transaction);
        StringBuilder path = new StringBuilder("mz_catalog, pg_catalog");
        context.searchPath().stream()
                .filter(schema -> !SchemaMapping.isHidden(schema))
                .forEach(schema -> path.append(", ").append(Quoting.identifier(ddl.backing.ofSession(schema))));
        transaction.query("SELECT set_config('search_path', $1, true)", path.toString());
        return ddl;
    }
}
