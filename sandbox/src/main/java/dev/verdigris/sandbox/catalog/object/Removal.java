package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.Quoting;

/** Removes objects from the store and from PostgreSQL, with everything that is recorded about them. */
final class Removal {

    private Removal() {}

    /** Removes everything that belongs to the object's id and writes the audit event. */
    static void forget(DdlContext ddl, CatalogEntry object) {
        ddl.privileges.forget(object);
        ddl.sql.execute(
                "DELETE FROM mz_store.comment WHERE id = $1 AND object_type = $2",
                object.id(),
                object.kind().auditName());
        ddl.audit.dropped(object);
        ddl.changed();
    }

    /** Drops items: first all views of PostgreSQL in one statement, then its tables. */
    static void dropItems(DdlContext ddl, List<CatalogEntry.Item> items) {
        dropRelations(ddl, "VIEW", items.stream().filter(item -> isView(item)).toList());
        dropRelations(
                ddl,
                "TABLE",
                items.stream()
                        .filter(item -> item.relationOid() != null && !isView(item))
                        .toList());
        for (CatalogEntry.Item item : items) {
            ddl.sql.execute("DELETE FROM mz_store.dependency WHERE object_id = $1", item.id());
            ddl.sql.execute("DELETE FROM mz_store.item WHERE id = $1", item.id());
            ddl.sql.execute("DELETE FROM mz_store.hydration WHERE object_id = $1", item.id());
            ddl.sql.execute("DELETE FROM mz_store.wallclock_lag WHERE object_id = $1", item.id());
            if (item.kind() == ObjectKind.SOURCE && "load-generator".equals(item.type())) {
                dropData(ddl, item.id());
            }
            forget(ddl, item);
        }
    }

    private static boolean isView(CatalogEntry.Item item) {
        return item.relationOid() != null && (item.kind() != ObjectKind.TABLE || item.isTableFromSource());
    }

    /** CASCADE drops only temporary views here, because all other dependents are among the items. */
    private static void dropRelations(DdlContext ddl, String what, List<CatalogEntry.Item> items) {
        if (!items.isEmpty()) {
            ddl.sql.execute("DROP " + what + " "
                    + items.stream().map(item -> item.backendPath().quoted()).collect(Collectors.joining(", "))
                    + " CASCADE");
        }
    }

    /** Drops the tables with a dropped source's rows. */
    private static void dropData(DdlContext ddl, String sourceId) {
        List<String> tables = new ArrayList<>();
        ddl.sql
                .query(
                        "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'mz_source_data'::regnamespace"
                                + " AND relkind = 'r' AND split_part(relname, '.', 1) = $1",
                        sourceId)
                .forEach(row -> tables.add("mz_source_data." + Quoting.identifier(row.text(0))));
        if (!tables.isEmpty()) {
            ddl.sql.execute("DROP TABLE " + String.join(", ", tables));
        }
    }
}
