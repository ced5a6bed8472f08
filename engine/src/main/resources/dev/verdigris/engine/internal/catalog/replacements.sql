-- Replacement materialized views that are not applied yet. replacement_id will replace target_id.
SELECT r.id AS replacement_id, r.target_id AS target_id
FROM mz_internal.mz_replacements AS r
