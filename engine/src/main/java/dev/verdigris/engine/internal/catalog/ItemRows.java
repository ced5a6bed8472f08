package dev.verdigris.engine.internal.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.internal.connection.Rows.Row;

/** Joins the relation of all objects with the relations of their kinds. */
final class ItemRows {

    private static final List<CatalogQuery> KINDS = List.of(
            CatalogQuery.TABLES,
            CatalogQuery.SOURCES,
            CatalogQuery.SINKS,
            CatalogQuery.VIEWS,
            CatalogQuery.MATERIALIZED_VIEWS,
            CatalogQuery.INDEXES);

    private final Map<String, Row> details = new HashMap<>();

    private ItemRows(CatalogRows rows) {
        for (CatalogQuery kind : KINDS) {
            rows.of(kind).rows().forEach(row -> details.put(row.text("id"), row));
        }
    }

    /** The objects, without those of sessions, in the order of the relation of all objects. */
    static List<Item> items(CatalogRows rows) {
        ItemRows reader = new ItemRows(rows);
        return rows.of(CatalogQuery.OBJECTS).rows().stream()
                .filter(row -> !TemporaryViewRows.isTemporary(row))
                .map(reader::item)
                .toList();
    }

    private Item item(Row row) {
        Optional<Row> own = Optional.ofNullable(details.get(row.text("id")));
        return new Item(
                new ItemId(row.text("id")),
                new SchemaId(row.text("schema_id")),
                Identifier.of(row.text("name")),
                ItemKind.ofCatalog(row.text("type")),
                detail(own, "subtype"),
                new RoleId(row.text("owner_id")),
                ServerTexts.acl(row.orNull("privileges")),
                Optional.ofNullable(row.orNull("cluster_id")).map(ClusterId::new),
                detail(own, "on_id").map(ItemId::new),
                detail(own, "source_id").map(ItemId::new),
                detail(own, "connection_id").map(ItemId::new),
                detail(own, "create_sql"));
    }

    /** A column of the relation of an object's own kind; empty if that kind has no such column. */
    private static Optional<String> detail(Optional<Row> own, String column) {
        return own.filter(row -> row.has(column)).flatMap(row -> Optional.ofNullable(row.orNull(column)));
    }
}
