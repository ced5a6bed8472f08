-- Materialized views of users that refresh at set times: one row for each clause of REFRESH.
SELECT s.materialized_view_id AS object_id
FROM mz_internal.mz_materialized_view_refresh_strategies AS s
WHERE s.type <> 'on-commit' AND s.materialized_view_id LIKE 'u%'
