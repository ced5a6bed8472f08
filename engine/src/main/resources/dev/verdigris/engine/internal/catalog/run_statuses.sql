-- The statuses of users' sources, source tables and sinks. status: the server's word, such as 'running'.
SELECT s.id AS id, s.status AS status, s.error AS error
FROM mz_internal.mz_source_statuses AS s
WHERE s.id LIKE 'u%'
UNION ALL
SELECT k.id AS id, k.status AS status, k.error AS error
FROM mz_internal.mz_sink_statuses AS k
WHERE k.id LIKE 'u%'
