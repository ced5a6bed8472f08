-- The refreshes of users' materialized views, by collection; see global_ids.sql. last_millis, next_millis: milliseconds
-- since 1970, NULL if there is none.
SELECT
    r.materialized_view_id AS collection_id,
    r.last_completed_refresh::text AS last_millis,
    r.next_refresh::text AS next_millis
FROM mz_internal.mz_materialized_view_refreshes AS r
WHERE r.materialized_view_id LIKE 'u%'
