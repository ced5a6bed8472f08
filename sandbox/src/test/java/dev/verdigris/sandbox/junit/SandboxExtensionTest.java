package dev.verdigris.sandbox.junit;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SqlClient;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Runs test classes as a user would write them. */
class SandboxExtensionTest {

    private static final Set<Sandbox> GIVEN = new LinkedHashSet<>();

    @ExtendWith(SandboxExtension.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class UsersTests {
        @Test
        @Order(1)
        void makesATable(Sandbox sandbox) throws SQLException {
            GIVEN.add(sandbox);
            try (SqlClient client = SqlClient.connect(sandbox.internalJdbcUrl())) {
                client.run("CREATE TABLE kept (x int)");
                client.fault("fail_next_commit()");
            }
        }

        @Test
        @Order(2)
        void findsTheTableAndNoFault(Sandbox sandbox) throws SQLException {
            GIVEN.add(sandbox);
            try (SqlClient client = SqlClient.connect(sandbox.internalJdbcUrl())) {
                assertThat(client.rows("SELECT * FROM mz_sandbox.faults")).isEmpty();
                client.run("BEGIN; ALTER TABLE kept RENAME TO renamed; COMMIT");
            }
        }

        @Nested
        class NestedTests {
            @Test
            void shareTheSandbox(Sandbox sandbox) {
                GIVEN.add(sandbox);
            }
        }
    }

    static class UsersTestsWithSettings {
        @RegisterExtension
        static final SandboxExtension SANDBOX =
                new SandboxExtension(SandboxConfig.defaults().withBootstrapRole("zoë"));

        @Test
        void knowsItsRole(Sandbox sandbox) throws SQLException {
            GIVEN.add(sandbox);
            try (SqlClient client = SqlClient.connect(sandbox.jdbcUrl())) {
                assertThat(client.rows("SELECT current_user")).containsExactly("zoë");
            }
        }
    }

    private static TestExecutionSummary run(Class<?> tests) {
        GIVEN.clear();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(tests))
                                .build(),
                        summary);
        return summary.getSummary();
    }

    private static void assertAllSucceeded(TestExecutionSummary summary, long number) {
        assertThat(summary.getFailures())
                .extracting(failure -> failure.getException())
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(number);
    }

    @Test
    void theTestsOfAClassShareOneSandboxThatEndsWithThem() {
        assertAllSucceeded(run(UsersTests.class), 3);
        assertThat(GIVEN)
                .singleElement()
                .satisfies(sandbox -> assertThatThrownBy(() -> SqlClient.connect(sandbox.jdbcUrl()))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                error -> assertThat(error.getSQLState()).isEqualTo("08001")));
    }

    @Test
    void aRegisteredExtensionHasItsOwnSettings() {
        assertAllSucceeded(run(UsersTestsWithSettings.class), 1);
        assertThat(GIVEN).hasSize(1);
    }
}
