-- The hydration of users' objects, per replica. object_id: the object's id.
-- replica_id: NULL if no replica has reported. hydrated: NULL if the server does not know.
SELECT h.object_id AS object_id, h.replica_id AS replica_id, h.hydrated AS hydrated
FROM mz_internal.mz_hydration_statuses AS h
WHERE h.object_id LIKE 'u%'
