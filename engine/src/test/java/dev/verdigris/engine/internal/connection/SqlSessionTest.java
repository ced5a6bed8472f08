package dev.verdigris.engine.internal.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Notice;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.SilentPort;
import dev.verdigris.engine.progress.StatementKind;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(SandboxExtension.class)
class SqlSessionTest {

    private final List<Notice> notices = new ArrayList<>();

    @Test
    void aScriptIsOneMessageAndEveryResultIsRead(Sandbox sandbox) {
        try (SqlSession session = open(sandbox)) {
            sandbox.statementLog().clear();
            List<Rows> results = session.script("SELECT 1 AS a; SET application_name = 'x'; SELECT 2 AS b, NULL AS c");
            assertThat(sandbox.statementLog().roundTrips()).isEqualTo(1);
            assertThat(results).hasSize(2);
            assertThat(results.get(1).columns()).containsExactly("b", "c");
            assertThat(results.get(1).rows().get(0).text("b")).isEqualTo("2");
            assertThat(results.get(1).rows().get(0).orNull("c")).isNull();
        }
    }

    @Test
    void anErrorHasAllFieldsOfTheServer(Sandbox sandbox) {
        try (SqlSession session = open(sandbox)) {
            assertThatExceptionOfType(ServerRefusal.class)
                    .isThrownBy(() -> session.execute("DROP CLUSTER nowhere"))
                    .satisfies(refusal -> {
                        assertThat(refusal.sqlState()).isEqualTo("XX000");
                        assertThat(refusal.statement()).isEqualTo("DROP CLUSTER nowhere");
                        assertThat(refusal.describe()).contains("unknown cluster 'nowhere'", "[XX000]");
                    });
            assertThat(session.query("SELECT 1").size()).isEqualTo(1);
        }
    }

    /** C22: what depends on an object can belong to others. */
    @Test
    void theHintToCascadeIsNotPassedOn(Sandbox sandbox) {
        try (SqlSession session = open(sandbox)) {
            session.execute("CREATE VIEW hinted AS SELECT 1 AS a");
            session.execute("CREATE VIEW \"over hinted\" AS SELECT a FROM hinted");
            try {
                assertThatExceptionOfType(ServerRefusal.class)
                        .isThrownBy(() -> session.execute("DROP VIEW hinted"))
                        .satisfies(refusal -> assertThat(refusal.describe())
                                .contains("over hinted")
                                .doesNotContainIgnoringCase("cascade"));
            } finally {
                session.execute("DROP VIEW hinted CASCADE");
            }
        }
    }

    @Test
    void theSessionIsUsableAfterARefusedTransaction(Sandbox sandbox) {
        try (SqlSession session = open(sandbox)) {
            assertThatExceptionOfType(ServerRefusal.class)
                    .isThrownBy(() -> session.transaction(
                            "BEGIN; ALTER SCHEMA nowhere RENAME TO elsewhere; COMMIT", StatementKind.OTHER));
            assertThat(session.query("SELECT 1").size()).isEqualTo(1);
        }
    }

    @Test
    void aStatementOverItsLimitIsCancelled(Sandbox sandbox) {
        try (SqlSession session = open(sandbox);
                SqlSession other = open(sandbox)) {
            other.query("SELECT mz_sandbox.hold_statements('held on purpose')");
            try {
                assertThatExceptionOfType(ServerRefusal.class)
                        .isThrownBy(() -> session.query(
                                "SELECT 'held on purpose'",
                                AnswerLimit.of(StatementKind.CATALOG, Duration.ofSeconds(3))))
                        .satisfies(refusal -> assertThat(refusal.is(ServerRefusal.QUERY_CANCELED))
                                .isTrue());
                assertThat(session.query("SELECT 1").size()).isEqualTo(1);
            } finally {
                other.query("SELECT mz_sandbox.release_statements()");
            }
        }
    }

    @Test
    void noticesReachTheListener(Sandbox sandbox) {
        try (SqlSession session = open(sandbox)) {
            notices.clear();
            session.execute("DROP SCHEMA IF EXISTS nowhere");
            assertThat(notices).singleElement().satisfies(notice -> {
                assertThat(notice.severity()).isEqualTo("NOTICE");
                assertThat(notice.message()).contains("nowhere");
            });
        }
    }

    @Test
    void theSessionStartsOnAClusterOfAnyName(Sandbox sandbox) {
        String odd = "odd \\ \"name\" 'x'";
        try (SqlSession session = SqlSession.open(settings(sandbox), Optional.of(odd), notices::add)) {
            assertThat(session.query("SHOW cluster").rows().get(0).at(0)).isEqualTo(odd);
        }
    }

    @Test
    void anUnreachableServerIsALostConnection() throws IOException {
        try (SilentPort port = new SilentPort()) {
            ConnectionSettings nobody = ConnectionSettings.of("127.0.0.1", port.number(), "u", "materialize");
            assertThatExceptionOfType(ConnectionLost.class)
                    .isThrownBy(() -> SqlSession.open(nobody, Optional.empty(), notices::add))
                    .satisfies(lost -> assertThat(lost.sqlState()).startsWith("08"));
        }
    }

    private SqlSession open(Sandbox sandbox) {
        return SqlSession.open(settings(sandbox), Optional.of(SqlSession.CATALOG_CLUSTER), notices::add);
    }

    private static ConnectionSettings settings(Sandbox sandbox) {
        return ConnectionSettings.of(sandbox.host(), sandbox.port(), "materialize", "materialize");
    }
}
