-- How the last resize of each managed cluster goes or ended, since Materialize 26.35.
-- status: in-progress, finalized, timed-out, cancelled or resource-exhausted.
SELECT
    c.cluster_id AS cluster_id,
    c.status AS status
FROM mz_internal.mz_cluster_reconfigurations AS c
