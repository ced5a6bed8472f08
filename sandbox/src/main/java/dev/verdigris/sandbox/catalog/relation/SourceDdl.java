package dev.verdigris.sandbox.catalog.relation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.BackendErrors;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.ItemStore;
import dev.verdigris.sandbox.catalog.context.Placement;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.RelationStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionValues;
import org.jspecify.annotations.Nullable;

/**
 * Creates load-generator sources and tables that read from them. A source's rows are in tables of mz_source_data, one
 * per table of its generator, which a worker fills; all relations that show them are views. A source itself shows its
 * progress, in a column {@code offset} (recorded from a server of version 26.24). With FOR ALL TABLES it has a relation
 * of its own for that, beside its subsources.
 */
final class SourceDdl {

    private SourceDdl() {}

    static void create(DdlContext ddl, RelationStatement.CreateSource statement) {
        Optional<CatalogEntry.Schema> place =
                Placement.find(ddl, statement.name(), statement.ifNotExists(), ObjectKind.SOURCE);
        if (place.isEmpty()) {
            return;
        }
        CatalogEntry.Schema schema = place.get();
        CatalogEntry.Cluster cluster = ddl.names.clusterForNew(statement.cluster());
        LoadGenerator generator = generator(statement);
        Json details = Json.object().put("type", "load-generator").put("generator", generator.name());
        List<String> words = generator.options(ddl, statement.options(), details);
        requireAllowed(ddl, schema, cluster);
        ItemStore items = new ItemStore(ddl);
        String name = statement.name().last();
        String progressId = statement.forAllTables() ? addProgress(ddl, items, schema, name) : null;
        String id = items.nextId();
        createData(ddl, id, generator);
        ItemStore.NewItem source = new ItemStore.NewItem(
                id,
                schema,
                name,
                ObjectKind.SOURCE,
                cluster.id(),
                relation(ddl, schema, name, "", progressId == null ? progress(id) : "SELECT WHERE false"),
                null,
                null,
                template(id, cluster, generator, words, progressId),
                details,
                progressId == null ? List.of() : List.of(progressId));
        items.add(
                source,
                ItemStore.auditDetails(source).put("cluster_id", cluster.id()).put("type", "load-generator"));
        if (progressId != null) {
            ddl.sql.execute("UPDATE mz_store.item SET source_id = $2 WHERE id = $1", progressId, id);
            generator.tables().forEach(table -> addSubsource(ddl, items, schema, cluster, id, table.name()));
        }
    }

    private static LoadGenerator generator(RelationStatement.CreateSource statement) {
        LoadGenerator generator = LoadGenerator.valueOf(statement.generator());
        if (generator == LoadGenerator.COUNTER && statement.forAllTables()) {
            throw SqlError.internal("FOR ALL TABLES is only valid for multi-output sources");
        }
        return generator;
    }

    private static void requireAllowed(DdlContext ddl, CatalogEntry.Schema schema, CatalogEntry.Cluster cluster) {
        ddl.access.require(Requirements.createInCluster(schema, cluster, null));
        ddl.requireLimit(
                "source", "max_sources", 200, ddl.count("item", "kind = 'source' AND cluster_id IS NOT NULL"), 1);
    }

    private static void createData(DdlContext ddl, String id, LoadGenerator generator) {
        generator
                .tables()
                .forEach(table ->
                        ddl.sql.execute("CREATE TABLE " + data(id, table.name()) + " (" + table.columnsSql() + ")"));
    }

    /** What a source shows whose tables are made with CREATE TABLE … FROM SOURCE: how far it has come. */
    private static String progress(String id) {
        return "SELECT mz_store.uint8(g.tick) AS \"offset\" FROM mz_store.generator g WHERE g.source_id = "
                + Quoting.literal(id);
    }

    private static String template(
            String id,
            CatalogEntry.Cluster cluster,
            LoadGenerator generator,
            List<String> words,
            @Nullable String progressId) {
        return "CREATE SOURCE " + Template.fullName(id) + Template.lineOrBlank(0) + "IN CLUSTER "
                + Template.cluster(cluster.id()) + Template.lineOrBlank(0) + "FROM LOAD GENERATOR " + generator.name()
                + (words.isEmpty() ? "" : " (" + String.join(", ", words) + ")")
                + (progressId == null
                        ? ""
                        : Template.lineOrBlank(0) + "EXPOSE PROGRESS AS " + Template.item(progressId));
    }

    /** The table in mz_source_data that holds a source's rows of one of its generator's tables. */
    static String data(String sourceId, String table) {
        return "mz_source_data." + Quoting.identifier(sourceId + "." + table);
    }

    /** Creates the relation that shows a data table, and returns its oid. */
    private static String view(
            DdlContext ddl, CatalogEntry.Schema schema, String name, List<String> columns, String data) {
        String list = columns.isEmpty()
                ? ""
                : columns.stream().map(Quoting::identifier).collect(Collectors.joining(", ", " (", ")"));
        return relation(ddl, schema, name, list, "SELECT * FROM " + data);
    }

