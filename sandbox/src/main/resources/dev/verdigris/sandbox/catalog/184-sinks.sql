-- Sinks. Where Materialize writes to Kafka, the sandbox writes to mz_store.sink_output: one row per change of the
-- relation since the sink began or got another relation, in order.

-- diff is +1 or -1, more if the same row comes several times; key is NULL for a sink without KEY.
CREATE TABLE mz_store.sink_output (
    sink_id text NOT NULL, seq bigint GENERATED ALWAYS AS IDENTITY, key jsonb, value jsonb NOT NULL, diff bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (sink_id, seq)
);
-- The rows that a sink has written so far; from_id is their relation.
CREATE TABLE mz_store.sink_position (sink_id text PRIMARY KEY, from_id text NOT NULL);
CREATE TABLE mz_store.sink_row (sink_id text NOT NULL, digest uuid NOT NULL, value jsonb NOT NULL, copies bigint NOT NULL, PRIMARY KEY (sink_id, digest));

CREATE VIEW mz_store.sink_input AS
SELECT s.id AS sink_id, r.id AS from_id, r.relation_oid
FROM mz_store.item s JOIN mz_store.item r ON r.id = s.details ->> 'from_id'
WHERE s.kind = 'sink';

-- Running sinks: their first write is done, and they are not stalled.
CREATE VIEW mz_store.running_sink AS
SELECT s.id AS sink_id FROM mz_store.item s
WHERE s.kind = 'sink' AND EXISTS (SELECT FROM mz_store.hydration h JOIN mz_store.replica r ON r.id = h.replica_id WHERE h.object_id = s.id AND h.hydrated)
    AND mz_store.fault_for('stall', s.id, NULL) IS NULL;

-- The rows of a relation, each distinct row once with its count. It is STABLE, so that two relations in one statement are
-- read at one moment.
CREATE FUNCTION mz_store.relation_rows(relation oid) RETURNS TABLE (digest uuid, value jsonb, copies bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    name_used text := mz_store.full_name(relation);
BEGIN
    IF relation IS NULL THEN
        RETURN;
    END IF;
    PERFORM mz_store.require_present(relation, name_used);
    RETURN QUERY EXECUTE 'SELECT md5(j::text)::uuid, min(j::text)::jsonb, count(*) FROM (SELECT to_jsonb(r) FROM ' || name_used
        || ' r) x(j) GROUP BY 1';
    PERFORM mz_store.require_same(relation, name_used);
END $$;
ALTER FUNCTION mz_store.relation_rows(oid) OWNER TO mz_evaluator;

-- Replaces the written rows of the sink by the present rows of the new relation, because a cut-over emits no snapshot.
-- Call this in the transaction that changes the sink's relation.
CREATE FUNCTION mz_store.sink_cut_over(sink text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    input record;
BEGIN
    PERFORM mz_store.take_turn_at(sink);
    SELECT from_id, relation_oid INTO input FROM mz_store.sink_input WHERE sink_id = sink;
    DELETE FROM mz_store.sink_row WHERE sink_id = sink;
    DELETE FROM mz_store.sink_position WHERE sink_id = sink;
    IF FOUND OR input.from_id IS NOT NULL THEN
        INSERT INTO mz_store.sink_row SELECT sink, digest, value, copies FROM mz_store.relation_rows(input.relation_oid);
        INSERT INTO mz_store.sink_position VALUES (sink, input.from_id);
    END IF;
END $$;

-- Writes the changes since the last time. The first time these are all rows, unless the sink was made WITH (SNAPSHOT =
-- false). Returns the number of rows written, or NULL if there is no such sink or it is stalled.
--
-- With another relation it cuts over at the moment of this write: the rows of the new relation count as written. Both are
-- read at one moment, so no change between them is lost. NULL means that the sink has no position yet to cut over from.
CREATE FUNCTION mz_store.sink_advance(sink text, next_id text DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    input record;
    next_oid oid := (SELECT relation_oid FROM mz_store.item WHERE id = next_id);
    told_of text;
    keys text[];
    has_snapshot boolean;
    written bigint;
BEGIN
    -- A cut-over may be in progress. Before it ends, the sink's relation is unknown.
    PERFORM mz_store.take_turn_at(sink);
    SELECT x.from_id, x.relation_oid, i.details INTO input
    FROM mz_store.sink_input x JOIN mz_store.item i ON i.id = x.sink_id
    WHERE x.sink_id = sink AND mz_store.fault_for('stall', sink, NULL) IS NULL;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    has_snapshot := coalesce((input.details ->> 'snapshot')::boolean, true);
    keys := ARRAY(SELECT jsonb_array_elements_text(coalesce(input.details -> 'key', '[]')));
    SELECT from_id INTO told_of FROM mz_store.sink_position WHERE sink_id = sink;
    IF told_of IS NULL AND NOT has_snapshot THEN
        PERFORM mz_store.sink_cut_over(sink);
        RETURN CASE WHEN next_id IS NULL THEN 0 END;
    END IF;
    -- Another relation without a cut-over is a replacement. Its differences are written like any other change.
    INSERT INTO mz_store.sink_position VALUES (sink, coalesce(next_id, input.from_id)) ON CONFLICT (sink_id) DO UPDATE SET from_id = excluded.from_id;
    WITH now AS MATERIALIZED (SELECT * FROM mz_store.relation_rows(input.relation_oid)),
    before AS (SELECT digest, value, copies FROM mz_store.sink_row WHERE sink_id = sink),
    change AS MATERIALIZED (
        SELECT digest, coalesce(n.value, b.value) AS value, coalesce(n.copies, 0) AS copies, coalesce(n.copies, 0) - coalesce(b.copies, 0) AS diff
        FROM now n FULL JOIN before b USING (digest) WHERE coalesce(n.copies, 0) <> coalesce(b.copies, 0)
    ), target AS MATERIALIZED (
        SELECT * FROM now WHERE next_id IS NULL UNION ALL SELECT * FROM mz_store.relation_rows(next_oid)
    ), moved AS MATERIALIZED (
        SELECT digest, t.value, coalesce(t.copies, 0) AS copies
        FROM target t FULL JOIN before b USING (digest) WHERE coalesce(t.copies, 0) <> coalesce(b.copies, 0)
    ), gone AS (
        DELETE FROM mz_store.sink_row r USING moved m WHERE r.sink_id = sink AND r.digest = m.digest AND m.copies = 0
    ), kept AS (
        INSERT INTO mz_store.sink_row SELECT sink, digest, value, copies FROM moved WHERE copies > 0
        ON CONFLICT (sink_id, digest) DO UPDATE SET copies = excluded.copies
    )
    INSERT INTO mz_store.sink_output (sink_id, key, value, diff)
    SELECT sink, CASE WHEN cardinality(keys) > 0 THEN (SELECT jsonb_object_agg(k, c.value -> k) FROM unnest(keys) k) END, c.value, c.diff
    FROM change c ORDER BY c.diff, c.value;
    GET DIAGNOSTICS written = ROW_COUNT;
    INSERT INTO mz_store.sink_statistic AS s (object_id, replica_id, messages, bytes)
    SELECT sink, r.id, written, written * 64 FROM mz_store.item i JOIN mz_store.replica r ON r.cluster_id = i.cluster_id WHERE i.id = sink
    ON CONFLICT (object_id, replica_id) DO UPDATE SET messages = s.messages + excluded.messages, bytes = s.bytes + excluded.bytes;
    RETURN written;
END $$;
