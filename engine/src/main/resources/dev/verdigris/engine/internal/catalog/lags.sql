-- The greatest wall-clock lag of users' objects in the last full minute.
-- lag_seconds: seconds, NULL if the object is not readable yet. No row means that the lag is unknown.
SELECT g.id AS object_id, EXTRACT(EPOCH FROM l.lag)::text AS lag_seconds
FROM mz_internal.mz_wallclock_global_lag AS l
JOIN mz_internal.mz_object_global_ids AS g ON g.global_id = l.object_id
WHERE g.id LIKE 'u%'
