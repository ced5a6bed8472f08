package dev.verdigris.sandbox.catalog.relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.BackendErrors;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.ItemStore;
import dev.verdigris.sandbox.catalog.context.RelationColumns;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.RelationStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.rewrite.QueryText;

/** Creates indexes. They are rows of the store, and a worker hydrates them. */
final class IndexDdl {

    private final DdlContext ddl;
    private final RelationStatement.CreateIndex statement;
    private final CatalogEntry.Item relation;
    private final RelationColumns columns;

    private IndexDdl(DdlContext ddl, RelationStatement.CreateIndex statement, CatalogEntry.Item relation, String oid) {
        this.ddl = ddl;
        this.statement = statement;
        this.relation = relation;
        this.columns = new RelationColumns(ddl, oid);
    }

    static void create(DdlContext ddl, RelationStatement.CreateIndex statement) {
        CatalogEntry.Item relation = ddl.names.item(statement.relation());
        String oid = relation.relationOid();
        if (!relation.isRelation() || oid == null) {
            throw SqlError.internal("index cannot be created on " + ddl.names.shortName(relation) + " because it is a "
                    + relation.kind().words());
        }
        if (relation.replacementFor() != null) {
            throw SqlError.internal("index cannot be created on " + ddl.names.shortName(relation)
                    + " because it is a replacement materialized view");
        }
        new IndexDdl(ddl, statement, relation, oid).create();
    }

    /**
     * One expression of the key.
     *
     * @param sql as the statement shows it
     * @param word its part of the index's generated name
     * @param details for the store
     */
    private record Key(String sql, String word, Json details) {}

    private void create() {
        CatalogEntry.Cluster cluster = ddl.names.clusterForNew(statement.cluster());
        List<Key> keys = keys();
        Unmaterializable.requireNone(ddl, new QueryText(String.join(", ", statement.keys())), List.of(relation.id()));
        boolean isDefault = statement.byDefault() || statement.keys().isEmpty();
        String wanted = statement.name() == null ? madeUpName(keys, isDefault) : statement.name();
        Optional<CatalogEntry.Item> taken = ddl.names.findInSchema(relation.schema(), wanted);
        ddl.access.require(Requirements.createIndex(relation, cluster));
        if (taken.isPresent()) {
            if (!statement.ifNotExists()) {
                throw ddl.alreadyExists(taken.get());
            }
            ddl.noticeExisting(ObjectKind.INDEX, wanted);
            return;
        }
        ItemStore items = new ItemStore(ddl);
        String id = items.nextId();
        ItemStore.NewItem item = new ItemStore.NewItem(
                id,
                relation.schema(),
                wanted,
                ObjectKind.INDEX,
                cluster.id(),
                null,
                null,
                relation.id(),
                "CREATE INDEX " + Template.ownName(id) + " IN CLUSTER " + Template.cluster(cluster.id()) + " ON "
                        + Template.item(relation.id())
                        + keys.stream().map(Key::sql).collect(Collectors.joining(", ", " (", ")")),
                Json.object().objects("keys", keys.stream().map(Key::details).toList()),
                List.of(relation.id()));
        CatalogEntry.Item index = items.add(item, ItemStore.auditDetails(item).put("cluster_id", cluster.id()));
        if (!index.ownerId().equals(relation.ownerId())) {
            ddl.sql.execute("UPDATE mz_store.item SET owner_id = $2 WHERE id = $1", id, relation.ownerId());
        }
    }

    private List<Key> keys() {
        if (statement.byDefault() || statement.keys().isEmpty()) {
            return columns.names().stream().map(this::column).toList();
        }
        List<Key> keys = new ArrayList<>();
        for (String expression : statement.keys()) {
            keys.add(key(expression));
        }
        return keys;
    }

    private Key key(String expression) {
        QueryText text = new QueryText(expression);
        Optional<String> name = text.onlyColumn();
        if (name.isPresent()) {
            if (columns.position(name.get()) == 0) {
                throw SqlError.internal("column \"" + name.get() + "\" does not exist");
            }
            return column(name.get());
        }
        Optional<String> number = text.onlyNumber();
        if (number.isPresent()) {
            return column(columnAt(number.get()));
        }
        Functions.requireAllowed(ddl, text);
        try {
            ddl.sql.query("SELECT (" + text.forBackend() + ") FROM "
                    + relation.backendPath().quoted() + " LIMIT 0");
        } catch (SqlError failure) {
            throw BackendErrors.translate(failure);
        }
        return new Key(
                Template.text(expression),
                "expr",
                Json.object().put("expression", expression).put("nullable", true));
    }

    private String columnAt(String number) {
        List<String> names = columns.names();
        int position = number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0;
        if (position < 1 || position > names.size()) {
            throw SqlError.internal(
                    "column reference " + number + " in CREATE INDEX is out of range (1 - " + names.size() + ")");
        }
        return names.get(position - 1);
    }

    private Key column(String name) {
        int position = columns.position(name);
        return new Key(
                Template.name(name),
                name,
                Json.object()
                        .put("position", position)
                        .put("nullable", columns.all().get(position - 1).nullable()));
    }

    private String madeUpName(List<Key> keys, boolean isDefault) {
        String words = isDefault ? "primary" : keys.stream().map(Key::word).collect(Collectors.joining("_"));
        String name = relation.name() + "_" + words + "_idx";
        if (statement.ifNotExists()) {
            return name;
        }
        String free = name;
        for (int i = 1; ddl.names.findInSchema(relation.schema(), free).isPresent(); i++) {
            free = name + i;
        }
        return free;
    }
}
