package dev.verdigris.sandbox.cost;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.parse.Statements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The costs are those that were measured on a real server, within a factor of two. */
class StatementCostTest {

    /** One measured query. */
    record Measured(String name, double units, boolean fast, String sql) {}

    static Stream<Measured> measured() throws IOException {
        try (InputStream stream = StatementCostTest.class.getResourceAsStream("measured.tsv")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .map(row -> new Measured(row[0], Double.parseDouble(row[1]), row[2].equals("yes"), row[3]));
        }
    }

    @ParameterizedTest
    @MethodSource("measured")
    void aMeasuredQueryCostsWhatItCostThere(Measured query) {
        double units = units(query.sql());
        assertThat(units).isBetween(query.units() / 2, query.units() * 2);
        assertThat(units == 1).isEqualTo(query.fast());
    }

    @Test
    void allMeasuredQueriesTogetherCostWhatTheyCostThere() throws IOException {
        double units = measured().mapToDouble(query -> units(query.sql())).sum();
        double there = measured().mapToDouble(Measured::units).sum();
        assertThat(measured()).hasSize(25);
        assertThat(units).isBetween(there * 0.8, there * 1.2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT name FROM mz_schemas",
                "SELECT name FROM mz_catalog.mz_schemas WHERE name IS DISTINCT FROM 'x' ORDER BY name LIMIT 7",
                "SELECT \"count\" FROM shop.revenue WHERE \"join\" = 'union'",
                "DECLARE c CURSOR FOR SELECT name FROM mz_schemas",
                "COPY (SELECT name FROM mz_schemas) TO STDOUT",
                "SHOW SCHEMAS",
                "EXPLAIN SELECT 1"
            })
    void aReadOfOneIndexedRelationIsOneUnit(String sql) {
        assertThat(units(sql)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT s.name FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id",
                "SELECT s.name FROM mz_schemas s, mz_databases d WHERE d.id = s.database_id",
                "SELECT name FROM mz_schemas WHERE database_id IN (SELECT id FROM mz_databases)",
                "SELECT count(*) FROM mz_schemas",
                "SELECT DISTINCT name FROM mz_schemas",
                "SELECT name FROM mz_schemas GROUP BY name",
                "WITH x AS (SELECT name FROM mz_schemas) SELECT name FROM x",
                "SELECT name FROM mz_network_policies",
                "SELECT relname FROM pg_catalog.pg_class",
                "SUBSCRIBE (SELECT name FROM mz_schemas)",
                "INSERT INTO t SELECT a FROM u"
            })
    void anythingMoreCostsMore(String sql) {
        assertThat(units(sql)).isGreaterThan(2);
    }

    @Test
    void aJoinOfIndexedRelationsIsChargedForEach() {
        double two = units("SELECT FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id");
        double three = units("SELECT FROM mz_schemas s JOIN mz_databases d ON true JOIN mz_roles r ON true");
        assertThat(two).isGreaterThan(5);
        assertThat(three - two).isGreaterThan(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "COMMENT ON SCHEMA a IS 'x'; 54",
                "GRANT USAGE ON SCHEMA a TO joe; 54",
                "ALTER SCHEMA a OWNER TO joe; 54",
                "CREATE ROLE joe; 54",
                "CREATE SCHEMA a; 108",
                "CREATE VIEW v AS SELECT 1 AS one; 108",
                "ALTER SCHEMA a SWAP WITH b; 108",
                "DROP SCHEMA a CASCADE; 108",
                "CREATE CLUSTER c (SIZE = '25cc'); 288",
                "CREATE TABLE t (a int4); 288",
                "CREATE MATERIALIZED VIEW m AS SELECT 1 AS one; 288",
                "CREATE INDEX i ON t (a); 288",
                "ALTER SINK s SET FROM t; 288",
                "INSERT INTO t VALUES (1); 54",
                "SET search_path = a; 0",
                "SHOW search_path; 0",
                "BEGIN; 0",
                "ROLLBACK; 0",
                "FETCH 1 c; 0"
            })
    void otherStatementsTakeTheirTimeByKind(String sql, long millis) {
        assertThat(units(sql) * 18).isEqualTo(millis);
    }

    @Test
    void aTransactionOfDdlIsPaidAtCommit() {
        DdlStatement swap = (DdlStatement) parsed("ALTER SCHEMA a SWAP WITH b");
        DdlStatement cluster = (DdlStatement) parsed("CREATE CLUSTER c (SIZE = '25cc')");
        double swaps = StatementCost.commit(List.of(swap, swap, swap, swap, swap));
        assertThat(swaps * 18).as("milliseconds of a swap").isBetween(580.0, 1300.0);
        assertThat(StatementCost.dryRuns(List.of(swap, swap)) * 18).isEqualTo(108);
        assertThat(StatementCost.dryRuns(List.of(cluster))).isZero();
        assertThat(StatementCost.commit(List.of(cluster))).isEqualTo(StatementCost.units(cluster));
        assertThat(StatementCost.commit(List.of())).isZero();
    }

    private static double units(String sql) {
        return StatementCost.units(parsed(sql));
    }

    private static Statement parsed(String sql) {
        return Statements.parse(sql).get(0);
    }
}
