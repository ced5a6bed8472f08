package dev.verdigris.cli.advice;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The hand-overs that are not in the table of the page about the macros, because they are no straight deployment. */
final class OtherHandOversTest {

    private static final int CONFLICT = 6;

    private static Sandbox sandbox;

    @TempDir
    private Path directory;

    @BeforeAll
    static void starts() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
    }

    @AfterAll
    static void ends() {
        sandbox.close();
    }

    /** The macros build the next release into the schemas of the previous one; nothing takes it for the previous one. */
    @Test
    void theNextReleaseOverThePreviousSideIsNotThePreviousVersion() throws IOException, SQLException {
        try (House house = House.open(sandbox, directory)) {
            promotedByTheMacros(house);
            // dbt drops with CASCADE what it builds again, so the other team moves its sink in time.
            house.sql("ALTER SINK auction_outbox.other SET FROM auction_marts.seller_performance");
            house.build(3);
            house.await();
            JsonNode status = house.ask("status");
            assertThat(codes(status, "problems")).containsExactly("VG-UNKNOWN-SIDE");
            assertThat(status.path("problems").get(0).path("what").asText())
                    .contains("auction_core_dbt_deploy.auction_results")
                    .contains("created on it");
            for (List<String> verb : List.of(List.of("promote"), List.of("rollback"), List.of("cleanup", "--yes"))) {
                JsonNode report = house.ask(verb.toArray(String[]::new));
                assertThat(report.path("exitCode").asInt()).as(verb.toString()).isEqualTo(CONFLICT);
                assertThat(house.live()).isEqualTo("2");
            }
            succeeds(house, "promote", "--adopt");
            assertThat(house.live()).isEqualTo("3");
            assertThat(house.sinkReads()).isEqualTo("auction_marts");
            succeeds(house, "cleanup", "--yes");
        }
    }

    /** The second macro swaps back. What is suffixed then was live, so each verb asks and changes nothing. */
    @Test
    void aSecondPromoteOfTheMacrosIsARollbackThatNobodyMeant() throws IOException, SQLException {
        try (House house = House.open(sandbox, directory)) {
            promotedByTheMacros(house);
            house.play("deploy_promote");
            assertThat(house.live()).isEqualTo("1");
            assertThat(codes(house.ask("status"), "problems")).containsExactly("VG-UNKNOWN-SIDE");
            for (List<String> verb : List.of(
                    List.of("promote"), List.of("rollback"), List.of("cleanup", "--yes"), List.of("abort", "--yes"))) {
                JsonNode report = house.ask(verb.toArray(String[]::new));
                assertThat(report.path("exitCode").asInt()).as(verb.toString()).isEqualTo(CONFLICT);
                assertThat(house.live()).isEqualTo("1");
            }
            succeeds(house, "promote", "--adopt");
            assertThat(house.live()).isEqualTo("2");
            assertThat(house.sinkReads()).isEqualTo("auction_marts");
            succeeds(house, "cleanup", "--yes");
        }
    }

    /** The macro drops what is staged. The lock is left, and abort ends the deployment. */
    @Test
    void theMacrosDropAStagedSide() throws IOException, SQLException {
        try (House house = House.open(sandbox, directory)) {
            succeeds(house, "init");
            succeeds(house, house.builder().toArray(String[]::new));
            house.play("deploy_cleanup");
            JsonNode status = house.ask("status");
            assertThat(status.path("state").asText()).isNotEqualTo("none");
            assertThat(codes(house.ask("promote"), "problems")).isNotEmpty();
            assertThat(house.live()).isEqualTo("1");
            succeeds(house, "abort", "--yes");
            assertThat(house.ask("status").path("next").path("verb").asText()).isEqualTo("init");
            assertThat(house.live()).isEqualTo("1");
            assertThat(house.sinkReads()).isEqualTo("auction_marts");
        }
    }

    /** Verdigris waits for what the macros build, with and without a lock. */
    @Test
    void verdigrisWaitsForWhatTheMacrosBuild() throws IOException, SQLException {
        try (House house = House.open(sandbox, directory)) {
            house.play("deploy_init");
            house.play("run");
            succeeds(house, "await");
            succeeds(house, "promote");
            assertThat(house.live()).isEqualTo("2");
            succeeds(house, "cleanup", "--yes");

            succeeds(house, "init");
            house.build(3);
            succeeds(house, "await");
            succeeds(house, "promote");
            assertThat(house.live()).isEqualTo("3");
            succeeds(house, "cleanup", "--yes");
        }
    }

    /** The macros do not know that a size was for the hydration only. Verdigris says it as long as it can be seen. */
    @Test
    void theMacrosPromoteAStagedSize() throws IOException, SQLException {
        try (House house = House.open(sandbox, directory)) {
            succeeds(house, "init", "--staged-size", "50cc");
            house.play("run");
            house.await();
            house.play("deploy_promote");
            assertThat(house.one("SELECT size FROM mz_catalog.mz_clusters WHERE name = 'serving'"))
                    .isEqualTo("50cc");
            assertThat(codes(house.ask("status"), "warnings")).contains("VG-STAGED-SIZE");
            JsonNode promoted = house.ask("promote");
            assertThat(promoted.path("exitCode").asInt()).isZero();
            assertThat(codes(promoted, "warnings")).contains("VG-STAGED-SIZE");
            house.sql("ALTER CLUSTER serving SET (SIZE = '25cc')");
            house.sql("ALTER CLUSTER compute SET (SIZE = '25cc')");
            house.await();
            assertThat(codes(house.ask("status"), "warnings")).doesNotContain("VG-STAGED-SIZE");
            succeeds(house, "cleanup", "--yes");
        }
    }

    private static void promotedByTheMacros(House house) {
        house.play("deploy_init");
        house.play("run");
        house.await();
        house.play("deploy_promote");
        assertThat(house.live()).isEqualTo("2");
    }

    private static void succeeds(House house, String... command) {
        JsonNode report = house.ask(command);
        assertThat(report.path("exitCode").asInt())
                .as(String.join(" ", command) + report.path("problems"))
                .isZero();
    }

    private static List<String> codes(JsonNode report, String part) {
        return StreamSupport.stream(report.path(part).spliterator(), false)
                .map(problem -> problem.path("code").asText())
                .toList();
    }
}
