package dev.verdigris.engine.internal.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.TemporaryView;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.Rows.Row;

/**
 * Turns rows into temporary views. The catalog shows the temporary objects of all sessions, with ids of users and the
 * id 0 as their schema, which no relation lists (as a real Materialize 26.24 shows them).
 */
final class TemporaryViewRows {

    private static final String SCHEMA_OF_SESSIONS = "0";

    private TemporaryViewRows() {}

    /** Whether a row of the relation of all objects is about a temporary object. */
    static boolean isTemporary(Row object) {
        return object.text("schema_id").equals(SCHEMA_OF_SESSIONS);
    }

    /** The temporary views in a reading of the catalog. */
    static List<TemporaryView> of(CatalogRows rows) {
        List<Row> views = rows.of(CatalogQuery.OBJECTS).rows().stream()
                .filter(row -> isTemporary(row) && row.text("type").equals("view"))
                .toList();
        if (views.isEmpty()) {
            return List.of();
        }
        Map<String, Optional<String>> definitions = new HashMap<>();
        rows.of(CatalogQuery.VIEWS).rows().forEach(row -> definitions.put(row.text("id"), createSql(row)));
        Map<String, String> roles = names(rows.of(CatalogQuery.ROLES));
        return views.stream()
                .map(row -> view(row, definitions.getOrDefault(row.text("id"), Optional.empty()), roles))
                .toList();
    }

    /** The temporary views of their own query. */
    static List<TemporaryView> of(Rows views, Rows roles) {
        Map<String, String> names = names(roles);
        return views.map(row -> view(row, createSql(row), names));
    }

    private static TemporaryView view(Row row, Optional<String> createSql, Map<String, String> roles) {
        String owner = row.text("owner_id");
        return new TemporaryView(
                new ItemId(row.text("id")),
                Identifier.of(row.text("name")),
                roles.getOrDefault(owner, owner),
                createSql);
    }

    private static Optional<String> createSql(Row row) {
        return Optional.ofNullable(row.orNull("create_sql"));
    }

    private static Map<String, String> names(Rows roles) {
        Map<String, String> names = new HashMap<>();
        roles.rows().forEach(row -> names.put(row.text("id"), row.text("name")));
        return names;
    }
}
