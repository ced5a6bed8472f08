package dev.verdigris.sandbox.session.protocol;

import java.time.Duration;

import dev.verdigris.sandbox.session.variable.DurationFormat;
import dev.verdigris.sandbox.session.variable.Variables;
import dev.verdigris.sandbox.statement.ast.Dml;
import dev.verdigris.sandbox.statement.ast.Explain;
import dev.verdigris.sandbox.statement.ast.Query;
import dev.verdigris.sandbox.statement.ast.ShowObjects;
import dev.verdigris.sandbox.statement.ast.Statement;

/**
 * The variable {@code statement_timeout}. On Materialize it limits queries, EXPLAIN and changes of rows. It does not
 * limit subscriptions, cursors and DDL, such as an ALTER SINK that waits.
 */
final class StatementTimeout {

    private StatementTimeout() {}

    /** The time limit of a statement; zero for none. */
    static Duration of(Statement statement, Variables variables) {
        boolean limited = statement instanceof Query
                || statement instanceof ShowObjects
                || statement instanceof Explain
                || statement instanceof Dml;
        return limited
                ? DurationFormat.parse(variables.get("statement_timeout")).orElse(Duration.ZERO)
                : Duration.ZERO;
    }
}
