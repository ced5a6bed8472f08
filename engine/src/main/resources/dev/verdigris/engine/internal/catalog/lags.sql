-- How far objects of users are behind the wall clock, at the worst of the last full minute.
-- lag_seconds: seconds, NULL where the object is not readable yet. No row means that nothing is known.
SELECT g.id AS object_id, EXTRACT(EPOCH FROM l.lag)::text AS lag_seconds
FROM mz_internal.mz_wallclock_global_lag AS l
JOIN mz_internal.mz_object_global_ids AS g ON g.global_id = l.object_id
WHERE g.id LIKE 'u%'
