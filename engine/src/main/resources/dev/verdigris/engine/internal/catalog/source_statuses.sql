-- The statuses of users' sources and source tables. status: the server's word, such as 'running'.
SELECT s.id AS id, s.status AS status, s.error AS error
FROM mz_internal.mz_source_statuses AS s
WHERE s.id LIKE 'u%'
