package dev.verdigris.sandbox.catalog.relation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.ItemStore;
import dev.verdigris.sandbox.catalog.context.Placement;
import dev.verdigris.sandbox.catalog.context.Temporary;
import dev.verdigris.sandbox.catalog.object.DropDdl;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.RelationStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** Creates views. */
public final class ViewDdl {

    private ViewDdl() {}

    static void create(DdlContext ddl, RelationStatement.CreateView statement) {
        if (statement.temporary()) {
            createTemporary(ddl, statement);
            return;
        }
        Optional<Place> place =
                Place.find(ddl, statement.name(), statement.orReplace(), statement.ifNotExists(), ObjectKind.VIEW);
        if (place.isEmpty()) {
            return;
        }
        CatalogEntry.Schema schema = place.get().schema();
        ddl.access.require(Requirements.createItem(schema, place.get().old()));
        ItemStore items = new ItemStore(ddl);
        String id = items.nextId();
        ViewBody body = new ViewBody(ddl, statement.query());
        Made made = make(ddl, body, place.get(), statement.name().last(), id, statement.columns(), ObjectKind.VIEW);
        String query = body.template();
        ItemStore.NewItem item = new ItemStore.NewItem(
                id,
                schema,
                statement.name().last(),
                ObjectKind.VIEW,
                null,
                made.oid(),
                null,
                null,
                "CREATE VIEW " + Template.fullName(id) + columnList(statement.columns()) + " AS " + query,
                Json.object().put("definition", query + ";"),
                made.references());
        items.add(item, ItemStore.auditDetails(item));
    }

    /**
     * Where a new view goes.
     *
     * @param schema the schema
     * @param old the view that OR REPLACE drops, or null
     */
    record Place(CatalogEntry.Schema schema, CatalogEntry.@Nullable Item old) {

        /** Empty, with a notice, if the name is taken and IF NOT EXISTS was written. */
        static Optional<Place> find(
                DdlContext ddl, ObjectPath name, boolean orReplace, boolean ifNotExists, ObjectKind kind) {
            if (orReplace) {
                CatalogEntry.Schema schema = ddl.names.schemaForNew(name);
                Optional<CatalogEntry.Item> taken = ddl.names.findInSchema(schema, name.last());
                if (taken.isPresent() && taken.get().kind() != kind) {
                    throw ddl.alreadyExists(taken.get());
                }
                return Optional.of(new Place(schema, taken.orElse(null)));
            }
            return Placement.find(ddl, name, ifNotExists, kind).map(schema -> new Place(schema, null));
        }
    }

    /**
     * A PostgreSQL view that was made.
     *
     * @param oid its oid
     * @param references the items that it reads
     */
    record Made(String oid, Set<String> references) {}

    /**
     * Creates the PostgreSQL view. A view that replaces another one first gets a temporary name, so that a query that
     * reads the old view is detected.
     */
    static Made make(
            DdlContext ddl, ViewBody body, Place place, String name, String id, List<String> columns, ObjectKind kind) {
        CatalogEntry.Item old = place.old();
        String firstName = old == null ? name : "mz_new_" + id;
        String oid = body.create(place.schema(), firstName, columns);
        Set<String> references = body.references(oid);
        body.requireAllowed(kind, references);
        if (old != null) {
            if (references.contains(old.id())) {
                throw SqlError.internal("cannot replace " + kind.words() + " " + ddl.names.shortName(old)
                        + ": depended upon by new " + old.name() + " definition");
            }
            DropDdl.replace(ddl, old);
            ddl.sql.execute("ALTER VIEW "
                    + ObjectPath.of(place.schema().backendName(), firstName).quoted() + " RENAME TO "
                    + ObjectPath.of(name).quoted());
        }
        return new Made(oid, references);
    }

    /** The column names between parentheses, for a template; empty for none. */
    public static String columnList(List<String> columns) {
        return columns.isEmpty()
                ? ""
                : columns.stream().map(Template::name).collect(Collectors.joining(", ", " (", ")"));
    }

    private static void createTemporary(DdlContext ddl, RelationStatement.CreateView statement) {
        Temporary.requireUnqualified(statement.name());
        String name = statement.name().last();
        @Nullable String relkind = Temporary.relkind(ddl, name);
        if (relkind != null && statement.ifNotExists()) {
            ddl.noticeExisting(ObjectKind.VIEW, name);
            return;
        }
        if (relkind != null && !statement.orReplace()) {
            throw SqlError.internal("catalog item '" + name + "' already exists");
        }
        if (relkind != null) {
            ddl.sql.execute("DROP VIEW pg_temp." + ObjectPath.of(name).quoted());
        }
        new ViewBody(ddl, statement.query()).createTemporary(name, statement.columns());
        ddl.changed();
    }
}
