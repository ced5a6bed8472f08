package dev.verdigris.sandbox.catalog.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.verdigris.sandbox.catalog.store.TextArrays;

/**
 * The items that are dropped together: the given items and all their dependents, across schemas and clusters.
 * Dependents come first.
 */
public final class DropSet {

    private static final String EDGES = """
            WITH RECURSIVE edge(used, by) AS (
                SELECT referenced_id, object_id FROM mz_store.dependency
                UNION SELECT on_id, id FROM mz_store.item WHERE on_id IS NOT NULL
                UNION SELECT source_id, id FROM mz_store.item WHERE source_id IS NOT NULL
                UNION SELECT details ->> 'replacement_for', id FROM mz_store.item WHERE details ? 'replacement_for'
            ), reach(id) AS (
                SELECT unnest($1::text[])
                UNION SELECT e.by FROM edge e JOIN reach r ON e.used = r.id
            )
            SELECT DISTINCT e.used, e.by, substr(e.by, 2)::bigint FROM edge e JOIN reach r ON e.used = r.id ORDER BY 3
            """;

    private final DdlContext ddl;
    private final Map<String, List<String>> users = new HashMap<>();
    private final LinkedHashSet<String> ordered = new LinkedHashSet<>();

    /** An empty set for one statement. */
    public DropSet(DdlContext ddl) {
        this.ddl = ddl;
    }

    /** All direct and indirect dependents of an item. */
    public Set<String> addDependents(String id) {
        add(List.of(id));
        Set<String> dependents = new LinkedHashSet<>(ordered);
        dependents.remove(id);
        return dependents;
    }

    /** Adds the items, in this order, each after its dependents. */
    public void add(Collection<String> ids) {
        ddl.sql.query(EDGES, TextArrays.of(ids)).forEach(row -> {
            List<String> list = users.computeIfAbsent(row.text(0), used -> new ArrayList<>());
            if (!list.contains(row.text(1))) {
                list.add(row.text(1));
            }
        });
        Set<String> visited = new LinkedHashSet<>();
        ids.forEach(id -> visit(id, visited));
    }

    private void visit(String id, Set<String> visited) {
        if (!visited.add(id) || ordered.contains(id)) {
            return;
        }
        users.getOrDefault(id, List.of()).forEach(user -> visit(user, visited));
        ordered.add(id);
    }

    /** All added items and their dependents, dependents first. */
    public List<String> ids() {
        return List.copyOf(ordered);
    }
}
