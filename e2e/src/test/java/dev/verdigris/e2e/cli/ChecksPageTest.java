package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Every example of docs/checks.md is a check that passes, before and after a promotion. */
final class ChecksPageTest {

    private static final Pattern EXAMPLE = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);
    private static final String ORDERS = "SELECT id, customer_id, status, amount, placed_at FROM raw.placed";

    @TempDir
    Path folder;

    @Test
    void everyExampleOfThePageRuns() throws IOException, SandboxStartException {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "checks.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(examples).hasSize(15);
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            Shop shop = Shop.open(sandbox, folder);
            shop.sql(
                    "CREATE TABLE raw.placed (id int, customer_id int, status text, amount int, placed_at timestamptz)",
                    "INSERT INTO raw.placed VALUES (1, 7, 'open', 10, now()), (2, 8, 'paid', 20, now())",
                    "CREATE MATERIALIZED VIEW shop.orders IN CLUSTER serving AS " + ORDERS,
                    "CREATE VIEW shop.customers AS SELECT DISTINCT customer_id AS id FROM raw.placed");
            shop.write(
                    "models/shop/orders.sql",
                    "CREATE MATERIALIZED VIEW orders IN CLUSTER serving AS " + ORDERS + ";\n");
            shop.write(
                    "models/shop/customers.sql",
                    "CREATE VIEW customers AS SELECT DISTINCT customer_id AS id FROM raw.placed;\n");
            for (int i = 0; i < examples.size(); i++) {
                shop.write("checks/page_%02d.sql".formatted(i), examples.get(i));
                shop.write(
                        "checks/live_%02d.sql".formatted(i),
                        "-- when: live\n" + examples.get(i).replace("-- when: both\n", ""));
            }
            JsonNode report = shop.verdigris("deploy", "--timeout", "600s", "--output", "json")
                    .exits(0)
                    .json();
            List<JsonNode> results = StreamSupport.stream(report.path("steps").spliterator(), false)
                    .map(step -> step.path("check"))
                    .filter(check -> !check.isMissingNode())
                    .toList();
            assertThat(results)
                    .hasSize(2 * examples.size() + 2)
                    .allSatisfy(check -> assertThat(check.path("outcome").asText())
                            .as(check.toString())
                            .isEqualTo("passed"));
            assertThat(shop.verdigris("check", "--live").exits(0).out()).doesNotContain("failed");
        }
    }
}
