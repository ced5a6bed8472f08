package dev.verdigris.sandbox.catalog.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import dev.verdigris.sandbox.catalog.context.ItemStore;
import dev.verdigris.sandbox.catalog.context.Placement;
import dev.verdigris.sandbox.catalog.relation.ViewDdl;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionValue;
import dev.verdigris.sandbox.statement.option.OptionValues;

/** Creates Kafka sinks. */
public final class SinkDdl {

    private SinkDdl() {}

    /** Carries out CREATE SINK. */
    public static void create(DdlContext ddl, SinkStatement.CreateSink statement) {
        Optional<CatalogEntry.Schema> place =
                Placement.find(ddl, statement.name(), statement.ifNotExists(), ObjectKind.SINK);
        if (place.isEmpty()) {
            return;
        }
        CatalogEntry.Schema schema = place.get();
        CatalogEntry.Cluster cluster = ddl.names.clusterForNew(statement.cluster());
        SinkShape shape = SinkShape.of(statement);
        CatalogEntry.Item from = requireExportable(ddl, ddl.names.item(statement.from()));
        shape.requireFits(ddl, from);
        CatalogEntry.Item kafka = connection(ddl, statement.connection(), "kafka");
        List<CatalogEntry.Item> connections = withRegistries(ddl, kafka, statement);
        ddl.access.require(Requirements.createSink(schema, cluster, from, connections));
        ddl.requireLimit("sink", "max_sinks", 1000, ddl.count("item", "kind = 'sink'"), 1);
        ItemStore items = new ItemStore(ddl);
        String id = items.nextId();
        List<String> references = new ArrayList<>(List.of(from.id()));
        connections.forEach(connection -> references.add(connection.id()));
        ItemStore.NewItem item = new ItemStore.NewItem(
                id,
                schema,
                statement.name().last(),
                ObjectKind.SINK,
                cluster.id(),
                null,
                null,
                null,
                template(id, cluster, from, connections, statement),
                shape.details()
                        .put("connection_id", kafka.id())
                        .put("from_id", from.id())
                        .put("version", 0),
                references);
        items.add(
                item,
                ItemStore.auditDetails(item).put("cluster_id", cluster.id()).put("type", "kafka"));
    }

    private static List<CatalogEntry.Item> withRegistries(
            DdlContext ddl, CatalogEntry.Item kafka, SinkStatement.CreateSink statement) {
        List<CatalogEntry.Item> connections = new ArrayList<>(List.of(kafka));
        statement
                .format()
                .registries()
                .forEach(path -> connections.add(connection(ddl, path, "confluent-schema-registry")));
        return connections;
    }

    private static String template(
            String id,
            CatalogEntry.Cluster cluster,
            CatalogEntry.Item from,
            List<CatalogEntry.Item> connections,
            SinkStatement.CreateSink statement) {
        StringBuilder sql = new StringBuilder("CREATE SINK ")
                .append(Template.fullName(id))
                .append(" IN CLUSTER ")
                .append(Template.cluster(cluster.id()))
                .append(" FROM ")
                .append(Template.item(from.id()))
                .append(" INTO KAFKA CONNECTION ")
                .append(Template.item(connections.get(0).id()))
                .append(statement.connectionOptions().stream()
                        .map(SinkDdl::word)
                        .collect(Collectors.joining(", ", " (", ")")));
        SinkStatement.SinkKey key = statement.key();
        if (key != null) {
            sql.append(" KEY")
                    .append(ViewDdl.columnList(key.columns()))
                    .append(key.notEnforced() ? " NOT ENFORCED" : "");
        }
        if (statement.headers() != null) {
            sql.append(" HEADERS ").append(Template.name(statement.headers()));
        }
        sql.append(formatWords(statement.format(), connections))
                .append(" ENVELOPE ")
                .append(statement.envelope());
        if (!statement.options().isEmpty()) {
            sql.append(
                    statement.options().stream().map(SinkDdl::word).collect(Collectors.joining(", ", " WITH (", ")")));
        }
        return sql.toString();
    }

    private static String formatWords(SinkStatement.SinkFormat format, List<CatalogEntry.Item> connections) {
        List<String> registries = connections.stream()
                .skip(1)
                .map(connection -> " USING CONFLUENT SCHEMA REGISTRY CONNECTION " + Template.item(connection.id()))
                .toList();
        int next = 0;
        StringBuilder words = new StringBuilder();
        if (format.key() != null) {
            words.append(" KEY FORMAT ").append(format.key().toUpperCase(Locale.ROOT));
            if (format.key().equals("avro")) {
                words.append(registries.get(next++));
            }
            words.append(" VALUE");
        }
        words.append(" FORMAT ").append(String.valueOf(format.value()).toUpperCase(Locale.ROOT));
        if ("avro".equals(format.value())) {
            words.append(registries.get(next));
        }
        return words.toString();
    }

    private static String word(Option option) {
        OptionValue value = option.value();
        return switch (value) {
            case null -> option.name();
            case OptionValue.Text text -> option.name() + " = " + Template.literal(text.value());
            case OptionValue.Raw raw -> option.name() + " = " + Template.text(raw.sql());
            case OptionValue.Items items ->
                option.name() + " = (" + Template.text(String.join(", ", OptionValues.texts(option))) + ")";
            case OptionValue.Number number -> option.name() + " = " + number.value();
            case OptionValue.Word word -> option.name() + " = " + Template.word(word);
            case OptionValue.SecretName secret -> throw SqlError.internal("invalid " + option.name());
            case OptionValue.Nested nested -> throw SqlError.internal("invalid " + option.name());
        };
    }

