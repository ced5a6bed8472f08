-- Full names and dependencies.

CREATE VIEW mz_internal.mz_object_fully_qualified_names AS
SELECT o.id, o.name, o.type AS object_type, o.schema_id, s.name AS schema_name, s.database_id, d.name AS database_name, o.cluster_id
FROM mz_catalog.mz_objects o JOIN mz_store.schema s ON s.id = o.schema_id LEFT JOIN mz_store.database d ON d.id = s.database_id;

CREATE VIEW mz_internal.mz_object_dependencies AS
SELECT object_id, referenced_id AS referenced_object_id FROM mz_store.dependency;

CREATE VIEW mz_internal.mz_object_transitive_dependencies AS
WITH RECURSIVE reach(object_id, referenced_object_id) AS (
    SELECT object_id, referenced_id FROM mz_store.dependency
    UNION
    SELECT r.object_id, d.referenced_id FROM reach r JOIN mz_store.dependency d ON d.object_id = r.referenced_object_id
)
SELECT object_id, referenced_object_id FROM reach;

-- The inputs of the dataflow of an index, a materialized view or a sink: relations with their own contents, found
-- through the views in between.
CREATE VIEW mz_store.dataflow_input AS
WITH RECURSIVE read(object_id, input_id) AS (
    SELECT i.id, coalesce(i.on_id, d.referenced_id)
    FROM mz_store.item i LEFT JOIN mz_store.dependency d ON d.object_id = i.id AND i.on_id IS NULL
    WHERE i.kind IN ('index', 'materialized-view', 'sink')
    UNION
    SELECT r.object_id, d.referenced_id
    FROM read r JOIN mz_store.item v ON v.id = r.input_id AND v.kind = 'view' JOIN mz_store.dependency d ON d.object_id = v.id
)
SELECT r.object_id, r.input_id
FROM read r LEFT JOIN mz_store.item i ON i.id = r.input_id LEFT JOIN mz_store.builtin b ON b.id = r.input_id
WHERE i.kind IN ('table', 'source', 'materialized-view')
    OR b.kind IN ('table', 'source', 'materialized-view', 'view');

CREATE VIEW mz_internal.mz_compute_dependencies AS
SELECT x.object_id, x.input_id AS dependency_id
FROM mz_store.dataflow_input x JOIN mz_store.item i ON i.id = x.object_id WHERE i.kind <> 'sink';

CREATE VIEW mz_internal.mz_materialization_dependencies AS
SELECT object_id, input_id AS dependency_id FROM mz_store.dataflow_input;
