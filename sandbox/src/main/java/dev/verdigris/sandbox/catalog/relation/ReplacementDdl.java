package dev.verdigris.sandbox.catalog.relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.DropSet;
import dev.verdigris.sandbox.catalog.context.RelationColumns;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.RelationStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import org.jspecify.annotations.Nullable;

/** Replacement materialized views. They are created under their own name and later replace their target. */
final class ReplacementDdl {

    private static final Map<String, String> INTERNAL_TYPES = Map.ofEntries(
            Map.entry("boolean", "Bool"),
            Map.entry("smallint", "Int16"),
            Map.entry("integer", "Int32"),
            Map.entry("bigint", "Int64"),
            Map.entry("real", "Float32"),
            Map.entry("double precision", "Float64"),
            Map.entry("text", "String"),
            Map.entry("bytea", "Bytes"),
            Map.entry("date", "Date"),
            Map.entry("interval", "Interval"),
            Map.entry("jsonb", "Jsonb"),
            Map.entry("uuid", "Uuid"));

    private ReplacementDdl() {}

    /** The materialized view that a new one is to replace; null if it is an ordinary one. */
    static CatalogEntry.@Nullable Item target(DdlContext ddl, RelationStatement.CreateMaterializedView statement) {
        ObjectPath path = statement.replaces();
        if (path == null) {
            return null;
        }
        CatalogEntry.Item target = ddl.names.item(path);
        if (target.kind() != ObjectKind.MATERIALIZED_VIEW) {
            throw SqlError.internal("cannot replace " + target.kind().words() + " " + ddl.names.shortName(target)
                    + " with materialized view " + statement.name().last());
        }
        pending(ddl, target).ifPresent(other -> {
            throw SqlError.internal("cannot replace " + ddl.names.shortName(target)
                    + " because it already has a replacement: " + ddl.names.shortName(other));
        });
        return target;
    }

    private static Optional<CatalogEntry.Item> pending(DdlContext ddl, CatalogEntry.Item target) {
        return ddl.names.items("i.details ->> 'replacement_for' = $1", target.id()).stream()
                .findFirst();
    }

    /**
     * Refuses a replacement that reads its target or has other columns. Without a target there is nothing to refuse.
     */
    static void requireFits(DdlContext ddl, CatalogEntry.@Nullable Item target, ViewDdl.Made made, Json details) {
        if (target == null) {
            return;
        }
        details.put("replacement_for", target.id());
        if (new DropSet(ddl).addDependents(target.id()).stream().anyMatch(made.references()::contains)
                || made.references().contains(target.id())) {
            throw SqlError.internal("replacement would cause " + ddl.names.shortName(target) + " to depend on itself");
        }
        String targetOid = target.relationOid();
        if (targetOid == null) {
            throw new IllegalStateException("no relation for " + target.fullName());
        }
        List<String> differences =
                differences(new RelationColumns(ddl, targetOid).all(), new RelationColumns(ddl, made.oid()).all());
        if (!differences.isEmpty()) {
            throw new SqlError(Diagnostic.error("0A000", "replacement schema differs from target schema")
                    .withDetail(String.join("\n", differences)));
        }
    }

