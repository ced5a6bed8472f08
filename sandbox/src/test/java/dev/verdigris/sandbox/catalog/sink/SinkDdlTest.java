package dev.verdigris.sandbox.catalog.sink;

import dev.verdigris.sandbox.catalog.DdlExecutor;
import dev.verdigris.sandbox.catalog.Dialect;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.parse.Statements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SinkDdlTest {

    private final Dialect db = Dialect.fresh();

    @BeforeEach
    void connections() {
        db.run(
                "CREATE SECRET pass AS 'hunter2'",
                "CREATE CONNECTION kafka TO KAFKA (BROKER 'broker:9092', SASL MECHANISMS = 'PLAIN', SASL USERNAME = 'u',"
                        + " SASL PASSWORD = SECRET pass)",
                "CREATE CONNECTION csr TO CONFLUENT SCHEMA REGISTRY (URL 'http://csr:8081')",
                "CREATE CLUSTER sinks (SIZE '25cc')",
                "CREATE SCHEMA blue",
                "CREATE SCHEMA green",
                "CREATE TABLE t (id int, v text)",
                "CREATE MATERIALIZED VIEW blue.mv AS SELECT id, v FROM t",
                "CREATE MATERIALIZED VIEW green.mv AS SELECT id, v FROM t",
                "CREATE MATERIALIZED VIEW green.narrow AS SELECT v FROM t",
                "CREATE VIEW view AS SELECT id FROM t",
                "CREATE SINK \"snk 🐘\" IN CLUSTER sinks FROM blue.mv INTO KAFKA CONNECTION kafka (TOPIC 'to.pic',"
                        + " COMPRESSION TYPE = 'lz4') KEY (id) NOT ENFORCED FORMAT AVRO USING CONFLUENT SCHEMA REGISTRY"
                        + " CONNECTION csr ENVELOPE UPSERT WITH (SNAPSHOT = false)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void describesTheSink() {
        assertThat(db.rows(
                        "SELECT s.type, envelope_type, key_format, value_format, c.name, k.topic FROM mz_catalog.mz_sinks s"
                                + " JOIN mz_catalog.mz_clusters c ON c.id = s.cluster_id JOIN mz_catalog.mz_kafka_sinks k"
                                + " ON k.id = s.id"))
                .containsExactly("kafka|upsert|avro|avro|sinks|to.pic");
        assertThat(db.createSql("snk 🐘"))
                .isEqualTo("CREATE SINK \"materialize\".\"public\".\"snk 🐘\" IN CLUSTER [u?] FROM [u? AS"
                        + " \"materialize\".\"blue\".\"mv\"] INTO KAFKA CONNECTION [u? AS"
                        + " \"materialize\".\"public\".\"kafka\"] (TOPIC = 'to.pic', COMPRESSION TYPE = 'lz4') KEY"
                        + " (\"id\") NOT ENFORCED FORMAT AVRO USING CONFLUENT SCHEMA REGISTRY CONNECTION [u? AS"
                        + " \"materialize\".\"public\".\"csr\"] ENVELOPE UPSERT WITH (SNAPSHOT = false)");
        assertThat(db.rows("SELECT count(*) FROM mz_catalog.mz_objects WHERE type = 'sink' AND privileges IS NULL"))
                .containsExactly("1");
    }

    @Test
    void neverShowsASecret() {
        assertThat(db.createSql("kafka"))
                .isEqualTo(
                        "CREATE CONNECTION \"materialize\".\"public\".\"kafka\" TO KAFKA (BROKER = 'broker:9092', SASL"
                                + " MECHANISMS = 'PLAIN', SASL PASSWORD = SECRET [u? AS"
                                + " \"materialize\".\"public\".\"pass\"], SASL USERNAME = 'u')");
        assertThat(db.rows("SELECT count(*) FROM mz_store.item i WHERE i::text LIKE '%hunter2%'"))
                .containsExactly("0");
        assertThat(Statements.parse("CREATE SECRET pass AS 'hunter2'").get(0).normalizedSql())
                .isEqualTo("CREATE SECRET pass AS '<REDACTED>'");
        assertThat(db.message("CREATE CONNECTION c TO KAFKA (BROKER 'b', SASL PASSWORD = 'hunter2')"))
                .isEqualTo("invalid SASL PASSWORD: must provide a secret value");
        assertThat(db.message("DROP SECRET pass"))
                .isEqualTo("cannot drop secret \"pass\": still depended upon by connection \"kafka\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CREATE SINK s FROM view INTO KAFKA CONNECTION kafka (TOPIC 't') FORMAT JSON ENVELOPE DEBEZIUM       | view view cannot be exported as a sink
        CREATE SINK s FROM t INTO KAFKA CONNECTION kafka (TOPIC 't') FORMAT JSON                            | ENVELOPE clause is required
        CREATE SINK s FROM t INTO KAFKA CONNECTION kafka (TOPIC 't') FORMAT JSON ENVELOPE UPSERT            | upsert sinks must specify a key
        CREATE SINK s FROM t INTO KAFKA CONNECTION kafka (TOPIC 't') KEY (id) FORMAT JSON ENVELOPE UPSERT   | upsert key could not be validated as unique
        CREATE SINK s FROM t INTO KAFKA CONNECTION kafka (TOPIC 't') KEY (x) FORMAT JSON ENVELOPE DEBEZIUM  | No such column: x
        CREATE SINK s FROM t INTO KAFKA CONNECTION nope (TOPIC 't') FORMAT JSON ENVELOPE DEBEZIUM           | connection "nope" does not exist
        CREATE SINK s FROM t INTO KAFKA CONNECTION csr (TOPIC 't') FORMAT JSON ENVELOPE DEBEZIUM            | csr is not a KAFKA CONNECTION
        CREATE SINK s FROM nope INTO KAFKA CONNECTION kafka (TOPIC 't') FORMAT JSON ENVELOPE DEBEZIUM       | unknown catalog item 'nope'
        CREATE SINK s IN CLUSTER nope FROM t INTO KAFKA CONNECTION kafka (TOPIC 't') FORMAT JSON ENVELOPE DEBEZIUM | unknown cluster 'nope'
        ALTER SINK "snk 🐘" SET FROM green.narrow                                                            | No such column: id
        ALTER SINK "snk 🐘" SET FROM view                                                                    | view view cannot be exported as a sink
        ALTER SINK "snk 🐘" SET FROM nope                                                                    | unknown catalog item 'nope'
        ALTER SINK "snk 🐘" SET FROM mz_catalog.mz_tables                                                    | creating a sink directly on a catalog object not yet supported
        ALTER SINK nope SET FROM green.mv                                                                    | unknown catalog item 'nope'
        ALTER SINK t SET FROM green.mv                                                                       | t is a table not a sink
        ALTER SINK "snk 🐘" SET (SNAPSHOT = false)                                                           | ALTER SINK SET options not yet supported
        """)
    void refuses(String statement, String message) {
        assertThat(db.message(statement)).isEqualTo(message);
    }

    @Test
    void readsAnotherRelationUnderTheSameId() {
        String id = db.rows("SELECT id FROM mz_catalog.mz_sinks").get(0);
        assertThat(db.outcome("ALTER SINK \"snk 🐘\" SET FROM green.mv").commandTag())
                .isEqualTo("ALTER SINK");
        assertThat(db.rows("SELECT id FROM mz_catalog.mz_sinks")).containsExactly(id);
        assertThat(db.createSql("snk 🐘")).contains(" FROM [u? AS \"materialize\".\"green\".\"mv\"] INTO ");
        assertThat(db.rows(
                        "SELECT r.name, s.name FROM mz_store.dependency d JOIN mz_store.item r ON r.id = d.referenced_id"
                                + " JOIN mz_store.schema s ON s.id = r.schema_id WHERE d.object_id = '" + id
                                + "' AND r.kind = 'materialized-view'"))
                .containsExactly("mv|green");
        db.run("DROP SCHEMA blue CASCADE");
        assertThat(db.rows("SELECT id FROM mz_catalog.mz_sinks")).containsExactly(id);
        assertThat(db.notices("ALTER SINK IF EXISTS nope SET FROM green.mv"))
                .containsExactly("SINK \"nope\" does not exist, skipping");
    }

    @Test
    void detectsChangesBetweenPlanningAndCutOver() {
        SinkCutover cutover = plan("ALTER SINK \"snk 🐘\" SET FROM green.mv");
        db.run("ALTER SCHEMA blue SWAP WITH green");
        assertThat(DdlExecutor.commitCutover(cutover, db.context(), db.sql()).changed())
                .isTrue();
        assertThat(db.createSql("snk 🐘")).contains("\"blue\".\"mv\"] INTO ");
        assertThatThrownBy(() -> DdlExecutor.commitCutover(cutover, db.context(), db.sql()))
                .hasMessage("0A000: sink was altered concurrently");
        SinkCutover next = plan("ALTER SINK \"snk 🐘\" SET FROM green.mv");
        db.run("DROP SCHEMA green CASCADE");
        assertThatThrownBy(() -> DdlExecutor.commitCutover(next, db.context(), db.sql()))
                .hasMessage("0A000: dependency was removed: " + next.fromId());
    }

    private SinkCutover plan(String statement) {
        return DdlExecutor.planCutover(
                (SinkStatement.AlterSinkFrom) Statements.parse(statement).get(0), db.context(), db.sql());
    }
}
