package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import dev.verdigris.sandbox.StatementLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code plan} says from the shell, what comes of it, and how the swap that it shows reaches the server. */
final class PlanJourneyTest {

    private static final List<String> CATALOG = List.of(
            "SELECT id, schema_id, name, type FROM mz_catalog.mz_objects WHERE id LIKE 'u%' ORDER BY id",
            "SELECT id, database_id, name, owner_id FROM mz_catalog.mz_schemas ORDER BY id",
            "SELECT id, name, owner_id FROM mz_catalog.mz_clusters ORDER BY id",
            "SELECT id, cluster_id, name, size FROM mz_catalog.mz_cluster_replicas ORDER BY id",
            "SELECT id, object_type, comment FROM mz_internal.mz_comments WHERE id LIKE 'u%' ORDER BY 1, 2, 3",
            "SELECT object_id, referenced_object_id FROM mz_internal.mz_object_dependencies"
                    + " WHERE object_id LIKE 'u%' ORDER BY 1, 2");

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Shop shop;

    @BeforeEach
    void stageTheShop() throws SandboxStartException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        shop = Shop.open(sandbox, folder);
        shop.verdigris("init", "--deployment-id", "release-2").exits(0);
        shop.verdigris("build").exits(0);
        shop.verdigris("await", "--timeout", "600s").exits(0);
        shop.verdigris("check").exits(0);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void showsEachStepWithSqlAndReasonAndChangesNothing() {
        List<Object> before = catalog();
        sandbox.statementLog().clear();

        String text = shop.verdigris("plan").exits(0).out();
        assertThat(text)
                .startsWith("plan prod: nothing was changed; promote would take 4 steps\n")
                .contains("release-2", "state       staged");
        assertThat(text.lines().map(String::strip).toList())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("BEGIN; ")
                        .contains(
                                "ALTER SCHEMA \"materialize\".\"shop\" SWAP WITH \"shop_dbt_deploy\"",
                                "ALTER CLUSTER \"serving\" SWAP WITH \"serving_dbt_deploy\"")
                        .endsWith("; COMMIT;"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("ALTER SINK ")
                        .contains(" SET FROM \"materialize\".\"shop\".\"revenue\""));

        JsonNode json = shop.verdigris("plan", "--output", "json").exits(0).json();
        assertThat(json.path("verb").asText()).isEqualTo("plan");
        assertThat(json.path("planned").asText()).isEqualTo("promote");
        assertThat(json.path("environment").asText()).isEqualTo("prod");
        assertThat(json.path("outcome").asText()).isEqualTo("done");
        assertThat(json.path("state").asText()).isEqualTo("staged");
        assertThat(json.path("dryRun").asBoolean()).isTrue();
        assertThat(json.path("deployment").path("id").asText()).isEqualTo("release-2");
        assertThat(json.path("steps").findValuesAsText("kind"))
                .containsExactly("swap", "record-promotion", "repoint-sink", "await-sinks");
        assertThat(json.path("steps")).allSatisfy(step -> isPlanned(step, text));

        assertThat(ServerTrace.changes(sandbox)).isEmpty();
        assertThat(catalog()).isEqualTo(before);
        assertThat(shop.liveVersion()).isEqualTo("1");
    }

    /** A step in JSON has the reason and the statements that the text shows. */
    private static void isPlanned(JsonNode step, String text) {
        assertThat(step.path("status").asText()).isEqualTo("planned");
        assertThat(step.path("reason").asText()).isNotBlank();
        assertThat(text).contains(step.path("reason").asText());
        // Only the wait for the sinks has no statement of its own.
        assertThat(step.path("sql").isEmpty())
                .isEqualTo(step.path("kind").asText().equals("await-sinks"));
        assertThat(step.path("sql"))
                .allSatisfy(sql -> assertThat(withoutTokens(text)).contains(withoutTokens(sql.asText()) + ";"));
        assertThat(step.has("tookMillis")).isFalse();
    }

