-- Replacement materialized views that have not been applied: replacement_id is to take the place of target_id.
SELECT r.id AS replacement_id, r.target_id AS target_id
FROM mz_internal.mz_replacements AS r
