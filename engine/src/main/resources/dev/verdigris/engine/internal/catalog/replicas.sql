-- Every replica.
-- internal: created for the server's operators, never copied. pending: part of a reconfiguration in progress.
SELECT
    r.id AS id,
    r.cluster_id AS cluster_id,
    r.name AS name,
    r.size AS size,
    r.availability_zone AS availability_zone,
    i.id IS NOT NULL AS internal,
    p.id IS NOT NULL AS pending
FROM mz_catalog.mz_cluster_replicas AS r
LEFT JOIN mz_internal.mz_internal_cluster_replicas AS i ON i.id = r.id
LEFT JOIN mz_internal.mz_pending_cluster_replicas AS p ON p.id = r.id