    private static String relation(DdlContext ddl, CatalogEntry.Schema schema, String name, String list, String query) {
        try {
            ddl.sql.execute(
                    "CREATE VIEW " + ObjectPath.of(schema.backendName(), name).quoted() + list + " AS " + query);
        } catch (SqlError failure) {
            throw BackendErrors.translate(failure);
        }
        return ddl.relationOid(schema.backendName(), name);
    }

    private static String addProgress(DdlContext ddl, ItemStore items, CatalogEntry.Schema schema, String source) {
        String name = source + "_progress";
        ddl.names.findInSchema(schema, name).ifPresent(taken -> {
            throw ddl.alreadyExists(taken);
        });
        String id = items.nextId();
        ddl.sql.execute(
                "CREATE VIEW " + ObjectPath.of(schema.backendName(), name).quoted()
                        + " AS SELECT NULL::mz_catalog.uint8 AS \"offset\" WHERE false");
        ItemStore.NewItem item = new ItemStore.NewItem(
                id,
                schema,
                name,
                ObjectKind.SOURCE,
                null,
                ddl.relationOid(schema.backendName(), name),
                null,
                null,
                "CREATE SUBSOURCE " + Template.fullName(id) + " (\"offset\" uint8) WITH (PROGRESS = true)",
                Json.object().put("type", "progress"),
                List.of());
        items.add(item, ItemStore.auditDetails(item).put("type", "progress"));
        return id;
    }

    private static void addSubsource(
            DdlContext ddl,
            ItemStore items,
            CatalogEntry.Schema schema,
            CatalogEntry.Cluster cluster,
            String sourceId,
            String table) {
        ddl.names.findInSchema(schema, table).ifPresent(taken -> {
            throw ddl.alreadyExists(taken);
        });
        String id = items.nextId();
        ItemStore.NewItem item = new ItemStore.NewItem(
                id,
                schema,
                table,
                ObjectKind.SOURCE,
                cluster.id(),
                view(ddl, schema, table, List.of(), data(sourceId, table)),
                sourceId,
                null,
                "CREATE SUBSOURCE " + Template.fullName(id) + " OF SOURCE " + Template.item(sourceId)
                        + " WITH (EXTERNAL REFERENCE = auction." + table + ")",
                Json.object().put("type", "subsource").put("reference", table),
                List.of(sourceId));
        items.add(
                item,
                ItemStore.auditDetails(item).put("cluster_id", cluster.id()).put("type", "subsource"));
    }

    static void createTable(DdlContext ddl, RelationStatement.CreateTableFromSource statement) {
        Optional<CatalogEntry.Schema> place =
                Placement.find(ddl, statement.name(), statement.ifNotExists(), ObjectKind.TABLE);
        if (place.isEmpty()) {
            return;
        }
        CatalogEntry.Schema schema = place.get();
        CatalogEntry.Item source = requireSource(ddl, ddl.names.item(statement.source()));
        LoadGenerator generator = LoadGenerator.valueOf(ddl.sql
                .query("SELECT details ->> 'generator' FROM mz_store.item WHERE id = $1", source.id())
                .get(0)
                .text(0));
        String table = generator.resolve(statement.reference());
        ddl.access.require(Requirements.createItem(schema, null));
        ddl.requireLimit("table", "max_tables", 200, ddl.count("item", "kind = 'table'"), 1);
        ItemStore items = new ItemStore(ddl);
        String id = items.nextId();
        String name = statement.name().last();
        ItemStore.NewItem item = new ItemStore.NewItem(
                id,
                schema,
                name,
                ObjectKind.TABLE,
                null,
                view(ddl, schema, name, statement.columns(), data(source.id(), table)),
                source.id(),
                null,
                "CREATE TABLE " + Template.fullName(id) + ViewDdl.columnList(statement.columns()) + " FROM SOURCE "
                        + Template.item(source.id()) + " (REFERENCE = " + Template.name(generator.schema()) + "."
                        + Template.name(table) + ")",
                Json.object().put("reference", table),
                List.of(source.id()));
        items.add(item, ItemStore.auditDetails(item));
    }

    private static CatalogEntry.Item requireSource(DdlContext ddl, CatalogEntry.Item item) {
        if (item.kind() != ObjectKind.SOURCE) {
            throw SqlError.internal(
                    "\"" + ddl.names.shortName(item) + "\" is a " + item.kind().words() + " not a source");
        }
        if (!"load-generator".equals(item.type())) {
            throw SqlError.internal(ddl.names.shortName(item) + " is not a source that tables can be created from");
        }
        return item;
    }

    /** An interval option's value in milliseconds. Refuses a value that is not an interval. */
    static long milliseconds(DdlContext ddl, Option option) {
        return ddl.sql
                .query("SELECT (extract(epoch FROM $1::interval) * 1000)::bigint", OptionValues.text(option))
                .get(0)
                .number(0);
    }
}
