package dev.verdigris.sandbox.statement.parse;

import java.util.List;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.ClusterStatement;
import dev.verdigris.sandbox.statement.ast.Copy;
import dev.verdigris.sandbox.statement.ast.CursorStatement;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.Dml;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.ast.PrivilegeStatement;
import dev.verdigris.sandbox.statement.ast.Query;
import dev.verdigris.sandbox.statement.ast.RoleStatement;
import dev.verdigris.sandbox.statement.ast.SessionStatement;
import dev.verdigris.sandbox.statement.ast.ShowObjects;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.ast.Subscribe;
import dev.verdigris.sandbox.statement.ast.TransactionClass;
import dev.verdigris.sandbox.statement.ast.TransactionMode;
import dev.verdigris.sandbox.statement.ast.TransactionStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StatementsTest {

    private static Statement one(String sql) {
        List<Statement> statements = Statements.parse(sql);
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }

    private static Diagnostic error(String sql) {
        return catchThrowableOfType(SqlError.class, () -> Statements.parse(sql)).diagnostic();
    }

    @Test
    void splitsScripts() {
        List<Statement> statements = Statements.parse("""
                ;; -- nothing; here
                SELECT ';', $$ ; $$, $a$ $$;$$ $a$, "a;b", E'\\';' /* ; /* ; */ ; */ ;
                 BEGIN; COMMIT
                """);
        assertThat(statements)
                .extracting(Statement::sql)
                .containsExactly("SELECT ';', $$ ; $$, $a$ $$;$$ $a$, \"a;b\", E'\\';'", "BEGIN", "COMMIT");
        assertThat(statements.get(1).text().offset()).isEqualTo(91);
        assertThat(Statements.parse("")).isEmpty();
        assertThat(Statements.parse(" ; /* only */ ; -- this")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ALTER SCHEMA a.green SWAP WITH b.blue  | 33 | Expected end of statement, found dot
        selec 1                                | 1  | Expected a keyword at the beginning of a statement, found identifier "selec"
        "a"                                    | 1  | Expected a keyword at the beginning of a statement, found identifier "a"
        SAVEPOINT x                            | 1  | Expected a keyword at the beginning of a statement, found identifier "savepoint"
        TABLES                                 | 1  | Unexpected keyword TABLES at the beginning of a statement
        ALTER SCHEMA a SWAP b                  | 21 | Expected WITH, found identifier "b"
        CREATE SCHEMA                          | 14 | Expected identifier, found EOF
        CREATE SCHEMA 'x'                      | 15 | Expected identifier, found string literal "x"
        CREATE CLUSTER c (SIZE '1'             | 27 | Expected right parenthesis, found EOF
        DROP SCHEMA a b                        | 15 | Expected end of statement, found identifier "b"
        COMMIT 1                               | 8  | Expected end of statement, found number "1"
        ALTER SINK s SET FROM                  | 22 | Expected identifier, found EOF
        COMMENT ON SCHEMA a IS 5               | 24 | Expected NULL or literal string, found number "5"
        FETCH c = 1                            | 9  | Expected end of statement, found equals sign
        SELECT 'open                           | 8  | unterminated quoted string
        SELECT "open                           | 8  | unterminated quoted identifier
        SELECT /* open /* */                   | 8  | unterminated multiline comment
        SELECT $$ open                         | 8  | unterminated dollar-quoted string
        🐘🐘 x                                 | 1  | Expected a keyword at the beginning of a statement, found identifier "🐘🐘"
        """)
    void pointsAtWhatItCannotRead(String sql, int position, String message) {
        assertThat(error(sql))
                .extracting(Diagnostic::sqlState, Diagnostic::message, Diagnostic::position)
                .containsExactly("42601", message, position);
    }

    @Test
    void countsPositionsInCharacters() {
        assertThat(error("SELECT '🐘'; DROP SCHEMA \"🐘\" x").position()).isEqualTo(29);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 AS OF now()",
                "CREATE SOURCE s FROM POSTGRES CONNECTION c (PUBLICATION 'p')",
                "CREATE SOURCE s FROM LOAD GENERATOR TPCH",
                "CREATE TYPE t AS LIST (ELEMENT TYPE = int4)",
                "VALIDATE CONNECTION c",
                "COPY t TO 's3://bucket'",
                "CREATE TABLE t (a text COLLATE x)"
            })
    void quotesWhatOnlyTheSandboxLacks(String sql) {
        assertThat(error(sql).sqlState()).isEqualTo("0A000");
        assertThat(error(sql).message()).isEqualTo(sql + " is not supported by the sandbox");
    }

    @Test
    void refusesOversizedScripts() {
        assertThat(error("SELECT '" + "x".repeat(1_000_000) + "'").sqlState()).isEqualTo("54000");
    }

    @Test
    void refusesBottomlessNesting() {
        assertThat(error("SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000))
                        .message())
                .isEqualTo("statement exceeds nested expression limit of 128");
    }

    @Test
    void answersTruncatedAndGarbledTextsWithItsOwnError() {
        List<String> statements = List.of(
                "CREATE SINK s IN CLUSTER c FROM t INTO KAFKA CONNECTION k (TOPIC 't') KEY (a) NOT ENFORCED FORMAT JSON"
                        + " ENVELOPE UPSERT WITH (SNAPSHOT = false)",
                "CREATE CLUSTER c REPLICAS (r (SIZE '1'), s (SIZE = '2', INTERNAL))",
                "CREATE MATERIALIZED VIEW v (a, b) IN CLUSTER c WITH (REFRESH EVERY '1 day') AS WITH x AS (SELECT 1) TABLE x",
                "ALTER DEFAULT PRIVILEGES FOR ROLE r IN SCHEMA a.b GRANT ALL ON TABLES TO PUBLIC, q",
                "INSERT INTO t (a, b) VALUES ($1, E'\\'x') RETURNING \"a\"\"b\"",
                "FETCH FORWARD 5 FROM c WITH (TIMEOUT '1s')");
        for (String statement : statements) {
            for (int i = 0; i < statement.length(); i++) {
                survives(statement.substring(0, i));
                for (String junk :
                        List.of("(", ")", "'", "\"", "$$", "[", ".", ",", ";", "*", "::", "/*", "🐘", "1.5")) {
                    survives(statement.substring(0, i) + junk + statement.substring(i));
                }
            }
        }
    }

    /** Any exception other than {@link SqlError} ends the test. */
    private static void survives(String sql) {
        try {
            assertThat(Statements.parse(sql)).isNotNull();
        } catch (SqlError refused) {
            assertThat(refused.diagnostic().sqlState()).isIn("42601", "0A000", "XX000");
        }
    }

    @Test
    void readsSwapsAndRenames() {
        assertThat(one("alter schema if exists Db.\"Pub lic\" swap with \"x\"\"y\""))
                .isInstanceOfSatisfying(NamingStatement.Swap.class, swap -> {
                    assertThat(swap.kind()).isEqualTo(ObjectKind.SCHEMA);
                    assertThat(swap.ifExists()).isTrue();
                    assertThat(swap.name()).isEqualTo(ObjectPath.of("db", "Pub lic"));
                    assertThat(swap.other()).isEqualTo("x\"y");
                    assertThat(swap.transactionClass()).isEqualTo(TransactionClass.MULTI);
                    assertThat(swap.movesNames()).isTrue();
                    assertThat(swap.commandTag()).isEqualTo("ALTER SCHEMA");
                });
        assertThat(one("ALTER MATERIALIZED VIEW a.b RENAME TO c"))
                .isInstanceOfSatisfying(NamingStatement.Rename.class, rename -> {
                    assertThat(rename.commandTag()).isEqualTo("ALTER MATERIALIZED VIEW");
                    assertThat(rename.newName()).isEqualTo("c");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ALTER SCHEMA a RENAME TO b                        | MULTI
        ALTER CLUSTER a SWAP WITH b                       | MULTI
        CREATE SOURCE s FROM LOAD GENERATOR COUNTER       | MULTI
        CREATE TABLE t FROM SOURCE s (REFERENCE x)        | MULTI
        CREATE TABLE t (a int)                            | SINGLE
        CREATE SCHEMA s                                   | SINGLE
        DROP SCHEMA s CASCADE                             | SINGLE
        COMMENT ON SCHEMA s IS 'x'                        | SINGLE
        GRANT SELECT ON t TO r                            | SINGLE
        GRANT r TO s                                      | SINGLE
        ALTER SCHEMA s OWNER TO r                         | SINGLE
        ALTER SYSTEM SET max_clusters = 1                 | SINGLE
        ALTER ROLE r SET cluster = c                      | SINGLE
        REASSIGN OWNED BY a TO b                          | SINGLE
        ALTER SINK s SET FROM t                           | NEVER
        ALTER CLUSTER c SET (SIZE '1')                    | NEVER
        ALTER CLUSTER c RESET (SIZE)                      | NEVER
        ALTER INDEX i SET (RETAIN HISTORY = FOR '1 day')  | NEVER
        ALTER TABLE t ADD COLUMN c int                    | NEVER
        ALTER SECRET s AS 'x'                             | NEVER
        ALTER MATERIALIZED VIEW a APPLY REPLACEMENT b     | NEVER
        """)
    void knowsWhereInATransactionDdlMayStand(String sql, TransactionClass expected) {
        assertThat(((DdlStatement) one(sql)).transactionClass()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        create   table u (i int)                             | CREATE TABLE u (i int4)
        CREATE TABLE u ("i" INTEGER not null default 5)      | CREATE TABLE u (i int4 NOT NULL DEFAULT 5)
        alter index s_primary_idx set (retain history = for '1000 hours') | ALTER INDEX s_primary_idx SET (RETAIN HISTORY = FOR '1000 hours')
        create cluster C (size '25cc', replication factor 2) | CREATE CLUSTER c (SIZE = '25cc', REPLICATION FACTOR = 2)
        drop schema if exists "A b" , c cascade              | DROP SCHEMA IF EXISTS "A b", c CASCADE
        comment on schema a is 'it''s'                       | COMMENT ON SCHEMA a IS 'it''s'
        alter sink a.b set from "select"                     | ALTER SINK a.b SET FROM "select"
        create view v as select a.b, count(*) from t where x = 1 -- c | CREATE VIEW v AS SELECT a.b, count(*) FROM t WHERE x = 1
        insert into t select * from u                        | INSERT INTO t SELECT * FROM u
        """)
    void printsStatementsAsMaterializeDoes(String sql, String normalized) {
        assertThat(one(sql).normalizedSql()).isEqualTo(normalized);
    }

    @Test
    void recognizesQueriesAndTheirRelations() {
        assertThat(one(
                        "WITH c AS (SELECT * FROM a.\"B\") SELECT extract(year FROM d), x FROM c, LATERAL (SELECT 1 FROM e) f"
                                + " JOIN g ON h IS DISTINCT FROM i WHERE j IN (TABLE k)"))
                .isInstanceOfSatisfying(
                        Query.class,
                        query -> assertThat(query.relations())
                                .containsExactly(
                                        ObjectPath.of("a", "B"),
                                        ObjectPath.of("e"),
                                        ObjectPath.of("g"),
                                        ObjectPath.of("k")));
        assertThat(one("SELECT 1 FROM generate_series(1, 2)"))
                .isInstanceOfSatisfying(
                        Query.class, query -> assertThat(query.isConstant()).isTrue());
        assertThat(one("VALUES (1), (2)")).isInstanceOf(Query.class);
        assertThat(one("(SELECT 1) UNION ALL (SELECT 2)")).isInstanceOf(Query.class);
        assertThat(one("WITH t AS (SELECT * FROM t) SELECT * FROM t"))
                .isInstanceOfSatisfying(
                        Query.class, query -> assertThat(query.relations()).containsExactly(ObjectPath.of("t")));
        assertThat(one("TABLE s.t"))
                .isInstanceOfSatisfying(
                        Query.class, query -> assertThat(query.relations()).containsExactly(ObjectPath.of("s", "t")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        SELECT 1::string, CAST(x AS bytes), y AS string FROM t | SELECT 1::text, CAST(x AS bytea), y AS string FROM t
        SELECT a::int list                                     | SELECT a::pg_catalog.text::int[]::mz_catalog.list
        SELECT LIST[1, 2], LIST[]                              | SELECT mz_store.list(ARRAY[1, 2]), mz_store.list(ARRAY[]::pg_catalog.text[])
        SELECT CAST(x AS map[text=>int]), MAP['a' => 1]        | SELECT ((x )::pg_catalog.text::mz_catalog.map), mz_store.map(ARRAY[mz_store.pair('a' , 1)])
        SELECT max(x) FROM t GROUP BY y OPTIONS (AGGREGATE INPUT GROUP SIZE = 10) | SELECT max(x) FROM t GROUP BY y
        SELECT "options" FROM list                             | SELECT "options" FROM list
        """)
    void rewritesForPostgresqlOnlyWhatItMust(String sql, String backend) {
        assertThat(((Query) one(sql)).backendSql().strip()).isEqualTo(backend);
    }

    @Test
    void recognizesChangesOfRows() {
        assertThat(one("INSERT INTO a.t (x) VALUES (1), ($1)")).isInstanceOfSatisfying(Dml.Insert.class, insert -> {
            assertThat(insert.table()).isEqualTo(ObjectPath.of("a", "t"));
            assertThat(insert.constant()).isTrue();
            assertThat(insert.returning()).isFalse();
        });
        assertThat(one("INSERT INTO t SELECT * FROM u RETURNING x"))
                .isInstanceOfSatisfying(Dml.Insert.class, insert -> {
                    assertThat(insert.constant()).isFalse();
                    assertThat(insert.returning()).isTrue();
                });
        assertThat(one("INSERT INTO t VALUES ((SELECT max(x) FROM u))"))
                .isInstanceOfSatisfying(
                        Dml.Insert.class,
                        insert -> assertThat(insert.constant()).isFalse());
        assertThat(one("UPDATE t AS x SET a = 1")).isInstanceOf(Dml.Update.class);
        assertThat(one("DELETE FROM t USING u WHERE t.a = u.a")).isInstanceOf(Dml.Delete.class);
    }

    @Test
    void readsSessionStatements() {
        assertThat(one("SET search_path = a, \"B\", 'c'"))
                .isInstanceOfSatisfying(SessionStatement.SetVariable.class, set -> {
                    assertThat(set.name()).isEqualTo("search_path");
                    assertThat(set.values()).containsExactly("a", "B", "c");
                });
        assertThat(one("SET LOCAL CLUSTER TO default")).isInstanceOf(SessionStatement.ResetVariable.class);
        assertThat(one("SHOW TRANSACTION ISOLATION LEVEL"))
                .isInstanceOfSatisfying(
                        SessionStatement.ShowVariable.class,
                        show -> assertThat(show.name()).isEqualTo("transaction_isolation"));
        assertThat(one("SHOW cluster")).isInstanceOf(SessionStatement.ShowVariable.class);
        assertThat(one("BEGIN ISOLATION LEVEL STRICT SERIALIZABLE, READ ONLY"))
                .isInstanceOfSatisfying(
                        TransactionStatement.Begin.class,
                        begin -> assertThat(begin.modes())
                                .containsExactly(
                                        new TransactionMode.Isolation("strict serializable"),
                                        new TransactionMode.Access(true)));
        assertThat(one("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
                .isInstanceOf(SessionStatement.SetTransaction.class);
    }

    @Test
    void readsSubscriptionsAndCursors() {
        assertThat(one("SUBSCRIBE (SELECT * FROM t) WITH (SNAPSHOT = false, PROGRESS) UP TO 5"))
                .isInstanceOfSatisfying(Subscribe.class, subscribe -> {
                    assertThat(subscribe.backendSql()).isEqualTo("SELECT * FROM t");
                    assertThat(subscribe.snapshot()).isFalse();
                    assertThat(subscribe.progress()).isTrue();
                    assertThat(subscribe.upTo()).isEqualTo("5");
                });
        assertThat(one("SUBSCRIBE TO a.t ENVELOPE UPSERT (KEY (x, \"Y\"))"))
                .isInstanceOfSatisfying(Subscribe.class, subscribe -> {
                    assertThat(subscribe.output()).isEqualTo(new Subscribe.Output.EnvelopeUpsert(List.of("x", "Y")));
                    assertThat(subscribe.relations()).containsExactly(ObjectPath.of("a", "t"));
                });
        assertThat(one("DECLARE c CURSOR FOR SUBSCRIBE t"))
                .isInstanceOfSatisfying(
                        CursorStatement.DeclareCursor.class,
                        declare -> assertThat(declare.body()).isInstanceOf(Subscribe.class));
        assertThat(one("FETCH ALL c WITH (timeout = '1s')"))
                .isInstanceOfSatisfying(CursorStatement.Fetch.class, fetch -> {
                    assertThat(fetch.count()).isNull();
                    assertThat(fetch.timeout()).isEqualTo("1s");
                });
        assertThat(one("COPY (SUBSCRIBE t) TO STDOUT"))
                .isInstanceOfSatisfying(
                        Copy.CopyTo.class, copy -> assertThat(copy.body()).isInstanceOf(Subscribe.class));
        assertThat(one("COPY t (a, b) FROM STDIN WITH (FORMAT csv)")).isInstanceOf(Copy.CopyFrom.class);
    }

    @Test
    void readsClusterOptions() {
        assertThat(one("CREATE CLUSTER c REPLICAS (r1 (SIZE '1', AVAILABILITY ZONE = 'a'), \"r 2\" (SIZE '2'))"))
                .isInstanceOfSatisfying(
                        ClusterStatement.CreateCluster.class,
                        create -> assertThat(create.options())
                                .containsExactly(new Option(
                                        "REPLICAS",
                                        new OptionValue.Items(List.of(
                                                new OptionValue.Nested(
                                                        "r1",
                                                        List.of(
                                                                new Option("SIZE", new OptionValue.Text("1")),
                                                                new Option(
                                                                        "AVAILABILITY ZONE",
                                                                        new OptionValue.Text("a")))),
                                                new OptionValue.Nested(
                                                        "r 2",
                                                        List.of(new Option("SIZE", new OptionValue.Text("2")))))))));
        assertThat(one("ALTER CLUSTER c SET (SIZE '2') WITH (WAIT UNTIL READY (TIMEOUT = '1m', ON TIMEOUT = COMMIT))"))
                .isInstanceOfSatisfying(
                        ClusterStatement.AlterClusterSet.class,
                        set -> assertThat(set.withOptions())
                                .extracting(Option::name)
                                .containsExactly("WAIT UNTIL READY"));
    }

    @Test
    void readsGrants() {
        assertThat(one("GRANT SELECT, INSERT ON TABLE a.t, u TO r, PUBLIC, \"public\""))
                .isInstanceOfSatisfying(PrivilegeStatement.ChangePrivileges.class, grant -> {
                    assertThat(grant.privileges()).containsExactly("SELECT", "INSERT");
                    assertThat(grant.grantees()).containsExactly("r", PrivilegeStatement.PUBLIC, "public");
                });
        assertThat(one("REVOKE ALL PRIVILEGES ON ALL TABLES IN SCHEMA a, b FROM GROUP r"))
                .isInstanceOfSatisfying(
                        PrivilegeStatement.ChangePrivileges.class,
                        revoke -> assertThat(revoke.target())
                                .isEqualTo(new PrivilegeStatement.Target.All(
                                        ObjectKind.TABLE,
                                        ObjectKind.SCHEMA,
                                        List.of(ObjectPath.of("a"), ObjectPath.of("b")))));
        assertThat(one("GRANT a, b TO c")).isInstanceOf(RoleStatement.GrantRole.class);
    }

    @Test
    void readsEveryShow() {
        for (String sql : List.of(
                "SHOW CLUSTERS LIKE 'a%'",
                "SHOW CLUSTER REPLICAS WHERE ready",
                "SHOW INDEXES ON a.t",
                "SHOW INDEXES FROM s IN CLUSTER c",
                "SHOW MATERIALIZED VIEWS IN CLUSTER c",
                "SHOW SINKS FROM s",
                "SHOW COLUMNS FROM t",
                "SHOW CREATE MATERIALIZED VIEW mv",
                "SHOW REDACTED CREATE TABLE t",
                "SHOW PRIVILEGES ON SCHEMAS FOR r",
                "SHOW DEFAULT PRIVILEGES FOR r",
                "SHOW ROLE MEMBERSHIP")) {
            assertThat(one(sql)).as(sql).isInstanceOf(ShowObjects.class);
        }
    }
}
