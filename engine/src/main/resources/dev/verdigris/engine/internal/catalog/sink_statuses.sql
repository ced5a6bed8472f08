-- The statuses of users' sinks. status: the server's word, such as 'running'.
SELECT s.id AS id, s.status AS status, s.error AS error
FROM mz_internal.mz_sink_statuses AS s
WHERE s.id LIKE 'u%'
