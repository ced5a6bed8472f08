package dev.verdigris.sandbox.session.transaction;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.session.transaction.TransactionRules.Bounds;
import dev.verdigris.sandbox.session.transaction.TransactionRules.Contents;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.parse.Statements;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The table of Materialize's transaction rules: bounds, work so far, next statement, and the result. */
class TransactionRulesTest {

    private static final char SEPARATOR = '|';

    private static Statement parse(String sql) {
        return Statements.parse(sql).get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = SEPARATOR,
            value = {
                "BLOCK | NONE | SELECT 1 | CONSTANT_READS",
                "BLOCK | NONE | SELECT * FROM t | READS",
                "BLOCK | NONE | SHOW SCHEMAS | READS",
                "BLOCK | NONE | INSERT INTO t VALUES (1) | WRITES",
                "BLOCK | NONE | SUBSCRIBE t | SUBSCRIPTION",
                "BLOCK | NONE | ALTER SCHEMA a SWAP WITH b | DDL",
                "BLOCK | NONE | ALTER CLUSTER a RENAME TO b | DDL",
                "BLOCK | NONE | CREATE SCHEMA a | SINGLE",
                "BLOCK | NONE | COMMENT ON SCHEMA a IS 'x' | SINGLE",
                "BLOCK | NONE | DROP SCHEMA a CASCADE | SINGLE",
                "BLOCK | DDL | ALTER CLUSTER a SWAP WITH b | DDL",
                "BLOCK | DDL | SET cluster = c | DDL",
                "BLOCK | DDL | SHOW cluster | DDL",
                "BLOCK | CONSTANT_READS | SELECT * FROM t | READS",
                "BLOCK | CONSTANT_READS | INSERT INTO t VALUES (1) | WRITES",
                "BLOCK | READS | SELECT 1 | READS",
                "BLOCK | WRITES | INSERT INTO t VALUES (1) | WRITES",
                "BLOCK | WRITES | SELECT 1 | WRITES",
                "IMPLICIT | NONE | ALTER SCHEMA a SWAP WITH b | DDL",
                "IMPLICIT | NONE | INSERT INTO t VALUES (1) | WRITES",
                "STATEMENT | NONE | DROP SCHEMA a | NONE",
                "STATEMENT | NONE | ALTER SINK s SET FROM t | NONE",
                "BLOCK | FAILED | ROLLBACK | FAILED"
            })
    void lets(Bounds bounds, Contents before, String sql, Contents after) {
        assertThat(TransactionRules.after(bounds, before, false, parse(sql))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = SEPARATOR,
            value = {
                "BLOCK | DDL | SELECT 1 | 25000 | transactions which modify objects are restricted to just modifying objects",
                "BLOCK | DDL | SHOW SCHEMAS | 25000 | transactions which modify objects are restricted to just modifying objects",
                "BLOCK | DDL | COMMENT ON SCHEMA a IS 'x' | 25000 | transactions which modify objects are restricted to just modifying objects",
                "BLOCK | DDL | INSERT INTO t VALUES (1) | 25006 | transaction in read-only mode",
                "BLOCK | SINGLE | SELECT 1 | 25000 | this transaction can only execute a single statement",
                "BLOCK | SINGLE | CREATE SCHEMA b | 25000 | this transaction can only execute a single statement",
                "BLOCK | SINGLE | SET cluster = c | 25000 | this transaction can only execute a single statement",
                "BLOCK | READS | ALTER SCHEMA a SWAP WITH b | 25006 | transaction in read-only mode",
                "BLOCK | READS | CREATE SCHEMA b | 25006 | transaction in read-only mode",
                "BLOCK | READS | INSERT INTO t VALUES (1) | 25006 | transaction in read-only mode",
                "BLOCK | CONSTANT_READS | ALTER SCHEMA a SWAP WITH b | 25006 | transaction in read-only mode",
                "BLOCK | WRITES | SELECT * FROM t | 25000 | transaction in write-only mode",
                "BLOCK | WRITES | ALTER SCHEMA a SWAP WITH b | 25000 | transaction in write-only mode",
                "BLOCK | SUBSCRIPTION | SELECT * FROM t | 25000 | SUBSCRIBE in transactions must be the only read statement",
                "BLOCK | FAILED | SELECT 1 | 25P02 | current transaction is aborted, commands ignored until end of transaction block",
                "BLOCK | NONE | ALTER SINK s SET FROM t | 25001 | ALTER SINK s SET FROM t cannot be run inside a transaction block",
                "BLOCK | NONE | ALTER CLUSTER c SET (SIZE = '50cc') | 25001 | ALTER CLUSTER c SET (SIZE = '50cc') cannot be run inside a transaction block",
                "BLOCK | NONE | DELETE FROM t | 25001 | DELETE FROM t cannot be run inside a transaction block",
                "BLOCK | NONE | INSERT INTO t SELECT * FROM u | 25001 | INSERT INTO t SELECT * FROM u cannot be run inside a transaction block",
                "IMPLICIT | NONE | CREATE SCHEMA b | 25001 | CREATE SCHEMA b cannot be run inside a transaction block",
                "IMPLICIT | NONE | DROP SCHEMA b | 25001 | DROP SCHEMA b cannot be run inside a transaction block"
            })
    void refuses(Bounds bounds, Contents before, String sql, String sqlState, String message) {
        assertThatThrownBy(() -> TransactionRules.after(bounds, before, false, parse(sql)))
                .isInstanceOfSatisfying(SqlError.class, failure -> {
                    assertThat(failure.diagnostic().sqlState()).isEqualTo(sqlState);
                    assertThat(failure.diagnostic().message()).isEqualTo(message);
                });
    }

    @ParameterizedTest
    @CsvSource({"INSERT INTO t VALUES (1), 25006"})
    void aReadOnlyBlockRefusesWrites(String sql, String sqlState) {
        assertThatThrownBy(() -> TransactionRules.after(Bounds.BLOCK, Contents.NONE, true, parse(sql)))
                .isInstanceOfSatisfying(
                        SqlError.class,
                        failure -> assertThat(failure.diagnostic().sqlState()).isEqualTo(sqlState));
        assertThat(TransactionRules.after(Bounds.BLOCK, Contents.NONE, true, parse("ALTER SCHEMA a SWAP WITH b")))
                .isEqualTo(Contents.DDL);
    }
}