    @Test
    void promoteSendsThePlannedSqlAsOneMessage() {
        JsonNode plan =
                shop.verdigris("plan", "promote", "--output", "json").exits(0).json();
        sandbox.statementLog().clear();
        shop.verdigris("promote").exits(0);

        List<StatementLog.Entry> message = ServerTrace.messageWith(sandbox, " SWAP WITH ");
        assertThat(message).extracting(StatementLog.Entry::protocol).containsOnly(StatementLog.Protocol.SIMPLE);
        assertThat(message)
                .extracting(StatementLog.Entry::outcome)
                .containsExactly("BEGIN", "ALTER VIEW", "ALTER SCHEMA", "ALTER CLUSTER", "COMMIT");
        List<String> sent = message.stream().map(entry -> entry.sql().strip()).toList();
        assertThat(withoutTokens(String.join("; ", sent)))
                .isEqualTo(withoutTokens(
                        plan.path("steps").path(0).path("sql").path(0).asText()));
        assertThat(ServerTrace.changes(sandbox))
                .as("the trace sees what changes things")
                .containsAll(sent.subList(1, sent.size() - 1));
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    @Test
    void anApprovedPlanIsCarriedOutOrRefused() throws IOException {
        Path file = folder.resolve("a plan.json");
        assertThat(shop.verdigris("plan", "--save", file.toString(), "promote")
                        .exits(0)
                        .out())
                .contains("The plan is in " + file + ". Its digest is ", "verdigris promote", "--plan '" + file + "'");
        String plan = Files.readString(file);

        Files.writeString(file, plan.replaceFirst("\"swap\"", "\"swop\""));
        assertThat(shop.verdigris("promote", "--plan", file.toString()).exits(2).err())
                .contains("VG-PLAN-EDITED");
        assertThat(shop.verdigris("promote", "--plan", "nowhere.json").exits(2).err())
                .contains("VG-PLAN-UNREADABLE", "nowhere.json does not exist");

        Files.writeString(file, plan);
        shop.sql("COMMENT ON MATERIALIZED VIEW shop.revenue IS 'changed after the plan'");
        assertThat(shop.verdigris("promote", "--plan", file.toString()).exits(6).out())
                .contains("VG-PLAN-STALE", "the comment on materialized view materialize.shop.revenue was written by");
        assertThat(shop.liveVersion()).isEqualTo("1");

        shop.sql("COMMENT ON MATERIALIZED VIEW shop.revenue IS NULL");
        shop.verdigris("promote", "--plan", file.toString()).exits(0);
        assertThat(shop.liveVersion()).isEqualTo("2");
        shop.verdigris("promote", "--plan", file.toString()).exits(0);
    }

    /** Four of the queries with joins that one reading of the catalog once had, see docs/performance.md. */
    @Test
    void promoteAsksAQuarterOfWhatJoinsWouldCost() {
        sandbox.statementLog().clear();
        shop.verdigris("promote").exits(0);
        double plain = questionUnits();
        sandbox.statementLog().clear();
        shop.sql(
                "SELECT o.id, t.source_id, coalesce(r.type, k.type), i.on_id FROM mz_objects o LEFT JOIN mz_tables t ON t.id = o.id"
                        + " LEFT JOIN mz_sources r ON r.id = o.id LEFT JOIN mz_sinks k ON k.id = o.id"
                        + " LEFT JOIN mz_views v ON v.id = o.id LEFT JOIN mz_materialized_views m ON m.id = o.id"
                        + " LEFT JOIN mz_indexes i ON i.id = o.id",
                "SELECT u.id, (SELECT array_agg(g.id) FROM mz_internal.mz_object_global_ids g WHERE g.id = u.cluster_id)"
                        + " FROM mz_internal.mz_subscriptions u JOIN mz_internal.mz_sessions s ON s.id = u.session_id",
                "SELECT g.id, l.lag FROM mz_internal.mz_wallclock_global_lag l"
                        + " JOIN mz_internal.mz_object_global_ids g ON g.global_id = l.object_id",
                "SELECT c.id, s.type, w.workload_class FROM mz_clusters c"
                        + " LEFT JOIN mz_internal.mz_cluster_schedules s ON s.cluster_id = c.id"
                        + " LEFT JOIN mz_internal.mz_cluster_workload_classes w ON w.id = c.id");
        assertThat(plain).isBetween(1.0, 30.0);
        assertThat(questionUnits()).isGreaterThan(4 * plain);
    }

    private double questionUnits() {
        return sandbox.statementLog().entries().stream()
                .filter(entry -> entry.sql().startsWith("SELECT") || entry.sql().startsWith("SHOW"))
                .mapToDouble(StatementLog.Entry::units)
                .sum();
    }

    @Test
    void whatPlanBuildShowsIsWhatBuildSends() {
        shop.sql(
                "COMMENT ON MATERIALIZED VIEW shop.revenue IS 'by status'",
                "COMMENT ON COLUMN shop.revenue.total IS 'in cents'");
        shop.write("models/shop/release.sql", "CREATE VIEW release AS SELECT 3 AS version;\n");
        shop.write("models/shop/revenue.sql", """
                CREATE MATERIALIZED VIEW revenue IN CLUSTER serving AS
                    SELECT status, sum(amount) AS total FROM raw.orders GROUP BY status;
                CREATE INDEX revenue_by_status IN CLUSTER serving ON revenue (status);
                """);
        List<Object> before = catalog();
        sandbox.statementLog().clear();
        JsonNode plan = shop.verdigris("plan", "build", "--deployment-id", "release-2", "--output", "json")
                .exits(0)
                .json();
        assertThat(ServerTrace.changes(sandbox)).isEmpty();
        assertThat(catalog()).isEqualTo(before);
        assertThat(plan.path("steps").findValuesAsText("kind"))
                .containsExactly(
                        "advance-token",
                        "record-build",
                        "drop-item",
                        "drop-item",
                        "record-build",
                        "create-view",
                        "create-materialized-view",
                        "record-build",
                        "create-index",
                        "create-manifest",
                        "drop-item",
                        "write-comment",
                        "record-build");
        assertThat(plan.path("notes").toString()).contains("The columns of new views");

        sandbox.statementLog().clear();
        shop.verdigris("build", "--deployment-id", "release-2").exits(0);
        List<String> sent = new ArrayList<>(ServerTrace.changes(sandbox));
        assertThat(sent.removeIf(sql -> sql.startsWith("COMMENT ON COLUMN "))).isTrue();
        assertThat(sent.stream().map(PlanJourneyTest::withoutTokens).toList())
                .containsExactlyInAnyOrderElementsOf(sql(plan));
    }

    @Test
    void planDeployTellsTheStepsOfAllItsVerbsBeforeAnyIsDone() {
        shop.verdigris("abort", "--yes").exits(0);
        shop.sql("COMMENT ON MATERIALIZED VIEW shop.revenue IS 'by status'");
        List<Object> before = catalog();
        sandbox.statementLog().clear();
        JsonNode plan =
                shop.verdigris("plan", "deploy", "--output", "json").exits(0).json();
        assertThat(ServerTrace.changes(sandbox)).isEmpty();
        assertThat(catalog()).isEqualTo(before);
        assertThat(plan.path("steps").findValuesAsText("kind"))
                .containsSubsequence(
                        "create-lock-schema",
                        "create-schema",
                        "create-cluster",
                        "advance-token",
                        "record-build",
                        "create-view",
                        "create-index",
                        "record-build",
                        "swap",
                        "record-promotion",
                        "repoint-sink");

        sandbox.statementLog().clear();
        shop.verdigris("deploy").exits(0);
        assertThat(ServerTrace.changes(sandbox).stream()
                        .map(PlanJourneyTest::withoutTokens)
                        .filter(sql -> sql.startsWith("CREATE "))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(sql(plan).stream()
                        .filter(sql -> sql.startsWith("CREATE "))
                        .toList());
        assertThat(shop.liveVersion()).isEqualTo("2");
    }

    /** The statements of a plan. A message with a transaction contains several. */
    private static List<String> sql(JsonNode plan) {
        return plan.path("steps").findValues("sql").stream()
                .flatMap(sql -> Stream.of(sql.path(0).asText().split("; ")))
                .filter(sql -> !sql.equals("BEGIN") && !sql.equals("COMMIT"))
                .map(PlanJourneyTest::withoutTokens)
                .toList();
    }

    /**
     * Each plan picks a new token and has a connection of its own, and only the server gives the ids that the entries
     * of a manifest and the record of a whole build digest. It also gives the columns of new views, and so their
     * comments.
     */
    private static String withoutTokens(String sql) {
        return sql.replaceAll("_[0-9a-f]{12}\"", "_TOKEN\"")
                .replaceAll("[0-9a-f]{32}", "ENTRY")
                .replaceAll("\"u\\d+\"", "ID")
                .replaceAll(",\"column-comment:\\d+\",\"[0-9a-f]+\"", "")
                .replaceAll("\"live_token\":\"[0-9a-f]{12}\"", "TOKEN")
                .replaceAll("\"whole\":\"[0-9a-f]{16}\"", "WHOLE")
                .replaceAll("\"session\":\\d+,\"since\":\"[^\"]*\",\"token\":\"[^\"]*\"", "THIS RUN");
    }

    private List<Object> catalog() {
        List<Object> all = new ArrayList<>();
        for (String query : CATALOG) {
            List<List<Optional<String>>> rows = shop.sql(query);
            assertThat(rows).as(query).isNotEmpty();
            all.add(rows);
        }
        return all;
    }
}
