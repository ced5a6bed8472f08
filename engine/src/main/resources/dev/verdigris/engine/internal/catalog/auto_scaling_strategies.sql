-- How the server adds replicas to managed clusters by itself, since Materialize 26.34.
-- strategy: the whole strategy as text, 'null' for a cluster whose strategy was removed. known: whether it has no other
-- part than the next three columns. hydration_size: the size of the additional replica.
-- linger_seconds, linger_nanos: how long that replica stays; NULL means the server's default.
SELECT
    s.cluster_id AS cluster_id,
    s.strategy::text AS strategy,
    s.strategy = jsonb_build_object(
        'on_hydration', jsonb_build_object(
            'hydration_size', s.strategy -> 'on_hydration' -> 'hydration_size',
            'linger_duration', s.strategy -> 'on_hydration' -> 'linger_duration')) AS known,
    s.strategy -> 'on_hydration' ->> 'hydration_size' AS hydration_size,
    s.strategy -> 'on_hydration' -> 'linger_duration' ->> 'secs' AS linger_seconds,
    s.strategy -> 'on_hydration' -> 'linger_duration' ->> 'nanos' AS linger_nanos
FROM mz_internal.mz_cluster_auto_scaling_strategies AS s
