-- The functions for the workers. Everything that must be consistent is in one function, and so in one statement.

-- Wakes the workers when the catalog, a fault or a user's table has changed: at commit, and once per transaction. In
-- the sandbox's own tables the trigger runs for each row, because a statement that changes nothing must not wake the
-- workers that sent it.
CREATE FUNCTION mz_store.wake() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM pg_catalog.pg_notify('mz_sandbox_work', TG_ARGV[0]);
    RETURN NULL;
END $$;
DO $$
DECLARE
    watched record;
BEGIN
    FOR watched IN SELECT * FROM (VALUES
        ('item', 'catalog'), ('replica', 'catalog'), ('cluster', 'catalog'), ('dependency', 'catalog'), ('fault', 'fault'),
        ('hydration', 'progress'), ('wallclock_lag', 'progress'), ('status_history', 'progress'),
        ('replica_status_history', 'progress')) AS w (relation, what)
    LOOP
        EXECUTE format('CREATE TRIGGER wake AFTER INSERT OR UPDATE OR DELETE ON mz_store.%I FOR EACH ROW EXECUTE FUNCTION mz_store.wake(%L)',
            watched.relation, watched.what);
    END LOOP;
END $$;

-- Every new table of a user sends notifications of its changes, for the sinks.
CREATE FUNCTION mz_store.watch_new_tables() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    made record;
BEGIN
    FOR made IN SELECT c.objid, c.object_identity FROM pg_catalog.pg_event_trigger_ddl_commands() c
        JOIN pg_catalog.pg_class t ON t.oid = c.objid
        WHERE c.object_type = 'table' AND t.relpersistence <> 't' AND (c.schema_name NOT LIKE 'mz\_%' OR c.schema_name = 'mz_source_data')
    LOOP
        EXECUTE format('CREATE TRIGGER mz_data_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s EXECUTE FUNCTION mz_store.wake(''data'')',
            made.object_identity);
    END LOOP;
END $$;
CREATE EVENT TRIGGER mz_watch_new_tables ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO')
    EXECUTE FUNCTION mz_store.watch_new_tables();

CREATE FUNCTION mz_store.now_ms() RETURNS bigint LANGUAGE sql VOLATILE RETURN floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint;

-- The value of a fault for an item: its own, else its cluster's, else everyone's.
CREATE FUNCTION mz_store.fault_for(fault_kind text, item_id text, cluster_id text) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT coalesce(f.value, '') FROM mz_store.fault f
    WHERE f.kind = fault_kind AND f.target IN (item_id, 'cluster/' || cluster_id, '')
    ORDER BY f.target = '', f.target LIKE 'cluster/%' LIMIT 1);