    /** Only relations with their own rows can be exported. */
    static CatalogEntry.Item requireExportable(DdlContext ddl, CatalogEntry.Item from) {
        String name = ddl.names.shortName(from);
        if (from.replacementFor() != null) {
            throw SqlError.internal("replacement materialized view " + name + " cannot be exported as a sink");
        }
        boolean exportable = from.kind() == ObjectKind.TABLE
                || from.kind() == ObjectKind.SOURCE
                || from.kind() == ObjectKind.MATERIALIZED_VIEW;
        if (!exportable) {
            throw SqlError.internal(from.kind().words() + " " + name + " cannot be exported as a sink");
        }
        return from;
    }

    private static CatalogEntry.Item connection(DdlContext ddl, ObjectPath path, String type) {
        CatalogEntry.Item item = ddl.names
                .findItem(path)
                .orElseThrow(() -> SqlError.internal("connection \"" + path + "\" does not exist"));
        if (item.kind() != ObjectKind.CONNECTION || !type.equals(item.type())) {
            throw SqlError.internal(ddl.names.shortName(item) + " is not a "
                    + type.toUpperCase(Locale.ROOT).replace('-', ' ') + " CONNECTION");
        }
        return item;
    }

    /** All checks of ALTER SINK … SET FROM before it waits. */
    public static SinkCutover plan(DdlContext ddl, SinkStatement.AlterSinkFrom statement) {
        Optional<CatalogEntry.Item> found = ddl.names.findItem(statement.name());
        if (found.isEmpty()) {
            ddl.noticeMissingOr(statement.ifExists(), ObjectKind.SINK, statement.name());
            return new SinkCutover(null, "", "", 0, ddl.outcome(statement.commandTag()));
        }
        CatalogEntry.Item sink = ddl.require(found.get(), ObjectKind.SINK);
        if (ddl.names.findItem(statement.from()).isEmpty() && ddl.names.isSystemRelation(statement.from())) {
            throw SqlError.internal("creating a sink directly on a catalog object not yet supported");
        }
        CatalogEntry.Item from = requireExportable(ddl, ddl.names.item(statement.from()));
        SinkState state = SinkState.read(ddl, sink.id());
        state.shape().requireFits(ddl, from);
        CatalogEntry.Cluster cluster = ddl.names.clusterById(String.valueOf(sink.clusterId()));
        ddl.access.require(Requirements.alterSink(sink, from, cluster, connections(ddl, sink)));
        return new SinkCutover(
                sink.id(),
                from.id(),
                state.fromId(),
                state.version(),
                new DdlOutcome(statement.commandTag(), List.of(), true));
    }

    private static List<CatalogEntry.Item> connections(DdlContext ddl, CatalogEntry.Item sink) {
        return ddl.names.items(
                "i.kind = 'connection' AND i.id IN (SELECT referenced_id FROM mz_store.dependency WHERE object_id = $1)",
                sink.id());
    }

    /** The change after the sink has caught up. The sink must be unchanged and the relation must exist. */
    public static void commit(DdlContext ddl, SinkCutover cutover) {
        String sinkId = cutover.sinkId();
        if (sinkId == null) {
            return;
        }
        for (String id : List.of(sinkId, cutover.fromId())) {
            if (ddl.names.findItemById(id).isEmpty()) {
                throw SqlError.of("0A000", "dependency was removed: " + id);
            }
        }
        SinkState state = SinkState.read(ddl, sinkId);
        if (state.version() != cutover.version() || !state.fromId().equals(cutover.fromIdBefore())) {
            throw new SqlError(Diagnostic.error("0A000", "sink was altered concurrently"));
        }
        boolean cut = cutOver(ddl, sinkId, cutover.fromId());
        ddl.sql.execute(
                """
                UPDATE mz_store.item SET
                    create_template = replace(create_template, ' FROM ' || $2 || ' INTO ', ' FROM ' || $3 || ' INTO '),
                    details = details || jsonb_build_object('from_id', $4::text, 'version', $5::bigint)
                WHERE id = $1
                """,
                sinkId,
                Template.item(state.fromId()),
                Template.item(cutover.fromId()),
                cutover.fromId(),
                state.version() + 1);
        ddl.sql.execute(
                "DELETE FROM mz_store.dependency WHERE object_id = $1 AND referenced_id = $2", sinkId, state.fromId());
        new ItemStore(ddl).reference(sinkId, cutover.fromId());
        if (!cut) {
            ddl.sql.query("SELECT mz_store.sink_cut_over($1)", sinkId);
        }
        CatalogEntry.Item sink = ddl.names.itemById(sinkId);
        ddl.audit.event("alter", sink, AuditLog.identity(sink));
        ddl.changed();
    }

    /**
     * Changes since the plan are still those of the old relation. A running sink writes all of them, up to one moment,
     * and cuts over at that moment. Returns whether it did; one that does not run has no such changes.
     */
    private static boolean cutOver(DdlContext ddl, String sinkId, String nextId) {
        return ddl
                .sql
                .query(
                        "SELECT mz_store.sink_advance(sink_id, $2) FROM mz_store.running_sink WHERE sink_id = $1",
                        sinkId,
                        nextId)
                .stream()
                .anyMatch(written -> written.nullable(0) != null);
    }
}
