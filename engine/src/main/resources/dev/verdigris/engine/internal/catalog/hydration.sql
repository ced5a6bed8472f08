-- Which objects of users are hydrated, per replica. object_id: the object's id.
-- replica_id: NULL where no replica has reported. hydrated: NULL where the server cannot tell.
SELECT h.object_id AS object_id, h.replica_id AS replica_id, h.hydrated AS hydrated
FROM mz_internal.mz_hydration_statuses AS h
WHERE h.object_id LIKE 'u%'
