package dev.verdigris.sandbox.catalog.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.context.ItemStore;
import dev.verdigris.sandbox.catalog.context.Kinds;
import dev.verdigris.sandbox.catalog.context.OptionWords;
import dev.verdigris.sandbox.catalog.context.Placement;
import dev.verdigris.sandbox.catalog.context.SystemRelations;
import dev.verdigris.sandbox.catalog.relation.ViewDdl;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionValue;
import dev.verdigris.sandbox.statement.option.OptionValues;

/** Creates Kafka sinks. */
public final class SinkDdl {

    private SinkDdl() {}

    public static void create(DdlRun run, SinkStatement.CreateSink statement) {
        Optional<Stored.Schema> place = Placement.find(run, statement.name(), statement.ifNotExists(), ObjectKind.SINK);
        if (place.isEmpty()) {
            return;
        }
        Stored.Schema schema = place.get();
        Stored.Cluster cluster = run.names.clusterForNew(statement.cluster());
        SinkShape shape = SinkShape.of(statement);
        Stored.Item from = demandExportable(run, run.names.item(statement.from()));
        shape.demandFits(run, from);
        Stored.Item kafka = connection(run, statement.connection(), "kafka");
        List<Stored.Item> connections = new ArrayList<>(List.of(kafka));
        statement
                .format()
                .registries()
                .forEach(path -> connections.add(connection(run, path, "confluent-schema-registry")));
        run.access.check(Requirements.createSink(schema, cluster, from, connections));
        run.demandLimit("sink", "max_sinks", 1000, run.count("item", "kind = 'sink'"), 1);
        ItemStore items = new ItemStore(run);
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

    private static String template(
            String id,
            Stored.Cluster cluster,
            Stored.Item from,
            List<Stored.Item> connections,
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

    private static String formatWords(SinkStatement.SinkFormat format, List<Stored.Item> connections) {
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
            case OptionValue.Word word -> option.name() + " = " + OptionWords.word(word);
            case OptionValue.SecretName secret -> throw SqlFailure.internal("invalid " + option.name());
            case OptionValue.Nested nested -> throw SqlFailure.internal("invalid " + option.name());
        };
    }

    /** Only what has rows of its own can be exported. */
    static Stored.Item demandExportable(DdlRun run, Stored.Item from) {
        String name = run.names.shortName(from);
        if (from.replacementFor() != null) {
            throw SqlFailure.internal("replacement materialized view " + name + " cannot be exported as a sink");
        }
        boolean exportable = from.kind() == ObjectKind.TABLE
                || from.kind() == ObjectKind.SOURCE
                || from.kind() == ObjectKind.MATERIALIZED_VIEW;
        if (!exportable) {
            throw SqlFailure.internal(from.kind().words() + " " + name + " cannot be exported as a sink");
        }
        return from;
    }

    private static Stored.Item connection(DdlRun run, ObjectPath path, String type) {
        Stored.Item item = run.names
                .findItem(path)
                .orElseThrow(() -> SqlFailure.internal("connection \"" + path + "\" does not exist"));
        if (item.kind() != ObjectKind.CONNECTION || !type.equals(item.type())) {
            throw SqlFailure.internal(run.names.shortName(item) + " is not a "
                    + type.toUpperCase(Locale.ROOT).replace('-', ' ') + " CONNECTION");
        }
        return item;
    }

    /** Everything that ALTER SINK … SET FROM asks before it waits. */
    public static SinkCutover plan(DdlRun run, SinkStatement.AlterSinkFrom statement) {
        Optional<Stored.Item> found = run.names.findItem(statement.name());
        if (found.isEmpty()) {
            run.noticeMissingOr(statement.ifExists(), ObjectKind.SINK, statement.name());
            return new SinkCutover(null, "", "", 0, run.outcome(statement.commandTag()));
        }
        Stored.Item sink = Kinds.demand(run, found.get(), ObjectKind.SINK);
        if (run.names.findItem(statement.from()).isEmpty() && SystemRelations.exists(run, statement.from())) {
            throw SqlFailure.internal("creating a sink directly on a catalog object not yet supported");
        }
        Stored.Item from = demandExportable(run, run.names.item(statement.from()));
        SinkState state = SinkState.read(run, sink.id());
        state.shape().demandFits(run, from);
        Stored.Cluster cluster = run.names.clusterById(String.valueOf(sink.clusterId()));
        run.access.check(Requirements.alterSink(sink, from, cluster, connections(run, sink)));
        return new SinkCutover(
                sink.id(),
                from.id(),
                state.fromId(),
                state.version(),
                new DdlOutcome(statement.commandTag(), List.of(), true));
    }

    private static List<Stored.Item> connections(DdlRun run, Stored.Item sink) {
        return run.names.items(
                "i.kind = 'connection' AND i.id IN (SELECT referenced_id FROM mz_store.dependency WHERE object_id = $1)",
                sink.id());
    }

    /** What changes once the sink has caught up: it must still be as it was, and the relation still be there. */
    public static void commit(DdlRun run, SinkCutover cutover) {
        String sinkId = cutover.sinkId();
        if (sinkId == null) {
            return;
        }
        for (String id : List.of(sinkId, cutover.fromId())) {
            if (run.names.findItemById(id).isEmpty()) {
                throw SqlFailure.of("0A000", "dependency was removed: " + id);
            }
        }
        SinkState state = SinkState.read(run, sinkId);
        if (state.version() != cutover.version() || !state.fromId().equals(cutover.fromIdBefore())) {
            throw new SqlFailure(Diagnostic.error("0A000", "sink was altered concurrently"));
        }
        // What has changed since it caught up is the old relation's still; nothing of it may be left out.
        run.sql.query("SELECT mz_store.sink_advance(sink_id) FROM mz_store.running_sink WHERE sink_id = $1", sinkId);
        run.sql.execute(
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
        run.sql.execute(
                "DELETE FROM mz_store.dependency WHERE object_id = $1 AND referenced_id = $2", sinkId, state.fromId());
        new ItemStore(run).reference(sinkId, cutover.fromId());
        run.sql.query("SELECT mz_store.sink_cut_over($1)", sinkId);
        Stored.Item sink = run.names.itemById(sinkId);
        run.audit.event("alter", sink, AuditLog.identity(sink));
        run.changed();
    }
}
