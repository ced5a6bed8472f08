-- Load generators. What a generator has produced up to a tick is a function of the tick alone, so that a table made
-- later from the same source gets the same rows as the others.

CREATE TABLE mz_store.generator (source_id text PRIMARY KEY, tick bigint NOT NULL, started_at timestamptz NOT NULL DEFAULT clock_timestamp());
-- How far each table of a source is filled.
CREATE TABLE mz_store.generator_output (relation_id text PRIMARY KEY, source_id text NOT NULL, tick bigint NOT NULL);

-- The relations that a source fills: its tables and subsources, or itself; what of the source each of them shows.
CREATE VIEW mz_store.generator_relation AS
SELECT s.id AS source_id, t.id AS relation_id, t.relation_oid,
    lower(regexp_replace(coalesce(t.details ->> 'reference', t.name), '^.*\.', '')) AS reference
FROM mz_store.item s JOIN mz_store.item t ON t.source_id = s.id
WHERE s.kind = 'source' AND t.relation_oid IS NOT NULL AND coalesce(t.details ->> 'type', '') <> 'progress'
UNION ALL
SELECT s.id, s.id, s.relation_oid, coalesce(lower(s.details ->> 'generator'), 'counter')
FROM mz_store.item s WHERE s.kind = 'source' AND s.relation_oid IS NOT NULL AND coalesce(s.details ->> 'type', 'load-generator') = 'load-generator';

-- Sources that run now, and how often they tick, in milliseconds.
CREATE VIEW mz_store.running_source AS
SELECT s.id AS source_id,
    greatest((extract(epoch FROM coalesce(nullif(s.details ->> 'tick_interval', ''), '1s')::interval) * 1000)::bigint, 1) AS tick_ms
FROM mz_store.item s
WHERE s.kind = 'source' AND coalesce(s.details ->> 'type', 'load-generator') = 'load-generator'
    AND EXISTS (SELECT FROM mz_store.hydration h JOIN mz_store.replica r ON r.id = h.replica_id WHERE h.object_id = s.id AND h.hydrated)
    AND mz_store.fault_for('stall', s.id, NULL) IS NULL;

