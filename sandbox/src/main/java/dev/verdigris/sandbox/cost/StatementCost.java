package dev.verdigris.sandbox.cost;

import java.util.List;

import dev.verdigris.sandbox.statement.ast.ClusterStatement;
import dev.verdigris.sandbox.statement.ast.Copy;
import dev.verdigris.sandbox.statement.ast.CursorStatement;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.Dml;
import dev.verdigris.sandbox.statement.ast.Explain;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.ast.PreparationStatement;
import dev.verdigris.sandbox.statement.ast.PrivilegeStatement;
import dev.verdigris.sandbox.statement.ast.Query;
import dev.verdigris.sandbox.statement.ast.RelationStatement;
import dev.verdigris.sandbox.statement.ast.RoleStatement;
import dev.verdigris.sandbox.statement.ast.SchemaStatement;
import dev.verdigris.sandbox.statement.ast.SessionStatement;
import dev.verdigris.sandbox.statement.ast.ShowObjects;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.ast.Subscribe;
import dev.verdigris.sandbox.statement.ast.SystemStatement;
import dev.verdigris.sandbox.statement.ast.TransactionClass;
import dev.verdigris.sandbox.statement.ast.TransactionStatement;

/**
 * What a statement costs a real server, in units of one read of one indexed relation (some 18 ms).
 *
 * <p>Queries, the swap and ALTER SINK were measured on a Materialize 26.24. Other DDL took 50 to 300 ms there, by how
 * much it has to set up. Nobody measured writes; they cost as much as the lightest DDL.
 */
public final class StatementCost {

    /** DDL that changes rows of the catalog only: 54 ms. */
    private static final double NOTE = 3;

    /** DDL that adds, renames or removes a name: 108 ms. */
    private static final double NAME = 6;

    /** DDL that sets up replicas, dataflows or collections: 288 ms. */
    private static final double SET_UP = 16;

    /** The dry run of a statement that an open transaction collects. It is paid at the end of the transaction. */
    private static final double DRY_RUN = 3;

    /** The COMMIT of collected statements: with five of them, a swap takes 630 ms, and 0.58 to 1.3 s were measured. */
    private static final double COMMIT = 20;

    private static final double WRITE = 3;

    private StatementCost() {}

    /** Whether a call of the function with this name, in lower case, is an aggregate, for which a query pays. */
    public static boolean isAggregate(String function) {
        return QueryCost.AGGREGATES.contains(function);
    }

    /** The cost of a statement that is a transaction by itself, in units. */
    public static double units(Statement statement) {
        return switch (statement) {
            case Query query -> QueryCost.units(query.sql(), query.relations());
            case Subscribe subscribe -> QueryCost.dataflow(subscribe.sql(), subscribe.relations());
            case ShowObjects show -> 1;
            case Explain explain -> 1;
            case Dml dml -> write(dml);
            case DdlStatement ddl -> ddl(ddl);
            case Copy copy -> copy(copy);
            case CursorStatement cursor -> cursor(cursor);
            case PreparationStatement preparation -> 0;
            case SessionStatement session -> 0;
            case TransactionStatement bounds -> 0;
        };
    }

    /** The cost of a COMMIT that carries out these statements, and of their dry runs. */
    public static double commit(List<DdlStatement> statements) {
        return dryRuns(statements)
                + statements.stream()
                        .limit(1)
                        .mapToDouble(first -> isCollected(first) ? COMMIT : ddl(first))
                        .sum();
    }

    /** The cost of the dry runs of these statements. A statement that must be the only one has none. */
    public static double dryRuns(List<DdlStatement> statements) {
        return DRY_RUN * statements.stream().filter(StatementCost::isCollected).count();
    }

    private static boolean isCollected(DdlStatement statement) {
        return statement.transactionClass() == TransactionClass.MULTI;
    }

    private static double copy(Copy copy) {
        return switch (copy) {
            case Copy.CopyTo to -> units(to.body());
            case Copy.CopyFrom from -> WRITE;
        };
    }

    private static double write(Dml dml) {
        return switch (dml) {
            case Dml.Insert insert -> WRITE + (insert.reads().isEmpty() ? 0 : QueryCost.dataflow("", insert.reads()));
            case Dml.Update update -> WRITE + 1;
            case Dml.Delete delete -> WRITE + 1;
        };
    }

    /** A cursor over a subscription costs when it is first fetched from: then the subscription begins. */
    private static double cursor(CursorStatement cursor) {
        return cursor instanceof CursorStatement.DeclareCursor declare && !(declare.body() instanceof Subscribe)
                ? units(declare.body())
                : 0;
    }

    private static double ddl(DdlStatement ddl) {
        return switch (ddl) {
            case ClusterStatement cluster -> SET_UP;
            case NamingStatement naming -> naming(naming);
            case PrivilegeStatement privileges -> NOTE;
            case RelationStatement relation -> relation(relation);
            case RoleStatement role -> NOTE;
            case SchemaStatement schema -> NAME;
            case SinkStatement sink -> sink(sink);
            case SystemStatement system -> NOTE;
        };
    }

    private static double naming(NamingStatement naming) {
        return switch (naming) {
            case NamingStatement.Rename rename -> NAME;
            case NamingStatement.Swap swap -> NAME;
            case NamingStatement.Drop drop -> NAME;
            case NamingStatement.ChangeOwner owner -> NOTE;
            case NamingStatement.CommentOn comment -> NOTE;
            case NamingStatement.UnsupportedAlter alter -> NOTE;
        };
    }

    private static double relation(RelationStatement relation) {
        return switch (relation) {
            case RelationStatement.CreateView view -> NAME;
            case RelationStatement.CreateTable table -> SET_UP;
            case RelationStatement.CreateMaterializedView view -> SET_UP;
            case RelationStatement.ApplyReplacement replacement -> SET_UP;
            case RelationStatement.CreateIndex index -> SET_UP;
            case RelationStatement.CreateSource source -> SET_UP;
            case RelationStatement.CreateTableFromSource table -> SET_UP;
        };
    }

    private static double sink(SinkStatement sink) {
        return switch (sink) {
            case SinkStatement.CreateSink create -> SET_UP;
            case SinkStatement.AlterSinkFrom alter -> SET_UP;
            case SinkStatement.CreateConnection connection -> NAME;
            case SinkStatement.CreateSecret secret -> NAME;
            case SinkStatement.AlterSecret secret -> NOTE;
        };
    }
}