    private static List<String> differences(
            List<RelationColumns.Column> target, List<RelationColumns.Column> replacement) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(target.size(), replacement.size()); i++) {
            if (i >= replacement.size()) {
                lines.add("missing column " + Quoting.identifier(target.get(i).name()) + " at position " + (i + 1));
            } else if (i >= target.size()) {
                lines.add(
                        "extra column " + Quoting.identifier(replacement.get(i).name()) + " at position " + (i + 1));
            } else {
                compare(target.get(i), replacement.get(i), i + 1, lines);
            }
        }
        return lines;
    }

    private static void compare(
            RelationColumns.Column target, RelationColumns.Column replacement, int position, List<String> lines) {
        if (!target.name().equals(replacement.name())) {
            lines.add("column name mismatch at position " + position + " (target: "
                    + Quoting.identifier(target.name()) + ", replacement: "
                    + Quoting.identifier(replacement.name()) + ")");
        }
        if (!target.type().equals(replacement.type())) {
            lines.add("column " + Quoting.identifier(target.name()) + " at position " + position
                    + ": type mismatch (target: " + internalType(target.type()) + ", replacement: "
                    + internalType(replacement.type()) + ")");
        }
    }

    /** The message names types as the server's code does. */
    private static String internalType(String type) {
        return INTERNAL_TYPES.getOrDefault(type, type);
    }

    /**
     * The surviving view has the target's name, oid, owner, privileges and comments, and the replacement's id, cluster
     * and definition. In PostgreSQL the target's view gets the replacement's query, so readers of the view see it.
     */
    static void apply(DdlContext ddl, RelationStatement.ApplyReplacement statement) {
        Optional<CatalogEntry.Item> found = ddl.names.findItem(statement.name());
        if (found.isEmpty() && statement.ifExists()) {
            ddl.noticeMissing(ObjectKind.MATERIALIZED_VIEW, statement.name().last());
            return;
        }
        CatalogEntry.Item target = ddl.require(ddl.names.item(statement.name()), ObjectKind.MATERIALIZED_VIEW);
        CatalogEntry.Item replacement =
                ddl.require(ddl.names.item(statement.replacement()), ObjectKind.MATERIALIZED_VIEW);
        ddl.access.require(Requirements.applyReplacement(target, replacement));
        if (!target.id().equals(replacement.replacementFor())) {
            throw SqlError.internal("cannot replace materialized view " + ddl.names.shortName(target)
                    + " with materialized view " + ddl.names.shortName(replacement));
        }
        requireNotComplete(ddl, target);
        String definition = ddl.sql
                .query("SELECT pg_get_viewdef($1::oid)", replacement.relationOid())
                .get(0)
                .text(0);
        ddl.sql.execute("CREATE OR REPLACE VIEW " + target.backendPath().quoted() + " AS " + definition);
        ddl.sql.execute("DROP VIEW " + replacement.backendPath().quoted());
        moveIdentity(ddl, target, replacement);
        ddl.audit.event(
                "alter", target, Json.object().put("target_id", target.id()).put("replacement_id", replacement.id()));
        ddl.changed();
    }

    /** A view of constants is complete as soon as it is computed. */
    private static void requireNotComplete(DdlContext ddl, CatalogEntry.Item target) {
        ddl.sql.queryOne("""
                        SELECT FROM mz_store.never_changing n JOIN mz_store.item i ON i.id = n.object_id
                            JOIN mz_store.replica r ON r.cluster_id = i.cluster_id
                        WHERE n.object_id = $1 LIMIT 1
                        """, target.id()).ifPresent(complete -> {
            throw new SqlError(Diagnostic.error(
                            "55000",
                            "materialized view " + ddl.names.shortName(target)
                                    + " is sealed and thus cannot be replaced")
                    .withDetail("The materialized view has already computed its output until the end of time, so"
                            + " replacing its definition would have no effect."));
        });
    }

    private static void moveIdentity(DdlContext ddl, CatalogEntry.Item target, CatalogEntry.Item replacement) {
        String newTemplate = ddl.sql
                .query("SELECT create_template FROM mz_store.item WHERE id = $1", replacement.id())
                .get(0)
                .text(0)
                .replace("CREATE REPLACEMENT MATERIALIZED VIEW", "CREATE MATERIALIZED VIEW")
                .replace(" FOR " + Template.item(target.id()), "");
        ddl.privileges.forget(replacement);
        ddl.sql.execute(
                "DELETE FROM mz_store.comment WHERE id = $1 AND object_type = 'materialized-view'", replacement.id());
        var old = ddl.sql
                .query("DELETE FROM mz_store.item WHERE id = $1 RETURNING oid, relation_oid, owner_id", target.id())
                .get(0);
        ddl.sql.execute(
                """
                UPDATE mz_store.item SET name = $2, schema_id = $3, oid = $4::oid, relation_oid = $5::oid, owner_id = $6,
                    create_template = $7, details = details - 'replacement_for'
                WHERE id = $1
                """,
                replacement.id(),
                target.name(),
                target.schema().id(),
                old.text(0),
                old.text(1),
                old.text(2),
                newTemplate);
        for (String update : List.of(
                "UPDATE mz_store.privilege SET object_id = $2 WHERE object_kind = 'item' AND object_id = $1",
                "UPDATE mz_store.comment SET id = $2 WHERE id = $1 AND object_type = 'materialized-view'",
                "UPDATE mz_store.dependency SET referenced_id = $2 WHERE referenced_id = $1",
                "UPDATE mz_store.item SET on_id = $2 WHERE on_id = $1",
                "UPDATE mz_store.item SET details = jsonb_set(details, '{from_id}', to_jsonb($2::text))"
                        + " WHERE details ->> 'from_id' = $1")) {
            ddl.sql.execute(update, target.id(), replacement.id());
        }
        ddl.sql.execute("DELETE FROM mz_store.dependency WHERE object_id = $1", target.id());
        rewriteTemplates(ddl, target.id(), replacement.id());
    }

    private static void rewriteTemplates(DdlContext ddl, String from, String to) {
        ddl.sql.execute("""
                UPDATE mz_store.item SET create_template = replace(replace(create_template, $1, $2), $3, $4),
                    details = CASE WHEN details ? 'definition' THEN jsonb_set(details, '{definition}',
                        to_jsonb(replace(replace(details ->> 'definition', $1, $2), $3, $4))) ELSE details END
                WHERE strpos(create_template, $1) > 0 OR strpos(create_template, $3) > 0
                """, Template.item(from), Template.item(to), Template.fullName(from), Template.fullName(to));
    }
}
