package dev.verdigris.sandbox.catalog.relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.ItemStore;
import dev.verdigris.sandbox.catalog.context.RelationColumns;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.RelationStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionValue;
import dev.verdigris.sandbox.statement.option.OptionValues;
import dev.verdigris.sandbox.statement.rewrite.QueryText;
import org.jspecify.annotations.Nullable;

/**
 * Creates materialized views. In PostgreSQL they are views, so they are correct at every read. The workers of their
 * clusters hydrate them.
 */
final class MaterializedViewDdl {

    private MaterializedViewDdl() {}

    static void create(DdlContext ddl, RelationStatement.CreateMaterializedView statement) {
        Optional<ViewDdl.Place> place = ViewDdl.Place.find(
                ddl, statement.name(), statement.orReplace(), statement.ifNotExists(), ObjectKind.MATERIALIZED_VIEW);
        if (place.isEmpty()) {
            return;
        }
        CatalogEntry.Schema schema = place.get().schema();
        CatalogEntry.Cluster cluster = ddl.names.clusterForNew(statement.cluster());
        Json details = Json.object();
        String options = options(ddl, statement.options(), details);
        CatalogEntry.@Nullable Item target = ReplacementDdl.target(ddl, statement);
        requireAllowed(ddl, place.get(), cluster);
        String id = new ItemStore(ddl).nextId();
        ViewBody body = new ViewBody(ddl, statement.query());
        ViewDdl.Made made = ViewDdl.make(
                ddl, body, place.get(), statement.name().last(), id, statement.columns(), ObjectKind.MATERIALIZED_VIEW);
        Unmaterializable.requireNone(ddl, new QueryText(statement.query()), made.references());
        requireColumns(ddl, statement, made.oid());
        ReplacementDdl.requireFits(ddl, target, made, details);
        details.put("definition", body.template() + ";");
        ItemStore.NewItem item = new ItemStore.NewItem(
                id,
                schema,
                statement.name().last(),
                ObjectKind.MATERIALIZED_VIEW,
                cluster.id(),
                made.oid(),
                null,
                null,
                String.join(
                        Template.lineOrBlank(4),
                        head(id, target, statement.columns()),
                        "IN CLUSTER " + Template.cluster(cluster.id()),
                        "WITH (" + options + ")",
                        "AS " + body.template() + Template.asOf(asOf(ddl, made, statement))),
                details,
                made.references());
        Json audit = ItemStore.auditDetails(item).put("cluster_id", cluster.id());
        new ItemStore(ddl).add(item, target == null ? audit : audit.put("replacement_target_id", target.id()));
    }

    /** The server's clock; 0 if the query reads nothing that can change. */
    private static long asOf(DdlContext ddl, ViewDdl.Made made, RelationStatement.CreateMaterializedView statement) {
        boolean changes = new QueryText(statement.query()).calledNames().contains("mz_now")
                || ddl.sql
                                .query("""
                        WITH RECURSIVE read(id) AS (
                            SELECT unnest($1::text[])
                            UNION
                            SELECT d.referenced_id FROM read r JOIN mz_store.item v ON v.id = r.id AND v.kind = 'view'
                                JOIN mz_store.dependency d ON d.object_id = v.id
                        )
                        SELECT count(*) FROM read r LEFT JOIN mz_store.item i ON i.id = r.id
                        WHERE i.kind IS DISTINCT FROM 'view'
                        """, TextArrays.of(List.copyOf(made.references())))
                                .get(0)
                                .number(0)
                        > 0;
        return changes ? ddl.sql.query("SELECT mz_store.now_ms()").get(0).number(0) : 0;
    }

    private static void requireAllowed(DdlContext ddl, ViewDdl.Place place, CatalogEntry.Cluster cluster) {
        ddl.access.require(Requirements.createInCluster(place.schema(), cluster, place.old()));
        ddl.requireLimit(
                "materialized view", "max_materialized_views", 500, ddl.count("item", "kind = 'materialized-view'"), 1);
    }

