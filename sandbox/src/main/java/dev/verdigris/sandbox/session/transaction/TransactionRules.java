package dev.verdigris.sandbox.session.transaction;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
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
import dev.verdigris.sandbox.statement.ast.TransactionClass;
import dev.verdigris.sandbox.statement.ast.TransactionStatement;

/**
 * Which statements one transaction may hold. A transaction of Materialize does one kind of work only, and some
 * statements may not be in a transaction (Materialize docs: sql/begin). The decisions are pure.
 */
public final class TransactionRules {

    private TransactionRules() {}

    /** Which statements the transaction includes. */
    public enum Bounds {
        /** The one statement. */
        STATEMENT,
        /** All statements of one Query message without BEGIN. */
        IMPLICIT,
        /** From BEGIN to COMMIT or ROLLBACK. */
        BLOCK
    }

    /** The kind of work that a transaction has done so far. */
    public enum Contents {
        NONE,
        /** Queries that read no relation. */
        CONSTANT_READS,
        READS,
        WRITES,
        SUBSCRIPTION,
        /** Renames, swaps and similar statements, any number. */
        DDL,
        /** One statement that is carried out at COMMIT. */
        SINGLE,
        FAILED
    }

    /**
     * The kind of work after {@code statement}, if the transaction allows it.
     *
     * @throws SqlError with Materialize's error if it may not
     */
    static Contents after(Bounds bounds, Contents before, boolean readOnly, Statement statement) {
        if (statement instanceof TransactionStatement) {
            return before;
        }
        if (before == Contents.FAILED) {
            throw SqlError.of(
                    "25P02", "current transaction is aborted, commands ignored until end of transaction block");
        }
        if (!isAllowedIn(bounds, statement)) {
            throw SqlError.of("25001", statement.normalizedSql() + " cannot be run inside a transaction block");
        }
        if (bounds == Bounds.STATEMENT) {
            return before;
        }
        Contents adds = kind(statement);
        if (before == Contents.SINGLE) {
            throw SqlError.of("25000", "this transaction can only execute a single statement");
        }
        // Only the first statement that does work is asked for the mode. Materialize lets a write follow a constant
        // query.
        if (readOnly && adds == Contents.WRITES && before == Contents.NONE) {
            throw readOnlyFailure();
        }
        return adds == Contents.NONE ? before : combine(before, adds);
    }

    private static boolean isAllowedIn(Bounds bounds, Statement statement) {
        if (bounds == Bounds.STATEMENT) {
            return true;
        }
        return switch (statement.transactionClass()) {
            case ANY, MULTI -> true;
            case SINGLE -> bounds == Bounds.BLOCK;
            case NEVER -> false;
        };
    }

    /** The kind of work that a statement does; NONE if the transaction need not remember it. */
    private static Contents kind(Statement statement) {
        return switch (statement) {
            case Query query -> kind(query);
            case ShowObjects show -> Contents.READS;
            case Subscribe subscribe -> Contents.SUBSCRIPTION;
            case Dml dml -> Contents.WRITES;
            case Copy copy -> kind(copy);
            case CursorStatement cursor -> kind(cursor);
            case PreparationStatement preparation -> Contents.NONE;
            case Explain explain -> Contents.NONE;
            case SessionStatement session -> Contents.NONE;
            case TransactionStatement transaction -> Contents.NONE;
            case DdlStatement ddl -> kind(ddl);
        };
    }

    private static Contents kind(Query query) {
        return query.isConstant() ? Contents.CONSTANT_READS : Contents.READS;
    }

    private static Contents kind(DdlStatement ddl) {
        return ddl.transactionClass() == TransactionClass.MULTI ? Contents.DDL : Contents.SINGLE;
    }

    private static Contents kind(Copy copy) {
        return switch (copy) {
            case Copy.CopyTo to -> kind(to.body());
            case Copy.CopyFrom from -> Contents.WRITES;
        };
    }

    /** A cursor over a subscription counts when it is first fetched from. */
    private static Contents kind(CursorStatement cursor) {
        return cursor instanceof CursorStatement.DeclareCursor declare && !(declare.body() instanceof Subscribe)
                ? kind(declare.body())
                : Contents.NONE;
    }

    private static Contents combine(Contents before, Contents adds) {
        return switch (before) {
            case NONE -> adds;
            case CONSTANT_READS -> afterConstantReads(adds);
            case READS -> {
                if (adds != Contents.CONSTANT_READS && adds != Contents.READS) {
                    throw readOnlyFailure();
                }
                yield Contents.READS;
            }
            case WRITES -> {
                if (adds != Contents.WRITES && adds != Contents.CONSTANT_READS) {
                    throw SqlError.of("25000", "transaction in write-only mode");
                }
                yield Contents.WRITES;
            }
            case SUBSCRIPTION ->
                throw SqlError.of("25000", "SUBSCRIBE in transactions must be the only read statement");
            case DDL -> afterDdl(adds);
            case SINGLE, FAILED -> throw new IllegalStateException("decided before: " + before);
        };
    }

    private static Contents afterDdl(Contents adds) {
        if (adds == Contents.WRITES) {
            throw readOnlyFailure();
        }
        if (adds != Contents.DDL) {
            throw SqlError.of("25000", "transactions which modify objects are restricted to just modifying objects");
        }
        return Contents.DDL;
    }

    private static Contents afterConstantReads(Contents adds) {
        return switch (adds) {
            case CONSTANT_READS, READS, WRITES -> adds;
            case NONE, SUBSCRIPTION, DDL, SINGLE, FAILED -> throw readOnlyFailure();
        };
    }

    private static SqlError readOnlyFailure() {
        return new SqlError(Diagnostic.error("25006", "transaction in read-only mode")
                .withDetail("SELECT queries cannot be combined with other query types, including SUBSCRIBE."));
    }
}
