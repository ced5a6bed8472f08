package dev.verdigris.sandbox.work;

import java.util.List;
import java.util.UUID;

import dev.verdigris.sandbox.catalog.CatalogDatabase;
import dev.verdigris.sandbox.catalog.DdlExecutor;
import dev.verdigris.sandbox.catalog.sink.SinkCutover;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.parse.Statements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The workers on objects that statements of the dialect have created. */
@Timeout(300)
class DialectWorkTest {

    private static final String UNHYDRATED = "SELECT object_id FROM mz_internal.mz_hydration_statuses"
            + " WHERE object_id LIKE 'u%' AND NOT coalesce(hydrated, false)";

    private final CatalogDatabase database = CatalogDatabase.installed();
    private final SessionContext context = new SessionContext(
            new UUID(0, 7), 7, "s1", "mz_system", true, false, "materialize", List.of("public"), "quickstart");
    private final Progress progress = new Progress(database);

    @AfterEach
    void close() {
        progress.close();
        database.close();
    }

    private void run(String... statements) {
        for (String statement : statements) {
            DdlStatement parsed = (DdlStatement) Statements.parse(statement).get(0);
            boolean deadlocked = apply(parsed);
            while (deadlocked) {
                deadlocked = apply(parsed);
            }
        }
    }

    /**
     * Sessions retry when PostgreSQL finds a deadlock between them and a worker. The test is the session here, so it
     * retries too.
     */
    private boolean apply(DdlStatement statement) {
        database.sql().execute("BEGIN");
        try {
            DdlExecutor.apply(statement, context, database.sql());
            database.sql().execute("COMMIT");
            return false;
        } catch (SqlError failure) {
            database.sql().execute("ROLLBACK");
            if (!failure.diagnostic().sqlState().equals("40P01")) {
                throw failure;
            }
            return true;
        }
    }

    private void makeAuction(String schema, String cluster) {
        run(
                "CREATE SOURCE " + schema + ".auction IN CLUSTER " + cluster
                        + " FROM LOAD GENERATOR AUCTION (TICK INTERVAL '50ms')",
                "CREATE TABLE " + schema + ".bids FROM SOURCE " + schema + ".auction (REFERENCE bids)",
                "CREATE VIEW " + schema + ".dear AS SELECT * FROM " + schema + ".bids WHERE amount > 50",
                "CREATE INDEX dear_idx IN CLUSTER " + cluster + " ON " + schema + ".dear (auction_id)",
                "CREATE MATERIALIZED VIEW " + schema + ".\"per auction\" IN CLUSTER " + cluster
                        + " AS SELECT auction_id, count(*) AS bids FROM " + schema + ".dear GROUP BY auction_id");
    }

    @Test
    void hydratesSourcesTablesViewsAndIndexes() {
        run("CREATE CLUSTER \"prod.1\" (SIZE '25cc')");
        makeAuction("public", "\"prod.1\"");
        run(
                "CREATE SOURCE numbers IN CLUSTER \"prod.1\" FROM LOAD GENERATOR COUNTER (TICK INTERVAL '20ms', MAX CARDINALITY 5)",
                "CREATE TABLE counted FROM SOURCE numbers");

        progress.await(UNHYDRATED);
        progress.await("SELECT count(*) > 150 FROM public.bids", "t");
        progress.await("SELECT count(*), max(counter) > 10 FROM public.counted", "5|t");
        progress.await("SELECT \"offset\" > 10 FROM public.numbers", "t");
        assertThat(database.rows("SELECT name, status FROM mz_internal.mz_source_statuses ORDER BY name"))
                .contains("auction|running", "bids|running", "numbers|running");
        assertThat(database.rows("SELECT key FROM mz_internal.mz_show_indexes WHERE name = 'dear_idx'"))
                .containsExactly("{auction_id}");
        assertThat(database.rows(
                        "SELECT nullable FROM mz_catalog.mz_columns c JOIN mz_catalog.mz_tables t ON t.id = c.id"
                                + " WHERE t.name = 'bids' AND c.name = 'id'"))
                .containsExactly("f");
    }

    @Test
    void followsSwappedClustersAndForgetsDroppedOnes() {
        run("CREATE CLUSTER prod (SIZE '25cc')", "CREATE CLUSTER prod_dbt_deploy (SIZE '50cc', REPLICATION FACTOR 2)");
        run("CREATE SCHEMA staged");
        makeAuction("public", "prod");
        makeAuction("staged", "prod_dbt_deploy");
        progress.await(UNHYDRATED);

        run("ALTER SCHEMA public SWAP WITH staged", "ALTER CLUSTER prod SWAP WITH prod_dbt_deploy");
        assertThat(database.rows(UNHYDRATED)).isEmpty();
        assertThat(database.rows(
                        "SELECT count(*) FROM mz_internal.mz_hydration_statuses h JOIN mz_catalog.mz_cluster_replicas r ON r.id = h.replica_id"
                                + " JOIN mz_catalog.mz_clusters c ON c.id = r.cluster_id"
                                + " WHERE c.name = 'prod' AND h.object_id LIKE 'u%'"))
                .containsExactly("6");

        run("DROP SCHEMA staged CASCADE", "DROP CLUSTER prod_dbt_deploy CASCADE");
        progress.await("SELECT count(DISTINCT object_id), count(*) FROM mz_store.hydration", "3|6");
        assertThat(database.rows(
                        "SELECT count(*) FROM mz_internal.mz_cluster_replica_statuses WHERE replica_id LIKE 'u%'"))
                .containsExactly("3");
    }

    @Test
    void writesSinksAcrossACutOver() {
        run(
                "CREATE TABLE words (word text)",
                "CREATE TABLE others (word text)",
                "CREATE CONNECTION kafka TO KAFKA (BROKER 'broker:9092', SECURITY PROTOCOL PLAINTEXT)",
                "CREATE SINK stream IN CLUSTER quickstart FROM words INTO KAFKA CONNECTION kafka (TOPIC 'words')"
                        + " FORMAT JSON ENVELOPE DEBEZIUM");
        progress.await(UNHYDRATED);
        database.sql().execute("INSERT INTO words VALUES ('one'); INSERT INTO others VALUES ('never told')");

        SinkStatement.AlterSinkFrom alter = (SinkStatement.AlterSinkFrom)
                Statements.parse("ALTER SINK stream SET FROM others").get(0);
        SinkCutover planned = DdlExecutor.planCutover(alter, context, database.sql());
        progress.workers()
                .sinks()
                .whenCaughtUp(String.valueOf(planned.sinkId()))
                .join();
        database.sql().execute("BEGIN");
        DdlExecutor.commitCutover(planned, context, database.sql());
        database.sql().execute("COMMIT");
        database.sql().execute("INSERT INTO words VALUES ('too late'); INSERT INTO others VALUES ('two')");
        progress.workers()
                .sinks()
                .whenCaughtUp(String.valueOf(planned.sinkId()))
                .join();

        assertThat(database.rows(
                        "SELECT value ->> 'word' FROM mz_sandbox.sink_output WHERE sink = 'stream' ORDER BY seq"))
                .containsExactly("one", "two");
    }
}
