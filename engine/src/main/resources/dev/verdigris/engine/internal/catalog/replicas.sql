-- Every replica.
SELECT
    r.id AS id,
    r.cluster_id AS cluster_id,
    r.name AS name,
    r.size AS size,
    r.availability_zone AS availability_zone
FROM mz_catalog.mz_cluster_replicas AS r
