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
            assertThat(codes(status)).containsExactly("VG-UNKNOWN-SIDE");
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

    private static List<String> codes(JsonNode report) {
        return StreamSupport.stream(report.path("problems").spliterator(), false)
                .map(problem -> problem.path("code").asText())
                .toList();
    }
}
