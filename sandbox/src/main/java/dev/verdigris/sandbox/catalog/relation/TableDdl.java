package dev.verdigris.sandbox.catalog.relation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.BackendErrors;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.ItemStore;
import dev.verdigris.sandbox.catalog.context.Placement;
import dev.verdigris.sandbox.catalog.context.Temporary;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.RelationStatement;
import dev.verdigris.sandbox.statement.ast.RelationStatement.ColumnDefinition;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.rewrite.QueryText;

/** Creates plain tables, which are tables of PostgreSQL. */
final class TableDdl {

    private static final Pattern TYPE = Pattern.compile("(?<base>[^(\\[]+)(?<rest>.*)");

    private static final Pattern MAP = Pattern.compile("map\\[(?<key>[^=]+)=>(?<value>.+)]");
    private static final String LIST = " list";

    private TableDdl() {}

    static void create(DdlContext ddl, RelationStatement.CreateTable statement) {
        requireDistinct(statement.columns());
        if (statement.temporary()) {
            createTemporary(ddl, statement);
            return;
        }
        Optional<CatalogEntry.Schema> place =
                Placement.find(ddl, statement.name(), statement.ifNotExists(), ObjectKind.TABLE);
        if (place.isEmpty()) {
            return;
        }
        CatalogEntry.Schema schema = place.get();
        String name = statement.name().last();
        ddl.access.require(Requirements.createItem(schema, null));
        ddl.requireLimit("table", "max_tables", 200, ddl.count("item", "kind = 'table'"), 1);
        makeRelation(ddl, "TABLE", ObjectPath.of(schema.backendName(), name).quoted(), statement.columns());
        ItemStore items = new ItemStore(ddl);
        String id = items.nextId();
        ItemStore.NewItem item = new ItemStore.NewItem(
                id,
                schema,
                name,
                ObjectKind.TABLE,
                null,
                ddl.relationOid(schema.backendName(), name),
                null,
                null,
                "CREATE TABLE " + Template.fullName(id) + " (" + columnsTemplate(ddl, statement.columns()) + ")",
                Json.object(),
                List.of());
        items.add(item, ItemStore.auditDetails(item));
    }

    private static void createTemporary(DdlContext ddl, RelationStatement.CreateTable statement) {
        Temporary.requireUnqualified(statement.name());
        if (Temporary.exists(ddl, statement.name())) {
            if (!statement.ifNotExists()) {
                throw SqlError.internal("catalog item '" + statement.name().last() + "' already exists");
            }
            ddl.noticeExisting(ObjectKind.TABLE, statement.name().last());
            return;
        }
        makeRelation(ddl, "TEMPORARY TABLE", Quoting.identifier(statement.name().last()), statement.columns());
        Temporary.comment(ddl, "TABLE", statement.name().last(), Temporary.comment(ddl));
        ddl.changed();
    }

    private static void makeRelation(DdlContext ddl, String what, String name, List<ColumnDefinition> columns) {
        columns.stream()
                .map(ColumnDefinition::defaultExpression)
                .filter(Objects::nonNull)
                .forEach(expression -> Functions.requireAllowed(ddl, new QueryText(expression)));
        String list = columns.stream().map(TableDdl::backendColumn).collect(Collectors.joining(", "));
        try {
            ddl.sql.execute("CREATE " + what + " " + name + " (" + list + ")");
            ddl.sql.execute("GRANT INSERT, UPDATE, DELETE ON " + name + " TO mz_session");
        } catch (SqlError failure) {
            throw BackendErrors.translate(failure);
        }
    }

    private static String backendColumn(ColumnDefinition column) {
        String defaultExpression = column.defaultExpression();
        return Quoting.identifier(column.name())
                + " "
                + backendType(column.type())
                + (column.nullable() ? "" : " NOT NULL")
                + (defaultExpression == null ? "" : " DEFAULT " + new QueryText(defaultExpression).forBackend());
    }

    /** Lists and maps are types of their own in PostgreSQL, with elements of any type. */
    private static String backendType(String type) {
        return type.endsWith(LIST) ? "mz_catalog.list" : type.startsWith("map[") ? "mz_catalog.map" : type;
    }

    private static String columnsTemplate(DdlContext ddl, List<ColumnDefinition> columns) {
        return columns.stream()
                .map(column -> {
                    String defaultExpression = column.defaultExpression();
                    return Template.name(column.name()) + " " + typeTemplate(ddl, column.type())
                            + (column.nullable() ? "" : " NOT NULL")
                            + (defaultExpression == null ? "" : " DEFAULT " + Template.text(defaultExpression));
                })
                .collect(Collectors.joining(", "));
    }

    /** The type by id, followed by its modifiers or brackets. */
    private static String typeTemplate(DdlContext ddl, String type) {
        if (type.endsWith(LIST)) {
            return typeTemplate(ddl, type.substring(0, type.length() - LIST.length())) + LIST;
        }
        Matcher map = MAP.matcher(type);
        if (map.matches()) {
            return "map[" + typeTemplate(ddl, map.group("key")) + "=>" + typeTemplate(ddl, map.group("value")) + "]";
        }
        Matcher parts = TYPE.matcher(type);
        if (!parts.matches()) {
            throw new IllegalStateException("a column of PostgreSQL's with a type like " + type);
        }
        String oid = ddl.sql
                .query("SELECT $1::regtype::oid", parts.group("base"))
                .get(0)
                .text(0);
        return Template.type(oid) + Template.text(parts.group("rest"));
    }

    private static void requireDistinct(List<ColumnDefinition> columns) {
        List<String> names = columns.stream().map(ColumnDefinition::name).toList();
        for (String name : names) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw SqlError.internal("column " + Quoting.identifier(name) + " specified more than once");
            }
        }
    }
}
