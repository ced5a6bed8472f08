-- Load generators. The output up to a tick depends on the tick only. The rows are in the tables of mz_source_data,
-- named "<source id>.<table>"; sources, subsources and tables made from a source are views over them.

CREATE TABLE mz_store.generator (source_id text PRIMARY KEY, tick bigint NOT NULL, started_at timestamptz NOT NULL DEFAULT clock_timestamp());

-- Running sources and their tick interval in milliseconds.
CREATE VIEW mz_store.running_source AS
SELECT s.id AS source_id,
    greatest(coalesce((s.details ->> 'tick_interval')::bigint, 1000), 1) AS tick_ms
FROM mz_store.item s
WHERE s.kind = 'source' AND coalesce(s.details ->> 'type', 'load-generator') = 'load-generator'
    AND EXISTS (SELECT FROM mz_store.hydration h JOIN mz_store.replica r ON r.id = h.replica_id WHERE h.object_id = s.id AND h.hydrated)
    AND mz_store.fault_for('stall', s.id, NULL) IS NULL;

-- A pseudo-random number that is the same each time.
CREATE FUNCTION mz_store.scramble(seed bigint, salt bigint, below bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
RETURN (hashint8extended(seed, salt) & 9223372036854775807) % below;

-- The statements that add the rows of ticks $1+1 to $2 to the tables of a generator; $3 is when it started, $4 the time
-- of one tick. An auction draws ten bids and ends ten seconds after it began; organizations, users and accounts exist
-- from the start.
CREATE TABLE mz_store.generator_statement (generator text, table_name text, statement text NOT NULL, PRIMARY KEY (generator, table_name));
INSERT INTO mz_store.generator_statement VALUES
    ('AUCTION', 'organizations', $$(id, name) SELECT g, (ARRAY['Alder & Sons', 'Birch Traders', 'Cedar Mills', 'Dogwood Supply',
        'Elm Street Goods', 'Fir Forwarding', 'Gorse Galleries', 'Hazel Holdings', 'Ivy Imports', 'Juniper Joint'])[g]
        FROM generate_series(1, 10) g WHERE $1 = 0$$),
    ('AUCTION', 'users', $$(id, org_id, name) SELECT g, 1 + mz_store.scramble(g, 1, 10), (ARRAY['Ada', 'Blaise', 'Charles', 'Dorothy',
        'Edsger', 'Frances', 'Grace', 'Hedy'])[1 + mz_store.scramble(g, 2, 8)::int] || ' ' || g FROM generate_series(1, 100) g WHERE $1 = 0$$),
    ('AUCTION', 'accounts', $$(id, org_id, balance) SELECT g, g, mz_store.scramble(g, 3, 100000) FROM generate_series(1, 10) g WHERE $1 = 0$$),
    ('AUCTION', 'auctions', $$(id, seller, item, end_time) SELECT g, 1 + mz_store.scramble(g, 4, 100), (ARRAY['Signed Memorabilia',
        'City Bar Crawl', 'Best Pizza in Town', 'Gift Basket', 'Custom Art'])[1 + mz_store.scramble(g, 5, 5)::int],
        $3 + g * $4 + interval '10 seconds' FROM generate_series($1 + 1, $2) g$$),
    ('AUCTION', 'bids', $$(id, buyer, auction_id, amount, bid_time) SELECT (g - 1) * 10 + b, 1 + mz_store.scramble((g - 1) * 10 + b, 6, 100), g,
        1 + mz_store.scramble((g - 1) * 10 + b, 7, 100)::int, $3 + g * $4 + b * interval '1 second'
        FROM generate_series($1 + 1, $2) g, generate_series(1, 10) b$$),
    ('COUNTER', 'counter', $$(counter) SELECT g FROM generate_series($1 + 1, $2) g WHERE $3 IS NOT NULL AND $4 IS NOT NULL$$);

-- One tick of a source: adds rows to all its tables together. The first time that is its snapshot, of ten ticks for
-- AUCTION. Nothing is added while the source is stalled. details.up_to is the last tick; details.max_cardinality of
-- COUNTER is how many numbers are kept.
CREATE FUNCTION mz_store.generate(source text, ticks bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    options record;
    done bigint;
    goal bigint;
    began timestamptz;
    data record;
    added bigint;
    total bigint := 0;
BEGIN
    PERFORM mz_store.take_turn_at(source);
    SELECT upper(coalesce(details ->> 'generator', '')) AS generator, coalesce((details ->> 'tick_interval')::bigint, 1000) * interval '1 millisecond' AS tick_length,
        (details ->> 'up_to')::bigint AS up_to, (details ->> 'max_cardinality')::bigint AS kept
    INTO options FROM mz_store.item WHERE id = source AND mz_store.fault_for('stall', source, NULL) IS NULL;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    INSERT INTO mz_store.generator (source_id, tick) VALUES (source, 0) ON CONFLICT DO NOTHING;
    SELECT tick, started_at INTO done, began FROM mz_store.generator WHERE source_id = source;
    goal := done + CASE WHEN done = 0 THEN CASE options.generator WHEN 'AUCTION' THEN 10 ELSE 1 END ELSE ticks END;
    goal := least(goal, coalesce(options.up_to, goal));
    IF goal <= done THEN
        RETURN 0;
    END IF;
    FOR data IN SELECT statement, to_regclass(format('mz_source_data.%I', source || '.' || table_name)) AS relation
        FROM mz_store.generator_statement s WHERE s.generator = options.generator
    LOOP
        CONTINUE WHEN data.relation IS NULL;
        EXECUTE 'INSERT INTO ' || data.relation || ' ' || data.statement USING done, goal, began, options.tick_length;
        GET DIAGNOSTICS added = ROW_COUNT;
        total := total + added;
        IF options.generator = 'COUNTER' AND options.kept IS NOT NULL THEN
            EXECUTE 'DELETE FROM ' || data.relation || ' WHERE counter <= $1' USING goal - options.kept;
        END IF;
    END LOOP;
    UPDATE mz_store.generator SET tick = goal WHERE source_id = source;
    INSERT INTO mz_store.source_statistic AS s (object_id, replica_id, updates, bytes, snapshot_records, snapshot_committed, "offset", rehydration_latency)
    SELECT source, r.id, total, total * 64, total, true, goal, h.hydration_time
    FROM mz_store.item i JOIN mz_store.replica r ON r.cluster_id = i.cluster_id
        LEFT JOIN mz_store.hydration h ON h.object_id = source AND h.replica_id = r.id
    WHERE i.id = source
    ON CONFLICT (object_id, replica_id) DO UPDATE SET updates = s.updates + excluded.updates, bytes = s.bytes + excluded.bytes,
        "offset" = excluded."offset", rehydration_latency = excluded.rehydration_latency;
    RETURN total;
END $$;
