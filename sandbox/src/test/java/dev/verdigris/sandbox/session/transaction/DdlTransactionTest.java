package dev.verdigris.sandbox.session.transaction;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.SandboxInternals;
import dev.verdigris.sandbox.SharedSandbox;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** DDL in transactions, over the wire (Materialize docs: sql/begin). */
class DdlTransactionTest {

    private Connection connection;
    private Statement sql;
    private Connection otherConnection;
    private Statement other;

    @BeforeEach
    void connect() throws SQLException {
        connection = SharedSandbox.connectSystem("&preferQueryMode=simple");
        sql = connection.createStatement();
        otherConnection = SharedSandbox.connectSystem("&preferQueryMode=simple");
        other = otherConnection.createStatement();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        otherConnection.close();
    }

    private void schemas(String... names) throws SQLException {
        for (String name : names) {
            other.execute("CREATE SCHEMA " + name);
            other.execute("CREATE TABLE " + name + ".t (origin text)");
            other.execute("INSERT INTO " + name + ".t VALUES ('" + name + "')");
        }
    }

    private static String origin(Statement statement, String schema) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT origin FROM " + schema + ".t")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static void fails(String sqlState, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(PSQLException.class, error -> {
            ServerErrorMessage server = error.getServerErrorMessage();
            assertThat(server).isNotNull();
            assertThat(server.getSQLState()).isEqualTo(sqlState);
            assertThat(server.getMessage()).isEqualTo(message);
        });
    }

    @Test
    void swapsInABlockAreInvisibleUntilTheyCommitTogether() throws SQLException {
        schemas("blk_a", "blk_b", "blk_c");
        sql.execute("BEGIN");
        sql.execute("ALTER SCHEMA blk_a SWAP WITH blk_b");
        sql.execute("ALTER SCHEMA blk_b SWAP WITH blk_c");
        assertThat(origin(other, "blk_a")).isEqualTo("blk_a");
        sql.execute("COMMIT");
        assertThat(origin(other, "blk_a")).isEqualTo("blk_b");
        assertThat(origin(other, "blk_b")).isEqualTo("blk_c");
        assertThat(origin(other, "blk_c")).isEqualTo("blk_a");
    }

    @Test
    void laterStatementsOfABlockSeeTheEarlierOnes() throws SQLException {
        schemas("seq_a");
        sql.execute("BEGIN; ALTER SCHEMA seq_a RENAME TO seq_b; ALTER SCHEMA seq_b RENAME TO seq_c; COMMIT");
        assertThat(origin(other, "seq_c")).isEqualTo("seq_a");
    }

    @Test
    void aBlockMayTakeAnyNumberOfMessages() throws SQLException {
        schemas("msg_a", "msg_b");
        sql.execute("BEGIN");
        sql.execute("ALTER SCHEMA msg_a SWAP WITH msg_b; ALTER SCHEMA msg_a RENAME TO msg_c");
        sql.execute("SET cluster = quickstart");
        sql.execute("ALTER SCHEMA msg_c RENAME TO msg_d; ALTER SCHEMA msg_b RENAME TO msg_e; COMMIT");
        assertThat(origin(other, "msg_d")).isEqualTo("msg_b");
        assertThat(origin(other, "msg_e")).isEqualTo("msg_a");
    }

    @Test
    void aRenameWaitsForAReadingBlockAndThenSucceeds() throws Exception {
        schemas("wait_a");
        sql.execute("BEGIN");
        assertThat(origin(sql, "wait_a")).isEqualTo("wait_a");
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Boolean> rename = thread.submit(() -> other.execute("ALTER TABLE wait_a.t RENAME TO u"));
            assertThat(origin(sql, "wait_a")).isEqualTo("wait_a");
            sql.execute("COMMIT");
            assertThat(rename.get(120, TimeUnit.SECONDS)).isFalse();
        }
        assertThat(sql.execute("SELECT origin FROM wait_a.u")).isTrue();
    }

    @Test
    void aRolledBackBlockLeavesNothing() throws SQLException {
        schemas("rb_a", "rb_b");
        sql.execute("BEGIN; ALTER SCHEMA rb_a SWAP WITH rb_b; ROLLBACK");
        assertThat(origin(other, "rb_a")).isEqualTo("rb_a");
    }

    @Test
    void anErrorInABlockUndoesItAndCommitAnswersRollback() throws SQLException {
        schemas("err_a", "err_b");
        sql.execute("BEGIN");
        sql.execute("ALTER SCHEMA err_a SWAP WITH err_b");
        fails("XX000", "unknown schema 'err_nowhere'", () -> sql.execute("ALTER SCHEMA err_nowhere RENAME TO x"));
        fails(
                "25P02",
                "current transaction is aborted, commands ignored until end of transaction block",
                () -> sql.execute("ALTER SCHEMA err_a RENAME TO y"));
        sql.execute("COMMIT");
        assertThat(SharedSandbox.get().statementLog().entries())
                .filteredOn(entry -> entry.sql().equals("COMMIT"))
                .last()
                .satisfies(entry -> assertThat(entry.outcome()).isEqualTo("ROLLBACK"));
        assertThat(origin(other, "err_a")).isEqualTo("err_a");
    }

    @Test
    void anErrorInAMultiStatementQueryUndoesAllOfIt() throws SQLException {
        schemas("imp_a", "imp_b");
        fails(
                "XX000",
                "unknown schema 'imp_nowhere'",
                () -> sql.execute("ALTER SCHEMA imp_a SWAP WITH imp_b; ALTER SCHEMA imp_nowhere RENAME TO x"));
        assertThat(origin(other, "imp_a")).isEqualTo("imp_a");
        sql.execute("ALTER SCHEMA imp_a SWAP WITH imp_b; ALTER SCHEMA imp_a RENAME TO imp_c");
        assertThat(origin(other, "imp_c")).isEqualTo("imp_b");
    }

    @Test
    void anyCatalogChangeOfAnotherSessionFailsAnOpenDdlTransaction() throws SQLException {
        schemas("race_a", "race_b");
        sql.execute("BEGIN");
        sql.execute("ALTER SCHEMA race_a SWAP WITH race_b");
        other.execute("COMMENT ON SCHEMA race_b IS 'x'");
        assertThatThrownBy(() -> sql.execute("COMMIT")).isInstanceOfSatisfying(PSQLException.class, error -> {
            ServerErrorMessage server = error.getServerErrorMessage();
            assertThat(server.getSQLState()).isEqualTo("40001");
            assertThat(server.getMessage())
                    .isEqualTo("another session modified the catalog while this DDL transaction was open");
            assertThat(server.getHint())
                    .isEqualTo("Currently, DDL transactions fail when any other DDL happens concurrently, even"
                            + " on unrelated schemas/clusters.");
        });
        assertThat(origin(other, "race_a")).isEqualTo("race_a");
        sql.execute("BEGIN; ALTER SCHEMA race_a SWAP WITH race_b; COMMIT");
        assertThat(origin(other, "race_a")).isEqualTo("race_b");
    }

    @Test
    void aConflictFailsTheNextStatement() throws SQLException {
        schemas("early_a", "early_b");
        sql.execute("BEGIN");
        sql.execute("ALTER SCHEMA early_a SWAP WITH early_b");
        other.execute("COMMENT ON SCHEMA early_b IS 'x'");
        fails(
                "40001",
                "another session modified the catalog while this DDL transaction was open",
                () -> sql.execute("ALTER SCHEMA early_b RENAME TO early_c"));
        sql.execute("ROLLBACK");
    }

    @Test
    void aDeferredStatementAnswersAtOnceAndFailsAtCommit() throws SQLException {
        sql.execute("BEGIN");
        sql.execute("CREATE SCHEMA deferred_a");
        fails("25000", "this transaction can only execute a single statement", () -> sql.execute("SELECT 1"));
        sql.execute("ROLLBACK");
        sql.execute("BEGIN; DROP SCHEMA deferred_nowhere");
        assertThatThrownBy(() -> sql.execute("COMMIT")).isInstanceOf(PSQLException.class);
        assertThat(sql.execute("SELECT 1")).isTrue();
        sql.execute("BEGIN; CREATE SCHEMA deferred_b; COMMIT");
        sql.execute("CREATE TABLE deferred_b.t (a int)");
    }

    @Test
    void statementsNotAllowedInABlockAreRefused() throws SQLException {
        sql.execute("BEGIN");
        fails("XX000", "unknown catalog item 'two_t'", () -> sql.execute("ALTER SINK s SET FROM two_t"));
        sql.execute("ROLLBACK");
        sql.execute("CREATE TABLE two_t (a int4)");
        sql.execute("BEGIN");
        fails(
                "25001",
                "ALTER SINK s SET FROM two_t cannot be run inside a transaction block",
                () -> sql.execute("alter sink s  set from two_t"));
        sql.execute("ROLLBACK");
        sql.execute("DROP TABLE two_t");
        fails(
                "25001",
                "CREATE SCHEMA two_a cannot be run inside a transaction block",
                () -> sql.execute("CREATE SCHEMA two_a; CREATE SCHEMA two_b"));
    }

    @Test
    void aSecondBeginAndACommitAloneAreWarnings() throws SQLException {
        sql.execute("BEGIN; BEGIN");
        assertThat(sql.getWarnings().getMessage()).isEqualTo("there is already a transaction in progress");
        sql.clearWarnings();
        sql.execute("COMMIT");
        sql.clearWarnings();
        sql.execute("COMMIT");
        assertThat(sql.getWarnings().getMessage()).isEqualTo("there is no transaction in progress");
    }

    @Test
    void aReadingBlockSeesOneVersionOnly() throws SQLException {
        schemas("td_a", "td_b");
        sql.execute("BEGIN");
        assertThat(origin(sql, "td_a")).isEqualTo("td_a");
        other.execute("ALTER SCHEMA td_a SWAP WITH td_b");
        assertThatThrownBy(() -> origin(sql, "td_a")).isInstanceOfSatisfying(PSQLException.class, error -> {
            assertThat(error.getSQLState()).isEqualTo("25000");
            assertThat(error.getServerErrorMessage().getMessage())
                    .startsWith("Transactions can only reference objects in the same timedomain.");
        });
        sql.execute("ROLLBACK");
        sql.execute("BEGIN");
        assertThat(origin(sql, "td_a")).isEqualTo("td_b");
        other.execute("CREATE TABLE td_b.newer (origin text)");
        other.execute("INSERT INTO td_b.newer VALUES ('newer')");
        assertThat(origin(sql, "td_a")).isEqualTo("td_b");
        assertThatThrownBy(() -> sql.execute("SELECT * FROM td_b.newer"))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("25000"));
        sql.execute("ROLLBACK");
    }

    @Test
    void aPreparedStatementFollowsTheSwapOrReportsChangedColumns() throws SQLException {
        schemas("ps_a", "ps_b", "ps_c");
        other.execute("CREATE SCHEMA ps_d");
        other.execute("CREATE TABLE ps_d.t (origin int)");
        try (Connection extended = SharedSandbox.connectSystem("&prepareThreshold=-1");
                var query = extended.prepareStatement("SELECT origin FROM ps_a.t")) {
            assertThat(first(query.executeQuery())).isEqualTo("ps_a");
            other.execute("ALTER SCHEMA ps_a SWAP WITH ps_b");
            assertThat(first(query.executeQuery())).isEqualTo("ps_b");
            other.execute("ALTER SCHEMA ps_a SWAP WITH ps_d");
            extended.setAutoCommit(false);
            fails("0A000", "cached plan must not change result type", query::executeQuery);
        }
    }

    private static String first(ResultSet rows) throws SQLException {
        try (rows) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    @Test
    void listenersGetCommittedChangesOnly() throws SQLException {
        schemas("hear_a", "hear_b");
        ConcurrentLinkedQueue<Long> heard = new ConcurrentLinkedQueue<>();
        SandboxInternals.onCatalogChange(SharedSandbox.get(), heard::add);
        sql.execute("BEGIN; ALTER SCHEMA hear_a SWAP WITH hear_b; ROLLBACK");
        assertThat(heard).isEmpty();
        sql.execute("BEGIN; ALTER SCHEMA hear_a SWAP WITH hear_b; COMMIT");
        assertThat(heard).hasSize(1);
        sql.execute("COMMENT ON SCHEMA hear_a IS 'x'");
        assertThat(heard).hasSize(2);
    }
}
