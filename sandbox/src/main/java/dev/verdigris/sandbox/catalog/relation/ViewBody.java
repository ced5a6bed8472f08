package dev.verdigris.sandbox.catalog.relation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.context.BackendErrors;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.Temporary;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.rewrite.QueryText;

/**
 * A query that becomes a PostgreSQL view. PostgreSQL reports its dependencies. The names of these in its text become
 * placeholders.
 */
final class ViewBody {

    private static final Set<String> UNSTABLE_SCHEMAS =
            Set.of("mz_internal", "mz_introspection", "mz_unsafe", "mz_catalog_unstable");

    private final DdlContext ddl;
    private final QueryText text;

    /** The PostgreSQL oid of each relation's name in the text, at present. */
    private final Map<ObjectPath, String> meanings = new HashMap<>();

    private final Set<ObjectPath> temporary = new HashSet<>();

    private final Map<String, String> idsByOid = new HashMap<>();

    ViewBody(DdlContext ddl, String query) {
        this.ddl = ddl;
        this.text = new QueryText(query);
    }

    /**
     * Creates the PostgreSQL view and returns its oid.
     *
     * @throws SqlError Materialize's error if the query is not valid
     */
    String create(CatalogEntry.Schema schema, String name, List<String> columns) {
        return create("VIEW", ObjectPath.of(schema.backendName(), name).quoted(), columns);
    }

    /**
     * Creates a view that ends with the session. Its comment holds its definition, because the store has no row for it.
     */
    void createTemporary(String name, List<String> columns) {
        Set<String> references = references(create("TEMPORARY VIEW", Quoting.identifier(name), columns));
        Json definition = Temporary.comment(ddl)
                .put("definition", template() + ";")
                .put("create", Template.name(name) + ViewDdl.columnList(columns) + " AS " + template())
                .texts("references", references);
        Temporary.comment(ddl, "VIEW", name, definition);
    }

    private String create(String what, String name, List<String> columns) {
        Functions.requireAllowed(ddl, text);
        Set<ObjectPath> unknownSchemas = resolveNames();
        String list = columns.isEmpty()
                ? ""
                : columns.stream().map(Quoting::identifier).collect(Collectors.joining(", ", " (", ")"));
        try {
            ddl.sql.execute("CREATE " + what + " " + name + list + " AS "
                    + ddl.backing.qualify(text.forBackend(), text.relations()));
        } catch (SqlError failure) {
            throw explained(failure, unknownSchemas);
        }
        return ddl.sql
                .query("SELECT to_regclass($1)::oid", BackendNames.inSql(name))
                .get(0)
                .text(0);
    }

    /** Resolves the names before the statement may fail, and returns the schemas that do not exist. */
    private Set<ObjectPath> resolveNames() {
        Set<ObjectPath> unknownSchemas = new LinkedHashSet<>();
        for (ObjectPath path : text.relations()) {
            if (path.size() == 3 && ddl.names.findDatabase(path.parts().get(0)).isEmpty()) {
                throw SqlError.internal("unknown database '" + path.parts().get(0) + "'");
            }
            if (!resolve(path) && path.size() > 1) {
                ObjectPath schema = new ObjectPath(path.qualifier());
                if (ddl.names.findSchema(schema).isEmpty()) {
                    unknownSchemas.add(schema);
                }
            }
        }
        text.columnQualifiers().stream()
                .filter(path -> path.size() == 3
                        && ddl.names.findDatabase(path.parts().get(0)).isPresent())
                .forEach(this::resolve);
        return unknownSchemas;
    }

    private boolean resolve(ObjectPath path) {
        if (path.size() > 3) {
            return false;
        }
        Optional<CatalogTransaction.Row> relation = ddl.sql.queryOne(
                "SELECT oid, relpersistence = 't' FROM pg_catalog.pg_class WHERE oid = to_regclass($1)",
                BackendNames.inSql(ddl.backing.of(path).quoted()));
        relation.ifPresent(row -> {
            meanings.put(path, row.text(0));
            if (row.flag(1)) {
                temporary.add(path);
            }
        });
        return relation.isPresent();
    }

    private SqlError explained(SqlError failure, Set<ObjectPath> unknownSchemas) {
        if (failure.diagnostic().message().equals("cannot create temporary relation in non-temporary schema")) {
            return SqlError.internal("non-temporary items cannot depend on temporary item '"
                    + text.relations().stream()
                            .filter(temporary::contains)
                            .findFirst()
                            .orElseThrow()
                    + "'");
        }
        boolean relationMissing = failure.diagnostic().sqlState().equals("42P01");
        if (relationMissing && !unknownSchemas.isEmpty()) {
            return SqlError.internal(
                    "unknown schema '" + unknownSchemas.iterator().next().last() + "'");
        }
        return BackendErrors.translate(failure, name -> ddl.backing.typed(name, text.relations()));
    }

    /** The ids of the items that a PostgreSQL view reads, including system relations. */
    Set<String> references(String viewOid) {
        ddl.sql.query("""
                        SELECT r.oid, coalesce(i.id, b.id)
                        FROM (
                            SELECT DISTINCT d.refobjid AS oid
                            FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_depend d
                                ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
                                    AND d.refclassid = 'pg_catalog.pg_class'::regclass
                            WHERE w.ev_class = $1::oid AND d.refobjid <> $1::oid
                        ) r
                            LEFT JOIN mz_store.item i ON i.relation_oid = r.oid
                            LEFT JOIN mz_store.builtin b ON b.oid = r.oid AND b.kind NOT IN ('type', 'function')
                        WHERE coalesce(i.id, b.id) IS NOT NULL
                        ORDER BY 2
                        """, viewOid).forEach(row -> idsByOid.put(row.text(0), row.text(1)));
        return new LinkedHashSet<>(idsByOid.values());
    }

    /**
     * Refuses relations that a persistent item must not read.
     *
     * @param kind the new item's, for the message
     */
    void requireAllowed(ObjectKind kind, Set<String> references) {
        List<String> unstable = ddl
                .sql
                .query(
                        "SELECT b.name, s.name FROM mz_store.builtin b JOIN mz_store.schema s"
                                + " ON s.id = b.schema_id WHERE b.id = ANY ($1::text[]) ORDER BY 1",
                        TextArrays.of(references))
                .stream()
                .filter(row -> UNSTABLE_SCHEMAS.contains(row.text(1)))
                .map(row -> row.text(0))
                .toList();
        boolean allowed = List.of("on", "true", "t", "1")
                .contains(ddl.names.parameter("unsafe_enable_unstable_dependencies", "off"));
        if (!unstable.isEmpty() && !allowed) {
            throw new SqlError(
                    Diagnostic.error("XX000", "cannot create " + kind.words() + " with unstable dependencies")
                            .withDetail("The object depends on the following unstable objects:\n    "
                                    + String.join("\n    ", unstable)));
        }
        for (String id : references) {
            Optional<CatalogEntry.Item> item = ddl.names.findItemById(id);
            if (item.isPresent() && item.get().replacementFor() != null) {
                throw SqlError.internal("replacement materialized view " + ddl.names.shortName(item.get())
                        + " cannot be depended upon");
            }
        }
    }

    /** The query with placeholders, once {@link #references} has been asked. */
    String template() {
        return text.replaceNames(
                path -> idOf(path).map(Template::item),
                path -> path.size() == 3 ? idOf(path).map(Template::fullName) : Optional.empty(),
                Template::text);
    }

    private Optional<String> idOf(ObjectPath path) {
        return Optional.ofNullable(meanings.get(path)).map(idsByOid::get);
    }
}
