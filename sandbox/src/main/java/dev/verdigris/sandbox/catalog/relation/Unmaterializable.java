package dev.verdigris.sandbox.catalog.relation;

import java.util.Collection;
import java.util.Set;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.rewrite.QueryText;

/**
 * Functions whose result depends on the time, the place or the session (Materialize docs: sql/functions,
 * "unmaterializable functions"). A view may call them. A materialized view or an index may not, because it keeps the
 * result.
 */
final class Unmaterializable {

    private static final Set<String> FUNCTIONS = Set.of(
            "now",
            "current_timestamp",
            "current_user",
            "current_role",
            "session_user",
            "current_catalog",
            "current_database",
            "current_schema",
            "current_schemas",
            "current_setting",
            "version",
            "mz_version",
            "mz_version_num",
            "mz_environment_id",
            "mz_session_id",
            "mz_uptime",
            "mz_is_superuser",
            "is_rbac_enabled",
            "pg_backend_pid",
            "pg_postmaster_start_time");

    private static final Set<String> CLOCK = Set.of("now", "current_timestamp");
    private static final String CLOCK_DETAIL = "See: https://materialize.com/docs/sql/functions/now_and_mz_now/";
    private static final String CLOCK_HINT = "In temporal filters `mz_now()` may work instead.";

    private Unmaterializable() {}

    /**
     * Refuses to keep the results of a text.
     *
     * @param text the query or expression
     * @param references the items that it reads, whose own texts count where they are views
     * @throws SqlError naming the first such function
     */
    static void requireNone(DdlContext ddl, QueryText text, Collection<String> references) {
        text.sessionValues(FUNCTIONS).stream().findFirst().ifPresent(name -> {
            boolean clock = CLOCK.contains(name);
            Diagnostic refused =
                    Diagnostic.error("0A000", "cannot materialize call to " + (clock ? "current_timestamp" : name));
            throw new SqlError(clock ? refused.withDetail(CLOCK_DETAIL).withHint(CLOCK_HINT) : refused);
        });
        references.forEach(id -> ddl.names
                .findItemById(id)
                .filter(item -> item.kind() == ObjectKind.VIEW)
                .ifPresent(view -> requireNone(ddl, textOf(ddl, view), referencesOf(ddl, view))));
    }

    private static QueryText textOf(DdlContext ddl, CatalogEntry.Item view) {
        return new QueryText(Template.withoutPlaceholders(ddl.sql
                .query("SELECT create_template FROM mz_store.item WHERE id = $1", view.id())
                .get(0)
                .text(0)));
    }

    private static Collection<String> referencesOf(DdlContext ddl, CatalogEntry.Item view) {
        return ddl.sql.query("SELECT referenced_id FROM mz_store.dependency WHERE object_id = $1", view.id()).stream()
                .map(row -> row.text(0))
                .toList();
    }
}