    private static String head(String id, CatalogEntry.@Nullable Item target, List<String> columns) {
        return target == null
                ? "CREATE MATERIALIZED VIEW " + Template.fullName(id) + ViewDdl.columnList(columns)
                : "CREATE REPLACEMENT MATERIALIZED VIEW " + Template.fullName(id) + ViewDdl.columnList(columns)
                        + " FOR " + Template.item(target.id());
    }

    /** Reads the options into the details and returns their text for the statement. */
    private static String options(DdlContext ddl, List<Option> options, Json details) {
        List<String> words = new ArrayList<>();
        List<String> asserted = new ArrayList<>();
        List<Json> refreshes = new ArrayList<>();
        for (Option option : options) {
            switch (option.name()) {
                case "ASSERT NOT NULL" -> {
                    String column = OptionValues.text(option);
                    asserted.add(column);
                    words.add("ASSERT NOT NULL = " + Template.name(column));
                }
                case "REFRESH" -> refresh(ddl, option, refreshes, words);
                case "RETAIN HISTORY" -> {
                    ddl.requireFeature("enable_logical_compaction_window", false, "RETAIN HISTORY");
                    retainHistory(ddl, option, details, words);
                }
                case "PARTITION BY" -> words.add("PARTITION BY = (" + partitionBy(option) + ")");
                default -> throw SqlError.unsupported(option.name());
            }
        }
        if (refreshes.isEmpty() && words.stream().noneMatch(word -> word.startsWith("REFRESH"))) {
            words.add("REFRESH = ON COMMIT");
        }
        if (!refreshes.isEmpty()) {
            details.objects("refresh", refreshes);
        }
        if (!asserted.isEmpty()) {
            details.texts("asserted", asserted);
        }
        return String.join(", ", words);
    }

    private static String partitionBy(Option option) {
        return OptionValues.texts(option).stream()
                .map(Template::name)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private static void refresh(DdlContext ddl, Option option, List<Json> refreshes, List<String> words) {
        if (!(option.value() instanceof OptionValue.Nested nested)) {
            throw SqlError.internal("invalid REFRESH option value");
        }
        if (nested.name().equals("ON COMMIT")) {
            words.add("REFRESH = ON COMMIT");
            return;
        }
        ddl.requireFeature("enable_refresh_every_mvs", false, "REFRESH EVERY and REFRESH AT materialized views");
        String value = OptionValues.text(nested.options().get(0));
        if (nested.name().equals("AT")) {
            String at = value.equals("CREATION") ? "now" : value;
            refreshes.add(Json.object().put("type", "at").put("at", timestamp(ddl, at)));
            words.add("REFRESH = AT " + Template.literal(timestamp(ddl, at)));
            return;
        }
        Json every = Json.object().put("type", "every").put("interval", value);
        String aligned =
                nested.options().size() > 1 ? OptionValues.text(nested.options().get(1)) : "now";
        every.put("aligned_to", timestamp(ddl, aligned));
        refreshes.add(every);
        words.add("REFRESH = EVERY " + Template.literal(value) + " ALIGNED TO "
                + Template.literal(timestamp(ddl, aligned)));
    }

    private static String timestamp(DdlContext ddl, String text) {
        return ddl.sql.query("SELECT $1::timestamptz", text).get(0).text(0);
    }

    private static void retainHistory(DdlContext ddl, Option option, Json details, List<String> words) {
        if (!(option.value() instanceof OptionValue.Nested nested)
                || nested.options().isEmpty()) {
            throw SqlError.internal("invalid RETAIN HISTORY option value");
        }
        String interval = OptionValues.text(nested.options().get(0));
        details.put(
                "retain_history",
                ddl.sql
                        .query("SELECT (extract(epoch FROM $1::interval) * 1000)::bigint", interval)
                        .get(0)
                        .number(0));
        words.add("RETAIN HISTORY = FOR " + Template.literal(interval));
    }

    private static void requireColumns(DdlContext ddl, RelationStatement.CreateMaterializedView statement, String oid) {
        List<String> columns = new RelationColumns(ddl, oid).names();
        for (Option option : statement.options()) {
            if (option.name().equals("ASSERT NOT NULL") && !columns.contains(OptionValues.text(option))) {
                throw SqlError.internal("column " + Quoting.identifier(OptionValues.text(option))
                        + " in ASSERT NOT NULL option not found");
            }
        }
    }
}