-- A number that looks random and is the same each time.
CREATE FUNCTION mz_store.scramble(seed bigint, salt bigint, below bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
RETURN (hashint8extended(seed, salt) & 9223372036854775807) % below;

-- The statement that adds the rows of ticks $1+1 to $2 to a relation; $3 is when the generator started, $4 the time of
-- one tick. An auction lasts ten seconds and draws ten bids; organizations, users and accounts are there from the start.
CREATE FUNCTION mz_store.generator_statement(reference text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE reference
    WHEN 'organizations' THEN '(id, name) SELECT g, (ARRAY[''Alder & Sons'', ''Birch Traders'', ''Cedar Mills'', ''Dogwood Supply'', ''Elm Street Goods'', ''Fir Forwarding'', ''Gorse Galleries'', ''Hazel Holdings'', ''Ivy Imports'', ''Juniper Joint''])[g] FROM generate_series(1, 10) g WHERE $1 = 0'
    WHEN 'users' THEN '(id, org_id, name) SELECT g, 1 + mz_store.scramble(g, 1, 10), (ARRAY[''Ada'', ''Blaise'', ''Charles'', ''Dorothy'', ''Edsger'', ''Frances'', ''Grace'', ''Hedy''])[1 + mz_store.scramble(g, 2, 8)::int] || '' '' || g FROM generate_series(1, 100) g WHERE $1 = 0'
    WHEN 'accounts' THEN '(id, org_id, balance) SELECT g, g, mz_store.scramble(g, 3, 100000) FROM generate_series(1, 10) g WHERE $1 = 0'
    WHEN 'auctions' THEN '(id, seller, item, end_time) SELECT g, 1 + mz_store.scramble(g, 4, 100), (ARRAY[''Signed Memorabilia'', ''City Bar Crawl'', ''Best Pizza in Town'', ''Gift Basket'', ''Custom Art''])[1 + mz_store.scramble(g, 5, 5)::int], $3 + g * $4 + interval ''10 seconds'' FROM generate_series($1 + 1, $2) g'
    WHEN 'bids' THEN '(id, buyer, auction_id, amount, bid_time) SELECT (g - 1) * 10 + b, 1 + mz_store.scramble((g - 1) * 10 + b, 6, 100), g, 1 + mz_store.scramble((g - 1) * 10 + b, 7, 100)::int, $3 + g * $4 + b * interval ''1 second'' FROM generate_series($1 + 1, $2) g, generate_series(1, 10) b'
    WHEN 'counter' THEN '(counter) SELECT g FROM generate_series($1 + 1, $2) g WHERE $3 IS NOT NULL AND $4 IS NOT NULL'
END;

-- Adds rows up to the tick to every relation of the source, in one go. The first ten ticks are the snapshot.
CREATE FUNCTION mz_store.generate(source text, ticks bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    goal bigint;
    began timestamptz;
    tick_length interval := (SELECT coalesce(nullif(details ->> 'tick_interval', ''), '1s')::interval FROM mz_store.item WHERE id = source);
    cap bigint := (SELECT nullif(details ->> 'up_to', '')::bigint FROM mz_store.item WHERE id = source);
    relation record;
    name_used text;
    done bigint;
    added bigint;
    total bigint := 0;
BEGIN
    INSERT INTO mz_store.generator (source_id, tick)
    SELECT source, 10 FROM mz_store.item i WHERE i.id = source ON CONFLICT DO NOTHING;
    UPDATE mz_store.generator SET tick = least(tick + ticks, coalesce(cap, tick + ticks)) WHERE source_id = source
    RETURNING tick, started_at INTO goal, began;
    FOR relation IN SELECT r.relation_id, r.relation_oid, r.reference FROM mz_store.generator_relation r WHERE r.source_id = source
    LOOP
        done := coalesce((SELECT tick FROM mz_store.generator_output o WHERE o.relation_id = relation.relation_id), 0);
        name_used := mz_store.full_name(relation.relation_oid);
        CONTINUE WHEN done >= goal OR name_used IS NULL OR mz_store.generator_statement(relation.reference) IS NULL;
        EXECUTE 'INSERT INTO ' || name_used || ' ' || mz_store.generator_statement(relation.reference) USING done, goal, began, tick_length;
        GET DIAGNOSTICS added = ROW_COUNT;
        PERFORM mz_store.require_same(relation.relation_oid, name_used);
        total := total + added;
        INSERT INTO mz_store.generator_output (relation_id, source_id, tick) VALUES (relation.relation_id, source, goal)
        ON CONFLICT (relation_id) DO UPDATE SET tick = excluded.tick;
    END LOOP;
    INSERT INTO mz_store.source_statistic AS s (object_id, replica_id, updates, bytes, snapshot_records, snapshot_committed, "offset", rehydration_latency)
    SELECT source, r.id, total, total * 64, total, true, goal, h.hydration_time
    FROM mz_store.item i JOIN mz_store.replica r ON r.cluster_id = i.cluster_id
        LEFT JOIN mz_store.hydration h ON h.object_id = source AND h.replica_id = r.id
    WHERE i.id = source
    ON CONFLICT (object_id, replica_id) DO UPDATE SET updates = s.updates + excluded.updates, bytes = s.bytes + excluded.bytes,
        "offset" = excluded."offset", rehydration_latency = excluded.rehydration_latency;
    RETURN total;
END $$;

-- Tables made from a running source that have no rows of it yet.
CREATE VIEW mz_store.unfilled_source AS
SELECT DISTINCT r.source_id FROM mz_store.generator_relation r JOIN mz_store.running_source s ON s.source_id = r.source_id
WHERE NOT EXISTS (SELECT FROM mz_store.generator_output o WHERE o.relation_id = r.relation_id)
    AND mz_store.generator_statement(r.reference) IS NOT NULL;
