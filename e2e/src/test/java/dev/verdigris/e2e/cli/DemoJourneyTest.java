package dev.verdigris.e2e.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** {@code ./verdigris demo}, as a stranger runs it. */
final class DemoJourneyTest {

    private static final String TIME = "(?:\\d+ ms|\\d+(?:\\.\\d)? s|\\d+ min(?: \\d+ s)?)";
    private static final String SINK = "sink auction_results reads core\\.auction_results";
    private static final String SWAPPED = "swap " + TIME + ", " + SINK + " \\(" + TIME + "\\)";
    private static final String LIVE = "live: 2 schemas on 2 clusters \\(init " + TIME + ", build " + TIME + ", await "
            + TIME + ", check " + TIME + ", promote " + TIME + "\\)";
    private static final String STAGED =
            "staged \\(init " + TIME + ", build " + TIME + ", await " + TIME + ", check " + TIME + "\\)";

    @TempDir
    private Path directory;

    @Test
    void noReaderNoticesTheDeploymentAndNoProcessIsLeft() throws IOException, InterruptedException {
        assumeThat(Leftovers.canBeSeen())
                .as("processes cannot be looked at without /proc")
                .isTrue();
        Leftovers leftovers = new Leftovers();
        JsonNode demo = VerdigrisProcess.run(directory, leftovers.environment(), "demo", "--output", "json")
                .exits(0)
                .json();
        assertThat(demo.path("outcome").asText()).isEqualTo("done");
        assertThat(demo.path("reads").path("total").asLong()).isGreaterThanOrEqualTo(10_000);
        assertThat(demo.path("reads").path("failed").asLong()).isZero();
        assertThat(demo.path("reads").path("mixed").asLong()).isZero();
        assertThat(demo.path("reads").path("byVersion").fieldNames())
                .toIterable()
                .containsExactly("1", "2");
        assertThat(demo.path("swaps").findValuesAsText("verb")).containsExactly("promote", "rollback", "promote");
        assertThat(demo.path("swaps")).allSatisfy(swap -> {
            assertThat(swap.path("tookMicros").asLong()).isPositive();
            assertThat(swap.path("sinksMicros").asLong()).isPositive();
        });
        tellsThePhasesAndTheSink(demo.path("chapters"));
        leftovers.demandNone();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    private static void tellsThePhasesAndTheSink(JsonNode chapters) {
        Map<String, String> stories = new LinkedHashMap<>();
        for (JsonNode chapter : chapters) {
            assertThat(chapter.path("tookMillis").isIntegralNumber()).isTrue();
            stories.put(chapter.path("name").asText(), chapter.path("story").asText());
        }
        assertThat(stories.keySet())
                .containsExactly(
                        "setup", "version 1", "sink", "version 2", "promote", "rollback", "promote again", "cleanup");
        assertThat(stories.get("version 1")).matches(LIVE);
        assertThat(stories.get("sink")).matches(SINK);
        assertThat(stories.get("version 2")).matches(STAGED);
        assertThat(stories.get("promote")).matches("promoted: " + SWAPPED);
        assertThat(stories.get("rollback")).matches("rolled back: " + SWAPPED);
        assertThat(stories.get("promote again")).matches("promoted: " + SWAPPED);
    }

    @Test
    void printsThePhasesTheSwapsAndTheSink() {
        List<String> story = VerdigrisProcess.run(directory, Map.of(), "demo", "--reads", "1", "--cost-unit", "4ms")
                .exits(0)
                .out()
                .lines()
                .toList();
        String end = "  \\[" + TIME + "]";
        for (String line : List.of(
                "  sandbox +started at port \\d+" + end,
                "  version 1 +" + LIVE + end,
                "  sink +" + SINK + end,
                "  version 2 +" + STAGED + end,
                "  promote +promoted: " + SWAPPED + end,
                "  rollback +rolled back: " + SWAPPED + end,
                "  promote again +promoted: " + SWAPPED + end,
                "  reads +[\\d,]+ \\([\\d,]+ of version 1, [\\d,]+ of version 2\\)",
                "  failed +0",
                "  mixed +0",
                "  swaps +3 \\(promote " + TIME + ", rollback " + TIME + ", promote " + TIME + "\\)",
                "  in all +" + TIME)) {
            assertThat(story).as(line).filteredOn(told -> told.matches(line)).hasSize(1);
        }
        assertThat(story).endsWith("No reader noticed.");
        // The statements of a swap alone cost more than 25 units.
        assertThat(story).noneMatch(line -> line.matches("  promote +promoted: swap \\d{1,2} ms.*"));
    }

    @Test
    void keepRunsTheSandboxUntilControlC() throws IOException, InterruptedException, SQLException {
        assumeThat(Leftovers.canBeSeen())
                .as("processes cannot be looked at without /proc")
                .isTrue();
        Leftovers leftovers = new Leftovers();
        Process demo = ForegroundProcess.start(
                directory, leftovers.environment(), "demo", "--keep", "--reads", "1", "--output", "json");
        try {
            BufferedReader err = demo.errorReader(StandardCharsets.UTF_8);
            assertThat(err.readLine()).isEqualTo("The sandbox is up until Ctrl-C:");
            String export = err.readLine();
            String psql = err.readLine();
            assertThat(export).startsWith("  export VERDIGRIS_URL=postgres://");
            URI address = URI.create(export.substring(export.indexOf('=') + 1));
            assertThat(psql)
                    .isEqualTo("  psql -h %s -p %d -U %s materialize"
                            .formatted(address.getHost(), address.getPort(), address.getUserInfo()));
            assertThat(versionsAt(address)).containsExactly(2, 2);
            VerdigrisProcess.run(
                            directory,
                            Map.of("VERDIGRIS_URL", address.toString()),
                            "status",
                            "--schema",
                            "core",
                            "--schema",
                            "marts")
                    .exits(0);

            assertThat(leftovers.processes()).as("what is there is seen").isNotEmpty();
            assertThat(ForegroundProcess.interrupt(demo)).isEqualTo(130);
            assertThat(err.readLine()).as("no word of complaint").isNull();
            JsonNode document = new ObjectMapper().readTree(demo.getInputStream());
            assertThat(document.path("outcome").asText()).isEqualTo("done");
        } finally {
            demo.destroyForcibly();
        }
        leftovers.demandNone();
    }

    /** Which version each of both schemas is of, in the eyes of a client at the address. */
    private static List<Integer> versionsAt(URI address) throws SQLException {
        String url = "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath();
        try (Connection connection = DriverManager.getConnection(url, address.getUserInfo(), "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT core.release_info.model_version,"
                        + " marts.release_info.model_version FROM core.release_info, marts.release_info")) {
            assertThat(row.next()).isTrue();
            return List.of(row.getInt(1), row.getInt(2));
        }
    }

    @Test
    void aBrokenSecondVersionExitsNonZero() throws IOException {
        Path example = ExampleCopy.in(directory);
        Files.writeString(
                example.resolve("v2/models/core/release_info.sql"),
                "CREATE VIEW release_info AS SELECT no_such_column FROM members;\n");
        VerdigrisProcess.Ended demo =
                VerdigrisProcess.run(directory, new HashMap<>(), "demo", "--example", example.toString());
        assertThat(demo.exit()).as(demo.out() + demo.err()).isNotZero();
        assertThat(demo.out()).contains("The demonstration failed");
        assertThat(demo.err()).contains("no_such_column");
    }
}
