-- Materialized views that refresh at set times. last_millis, next_millis: milliseconds since 1970, NULL if there is
-- none. The relation of refreshes lists collections; the relation of strategies lists the object itself.
SELECT DISTINCT
    s.materialized_view_id AS object_id,
    r.last_completed_refresh::text AS last_millis,
    r.next_refresh::text AS next_millis
FROM mz_internal.mz_materialized_view_refresh_strategies AS s
LEFT JOIN mz_internal.mz_object_global_ids AS g ON g.id = s.materialized_view_id
LEFT JOIN mz_internal.mz_materialized_view_refreshes AS r ON r.materialized_view_id = g.global_id
WHERE s.type <> 'on-commit' AND s.materialized_view_id LIKE 'u%'