-- Runs a query over a relation given by oid. PostgreSQL resolves names one by one, and a swap may happen in between. If
-- the name means another relation afterwards, this fails with 40001 and has no effect.
CREATE FUNCTION mz_store.require_same(relation oid, name_used text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF to_regclass(name_used)::oid IS DISTINCT FROM relation THEN
        RAISE EXCEPTION 'relation % was renamed meanwhile', name_used USING ERRCODE = '40001';
    END IF;
END $$;
-- It fails in the same way if the relation was dropped or replaced since its oid was read.
CREATE FUNCTION mz_store.require_present(relation oid, name_found text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF name_found IS NULL THEN
        RAISE EXCEPTION 'relation % was dropped meanwhile', relation USING ERRCODE = '40001';
    END IF;
END $$;
CREATE FUNCTION mz_store.full_name(relation oid) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT format('%I.%I', n.nspname, c.relname)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation);

-- Hydration as real work: computes the relation once and discards the rows.
CREATE FUNCTION mz_store.evaluate(relation oid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    name_used text := mz_store.full_name(relation);
    found bigint;
BEGIN
    PERFORM mz_store.require_present(relation, name_used);
    EXECUTE 'SELECT count(*) FROM (SELECT * FROM ' || name_used || ' OFFSET 0) r WHERE r IS NOT NULL OR r IS NULL' INTO found;
    PERFORM mz_store.require_same(relation, name_used);
    RETURN found;
END $$;
ALTER FUNCTION mz_store.evaluate(oid) OWNER TO mz_evaluator;

-- A transaction that changes several of the workers' tables takes a turn, so that transactions do not wait for each
-- other in a circle and do not act on old data. It takes the turn first, and reads the data (again) with a later
-- statement, which sees the commits of the earlier turns.
CREATE FUNCTION mz_store.take_turn() RETURNS void LANGUAGE sql VOLATILE RETURN pg_advisory_xact_lock(hashtext('mz_store.work'));
-- The same for the output of one source or sink. A transaction that needs both takes this one first, because others may
-- hold it for long.
CREATE FUNCTION mz_store.take_turn_at(item_id text) RETURNS void LANGUAGE sql VOLATILE
RETURN pg_advisory_xact_lock(hashtext('mz_store.item'), hashtext(item_id));

-- Keeps the frontiers of the objects that only one replica has computed, before its rows of mz_store.hydration are
-- deleted. With NULL, of the objects that any replica has computed. Indexes keep nothing.
CREATE FUNCTION mz_store.freeze(objects text[], replica text) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO mz_store.frozen_frontier
    SELECT i.id, f.write_frontier
    FROM mz_store.item i JOIN mz_store.frontier f ON f.object_id = i.id AND f.write_frontier > 0
    WHERE i.id = ANY (objects) AND i.kind IN ('materialized-view', 'source', 'sink')
        AND NOT EXISTS (SELECT FROM mz_store.hydration h WHERE h.object_id = i.id AND h.hydrated AND h.replica_id <> replica)
    ON CONFLICT DO NOTHING;
END;

-- Updates the workers' tables to the present catalog.
CREATE PROCEDURE mz_store.tidy() LANGUAGE plpgsql AS $$
BEGIN
    PERFORM mz_store.take_turn();
    WITH gone AS (
        DELETE FROM mz_store.hydration h
        WHERE NOT EXISTS (SELECT FROM mz_store.replica r JOIN mz_store.item i ON i.cluster_id = r.cluster_id
            WHERE r.id = h.replica_id AND i.id = h.object_id)
        RETURNING object_id, hydrated
    )
    INSERT INTO mz_store.frozen_frontier
    SELECT DISTINCT i.id, mz_store.now_ms() FROM gone g JOIN mz_store.item i ON i.id = g.object_id
    WHERE g.hydrated AND i.kind IN ('materialized-view', 'source', 'sink')
        AND NOT EXISTS (SELECT FROM mz_store.hydration h JOIN mz_store.replica r ON r.id = h.replica_id AND r.cluster_id = i.cluster_id
            WHERE h.object_id = i.id AND h.hydrated)
    ON CONFLICT DO NOTHING;
    DELETE FROM mz_store.frozen_frontier z
    WHERE NOT EXISTS (SELECT FROM mz_store.item i WHERE i.id = z.object_id)
        OR EXISTS (SELECT FROM mz_store.hydration h WHERE h.object_id = z.object_id AND h.hydrated)
        AND NOT EXISTS (SELECT FROM mz_store.fault f WHERE f.kind = 'stall' AND f.target = z.object_id);
    DELETE FROM mz_store.wallclock_lag l WHERE NOT EXISTS (SELECT FROM mz_store.item i WHERE i.id = l.object_id);
    DELETE FROM mz_store.generator g WHERE NOT EXISTS (SELECT FROM mz_store.item i WHERE i.id = g.source_id);
    DELETE FROM mz_store.source_statistic s WHERE NOT EXISTS (SELECT FROM mz_store.item i WHERE i.id = s.object_id);
    DELETE FROM mz_store.sink_position p WHERE NOT EXISTS (SELECT FROM mz_store.item i WHERE i.id = p.sink_id);
    DELETE FROM mz_store.sink_row r WHERE NOT EXISTS (SELECT FROM mz_store.item i WHERE i.id = r.sink_id);
    DELETE FROM mz_store.sink_statistic s WHERE NOT EXISTS (SELECT FROM mz_store.item i WHERE i.id = s.object_id);
    DELETE FROM mz_store.fault f WHERE f.target LIKE 'u%' AND NOT EXISTS (SELECT FROM mz_store.item i WHERE i.id = f.target);
    DELETE FROM mz_store.fault f WHERE f.target LIKE 'cluster/%'
        AND NOT EXISTS (SELECT FROM mz_store.cluster c WHERE f.target = 'cluster/' || c.id);
    DELETE FROM mz_store.fault f WHERE f.target LIKE 'replica/%'
        AND NOT EXISTS (SELECT FROM mz_store.replica r WHERE f.target = 'replica/' || r.id);
    -- A replica's first event: its process has started.
    INSERT INTO mz_store.replica_status_history (replica_id, process_id, status)
    SELECT r.id, process, 'online'
    FROM mz_store.replica r LEFT JOIN mz_store.cluster_size z ON z.size = r.size,
        generate_series(0, coalesce(z.processes, 1) - 1) process
    WHERE NOT EXISTS (SELECT FROM mz_store.replica_status_history h WHERE h.replica_id = r.id)
        AND mz_store.fault_for('hold_replica', 'replica/' || r.id, r.cluster_id) IS NULL;
END $$;

-- Writes the events by which sources and sinks get the status that they should have: per replica, and one without a
-- replica where there is none.
CREATE PROCEDURE mz_store.note_statuses() LANGUAGE plpgsql AS $$
BEGIN
    WITH moving AS (
        SELECT i.id, i.kind, i.cluster_id, f.value AS stalled, f.kind IS NOT NULL AS is_stalled
        FROM mz_store.item i LEFT JOIN mz_store.fault f ON f.kind = 'stall' AND f.target = i.id
        WHERE i.kind IN ('source', 'sink') AND i.cluster_id IS NOT NULL
            AND coalesce(i.details ->> 'type', '') NOT IN ('progress', 'subsource', 'webhook')
    ), latest AS (
        SELECT DISTINCT ON (object_id, replica_id) object_id, replica_id, status
        FROM mz_store.status_history ORDER BY object_id, replica_id, occurred_at DESC
    ), wanted AS (
        SELECT m.id, m.kind, r.id AS replica_id, CASE WHEN m.is_stalled THEN 'stalled' WHEN h.hydrated THEN 'running' ELSE 'starting' END AS status,
            m.stalled AS error
        FROM moving m JOIN mz_store.replica r ON r.cluster_id = m.cluster_id
            LEFT JOIN mz_store.hydration h ON h.object_id = m.id AND h.replica_id = r.id
        UNION ALL
        SELECT m.id, m.kind, NULL, 'paused', NULL FROM moving m
        WHERE NOT EXISTS (SELECT FROM mz_store.replica r WHERE r.cluster_id = m.cluster_id)
        UNION ALL
        SELECT m.id, m.kind, l.replica_id, 'paused', NULL FROM moving m JOIN latest l ON l.object_id = m.id
        WHERE l.replica_id IS NOT NULL AND NOT EXISTS (SELECT FROM mz_store.replica r WHERE r.id = l.replica_id)
    )
    INSERT INTO mz_store.status_history (object_id, replica_id, status, error, details)
    SELECT w.id, w.replica_id, w.status, w.error,
        CASE WHEN w.status = 'paused' THEN jsonb_build_object('hints', jsonb_build_array(
            'There is currently no replica running this ' || w.kind)) END
    FROM wanted w LEFT JOIN latest l ON l.object_id = w.id AND l.replica_id IS NOT DISTINCT FROM w.replica_id
    WHERE l.status IS DISTINCT FROM w.status;
END $$;

-- Whether a fault keeps an object from becoming hydrated on a replica.
CREATE FUNCTION mz_store.held_back(item_id text, replica_id text, cluster_id text) RETURNS boolean LANGUAGE sql STABLE
RETURN mz_store.fault_for('hold_hydration', item_id, cluster_id) IS NOT NULL
    OR mz_store.fault_for('stall', item_id, NULL) IS NOT NULL
    OR EXISTS (SELECT FROM mz_store.fault f WHERE f.kind = 'crash_loop' AND f.target = 'replica/' || replica_id);

-- The dataflows that could be computed now and are not: all their inputs are readable and no fault holds them. wait_ms:
-- the least time that hydration shall take. It is in PL/pgSQL so that a session plans it once: it runs at every change.
CREATE FUNCTION mz_store.unhydrated()
RETURNS TABLE (object_id text, replica_id text, kind text, relation_oid oid, wait_ms bigint) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH blocked AS (
        SELECT DISTINCT x.object_id FROM mz_store.dataflow_input x JOIN mz_store.frontier f ON f.object_id = x.input_id
        WHERE f.write_frontier = 0
    ), missing AS MATERIALIZED (
        SELECT i.id, i.kind, i.cluster_id, r.id AS replica, coalesce(o.relation_oid, i.relation_oid) AS relation
        FROM mz_store.item i JOIN mz_store.replica r ON r.cluster_id = i.cluster_id LEFT JOIN mz_store.item o ON o.id = i.on_id
            LEFT JOIN mz_store.hydration h ON h.object_id = i.id AND h.replica_id = r.id
        WHERE i.kind IN ('index', 'materialized-view', 'source', 'sink') AND NOT coalesce(h.hydrated, false)
            AND coalesce(i.details ->> 'type', '') NOT IN ('progress', 'subsource', 'webhook')
            AND i.id NOT IN (SELECT b.object_id FROM blocked b)
    )
    SELECT m.id, m.replica, m.kind, m.relation,
        (extract(epoch FROM mz_store.fault_for('hydration_time', m.id, m.cluster_id)::interval) * 1000)::bigint
    FROM missing m
    WHERE NOT mz_store.held_back(m.id, m.replica, m.cluster_id)
        AND EXISTS (SELECT FROM mz_store.replica_status_history s WHERE s.replica_id = m.replica);
END $$;

-- Marks one dataflow as computed. Does nothing if it or its replica no longer exists, or if there is a fault for it by
-- now.
CREATE FUNCTION mz_store.mark_hydrated(object text, replica text, took interval) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM mz_store.take_turn();
    INSERT INTO mz_store.hydration (object_id, replica_id, hydrated, hydration_time)
    SELECT i.id, r.id, true, took FROM mz_store.item i JOIN mz_store.replica r ON r.cluster_id = i.cluster_id
    WHERE i.id = object AND r.id = replica AND NOT mz_store.held_back(i.id, r.id, r.cluster_id)
    ON CONFLICT ON CONSTRAINT hydration_pkey DO UPDATE SET hydrated = true, hydration_time = excluded.hydration_time, updated_at = clock_timestamp();
END $$;

-- A replica starts and runs out of memory, the given number of times. Each event has its own time, so that the last one
-- is known.
CREATE FUNCTION mz_store.die(replica text, times int) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO mz_store.replica_status_history (replica_id, status, reason, occurred_at)
    WITH last AS MATERIALIZED (SELECT clock_timestamp() AS moment)
    SELECT replica, s.status, s.reason, last.moment - (2 * (times - death) - s.position) * interval '1 microsecond'
    FROM last, generate_series(0, times - 1) death, (VALUES (1, 'online', NULL), (2, 'offline', 'oom-killed')) s(position, status, reason)
    ORDER BY death, s.position;
END;
-- A replica in a crash loop does so every ten seconds.
CREATE PROCEDURE mz_store.crash_again() LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM mz_store.fault WHERE kind = 'crash_loop') THEN
        RETURN;
    END IF;
    PERFORM mz_store.take_turn();
    PERFORM mz_store.die(substr(f.target, 9), 1) FROM mz_store.fault f
    WHERE f.kind = 'crash_loop' AND NOT EXISTS (SELECT FROM mz_store.replica_status_history h
        WHERE h.replica_id = substr(f.target, 9) AND h.occurred_at > clock_timestamp() - interval '10 seconds');
END $$;

-- Records the lag of everything that has a frontier, in whole seconds; NULL while the object is not readable. An index
-- without a replica is not recorded. The history keeps the maximum of each minute, for a day.
CREATE PROCEDURE mz_store.record_lag() LANGUAGE plpgsql AS $$
DECLARE
    moment timestamptz := clock_timestamp();
BEGIN
    CREATE TEMPORARY TABLE IF NOT EXISTS recording (object_id text, lag interval) ON COMMIT DELETE ROWS;
    DELETE FROM recording;
    INSERT INTO recording
    SELECT f.object_id, CASE WHEN f.write_frontier IS NULL THEN interval '0' WHEN f.write_frontier > 0
        THEN greatest(floor((mz_store.now_ms() - f.write_frontier) / 1000.0), 0) * interval '1 second' END
    FROM mz_store.frontier f JOIN mz_store.item i ON i.id = f.object_id
    WHERE i.kind <> 'index' OR EXISTS (SELECT FROM mz_store.replica r WHERE r.cluster_id = i.cluster_id);
    INSERT INTO mz_store.wallclock_lag (object_id, lag, occurred_at) SELECT object_id, lag, moment FROM recording
    ON CONFLICT (object_id) DO UPDATE SET lag = excluded.lag, occurred_at = excluded.occurred_at;
    INSERT INTO mz_store.wallclock_lag_history AS w (object_id, replica_id, occurred_at, lag)
    SELECT c.object_id, coalesce(h.replica_id, ''), date_trunc('minute', moment), c.lag
    FROM recording c LEFT JOIN mz_store.hydration h ON h.object_id = c.object_id
        AND EXISTS (SELECT FROM mz_store.item i WHERE i.id = c.object_id AND i.kind = 'index')
    ON CONFLICT (occurred_at, object_id, replica_id) DO UPDATE SET lag = excluded.lag
        WHERE w.lag IS DISTINCT FROM excluded.lag AND (w.lag IS NULL OR excluded.lag > w.lag);
    DELETE FROM mz_store.wallclock_lag_history WHERE occurred_at < moment - interval '1 day';
END $$;
