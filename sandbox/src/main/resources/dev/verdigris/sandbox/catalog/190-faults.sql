-- Faults on demand: the sandbox's own schema, absent from Materialize. Every function may be called by anyone over SQL
-- and takes effect at once; docs/sandbox-faults.md lists them.
CREATE SCHEMA mz_sandbox;
GRANT USAGE ON SCHEMA mz_sandbox TO PUBLIC;

-- The meaning of a name: '*' is everything, otherwise a cluster of that name, otherwise the only item of that name (in
-- the schema and database, if the name has them).
CREATE FUNCTION mz_store.fault_target(name_given text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    parts text[];
    found text[];
BEGIN
    IF name_given = '*' THEN
        RETURN '';
    END IF;
    SELECT array_agg('cluster/' || id) INTO found FROM mz_store.cluster WHERE name = name_given;
    IF found IS NULL THEN
        SELECT array_agg(id) INTO found FROM mz_store.item WHERE name = name_given;
    END IF;
    IF found IS NULL THEN
        parts := parse_ident(name_given);
        SELECT array_agg(i.id) INTO found
        FROM mz_store.item i JOIN mz_store.schema s ON s.id = i.schema_id LEFT JOIN mz_store.database d ON d.id = s.database_id
        WHERE i.name = parts[cardinality(parts)]
            AND (cardinality(parts) < 2 OR s.name = parts[cardinality(parts) - 1])
            AND (cardinality(parts) < 3 OR d.name = parts[cardinality(parts) - 2]);
    END IF;
    IF found IS NULL THEN
        RAISE EXCEPTION 'no cluster and no object is named %', name_given USING ERRCODE = '42704';
    ELSIF cardinality(found) > 1 THEN
        RAISE EXCEPTION 'several objects are named %', name_given USING ERRCODE = '42P09', HINT = 'Write schema.name.';
    END IF;
    RETURN found[1];
END $$;
CREATE FUNCTION mz_store.replica_target(cluster_name text, replica_name text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    found text := (SELECT r.id FROM mz_store.replica r JOIN mz_store.cluster c ON c.id = r.cluster_id
        WHERE c.name = cluster_name AND r.name = replica_name);
BEGIN
    IF found IS NULL THEN
        RAISE EXCEPTION 'cluster % has no replica %', cluster_name, replica_name USING ERRCODE = '42704';
    END IF;
    RETURN 'replica/' || found;
END $$;

-- In its own turn, so that the workers see it or have finished before.
CREATE FUNCTION mz_store.set_fault(fault_kind text, fault_target text, fault_value text) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    SELECT mz_store.take_turn();
    INSERT INTO mz_store.fault (kind, target, value) VALUES (fault_kind, fault_target, fault_value)
    ON CONFLICT (kind, target) DO UPDATE SET value = excluded.value;
END;
CREATE FUNCTION mz_store.clear_fault(fault_kind text, fault_target text) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    DELETE FROM mz_store.fault WHERE kind = fault_kind AND (target = fault_target OR fault_target = '');
END;

CREATE FUNCTION mz_sandbox.hold_hydration(name text) RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.set_fault('hold_hydration', mz_store.fault_target(name), NULL); END;
CREATE FUNCTION mz_sandbox.release_hydration(name text) RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.clear_fault('hold_hydration', mz_store.fault_target(name)); END;
CREATE FUNCTION mz_sandbox.set_hydration_time(name text, minimum interval) RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.set_fault('hydration_time', mz_store.fault_target(name), minimum::text); END;
CREATE FUNCTION mz_sandbox.clear_hydration_time(name text) RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.clear_fault('hydration_time', mz_store.fault_target(name)); END;
-- Computes hydrated objects again, as after a restart of their replica.
CREATE FUNCTION mz_sandbox.rehydrate(name text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    target text := mz_store.fault_target(name);
BEGIN
    PERFORM mz_store.take_turn();
    PERFORM mz_store.freeze(ARRAY(SELECT id FROM mz_store.item i WHERE target IN (i.id, 'cluster/' || i.cluster_id, '')), NULL);
    DELETE FROM mz_store.hydration h USING mz_store.item i
    WHERE i.id = h.object_id AND target IN (i.id, 'cluster/' || i.cluster_id, '');
    PERFORM pg_notify('mz_sandbox_work', 'catalog');
END $$;

CREATE FUNCTION mz_sandbox.set_lag(name text, lag interval) RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.set_fault('lag', mz_store.fault_target(name), lag::text); END;
CREATE FUNCTION mz_sandbox.clear_lag(name text) RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.clear_fault('lag', mz_store.fault_target(name)); END;

-- A replica that repeatedly runs out of memory: three crashes at once in its history, and no more progress.
CREATE FUNCTION mz_sandbox.crash_loop_replica(cluster text, replica text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    target text := mz_store.replica_target(cluster, replica);
BEGIN
    PERFORM mz_store.take_turn();
    PERFORM mz_store.freeze(ARRAY(SELECT object_id FROM mz_store.hydration h WHERE h.replica_id = substr(target, 9)), substr(target, 9));
    DELETE FROM mz_store.hydration h WHERE h.replica_id = substr(target, 9);
    PERFORM mz_store.die(substr(target, 9), 3);
    PERFORM mz_store.set_fault('crash_loop', target, NULL);
END $$;
CREATE FUNCTION mz_sandbox.heal_replica(cluster text, replica text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    target text := mz_store.replica_target(cluster, replica);
BEGIN
    PERFORM mz_store.take_turn();
    PERFORM mz_store.clear_fault('crash_loop', target);
    INSERT INTO mz_store.replica_status_history (replica_id, status) VALUES (substr(target, 9), 'online');
END $$;
-- A replica that disappears without a statement. Its history stays, as on Materialize.
CREATE FUNCTION mz_sandbox.remove_replica(cluster text, replica text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    target text := substr(mz_store.replica_target(cluster, replica), 9);
BEGIN
    PERFORM mz_store.take_turn();
    PERFORM mz_store.freeze(ARRAY(SELECT object_id FROM mz_store.hydration h WHERE h.replica_id = target), target);
    DELETE FROM mz_store.hydration h WHERE h.replica_id = target;
    INSERT INTO mz_store.replica_status_history (replica_id, status) VALUES (target, 'offline');
    DELETE FROM mz_store.replica r WHERE r.id = target;
END $$;
-- A replica that never starts. Call this with '*', or with a cluster before its replica is created.
CREATE FUNCTION mz_sandbox.hold_replicas(name text) RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.set_fault('hold_replica', mz_store.fault_target(name), NULL); END;
CREATE FUNCTION mz_sandbox.release_replicas(name text) RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.clear_fault('hold_replica', mz_store.fault_target(name)); END;

-- Stops a source, a sink or a materialized view where it is.
CREATE FUNCTION mz_sandbox.stall(name text, error text DEFAULT 'stalled on demand') RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    target text := mz_store.fault_target(name);
BEGIN
    IF target NOT LIKE 'u%' THEN
        RAISE EXCEPTION 'only an object can stall, % is none', name USING ERRCODE = '42809';
    END IF;
    PERFORM mz_store.take_turn_at(target);
    PERFORM mz_store.take_turn();
    INSERT INTO mz_store.frozen_frontier SELECT f.object_id, f.write_frontier FROM mz_store.frontier f
    WHERE f.object_id = target AND f.write_frontier IS NOT NULL ON CONFLICT DO NOTHING;
    PERFORM mz_store.set_fault('stall', target, error);
END $$;
CREATE FUNCTION mz_sandbox.resume(name text) RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.clear_fault('stall', mz_store.fault_target(name)); END;

-- Faults for sessions: the next COMMIT, and statements before they run.
CREATE FUNCTION mz_sandbox.fail_next_commit() RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.set_fault('commit', '', 'fail'); END;
CREATE FUNCTION mz_sandbox.drop_connection_at_commit(moment text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF moment NOT IN ('before', 'after') THEN
        RAISE EXCEPTION 'the connection can be dropped before or after the commit, not %', moment USING ERRCODE = '22023';
    END IF;
    PERFORM mz_store.set_fault('commit', '', 'drop-' || moment);
END $$;
CREATE FUNCTION mz_sandbox.hold_statements(pattern text) RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.set_fault('hold_statements', pattern, NULL); END;
CREATE FUNCTION mz_sandbox.delay_statements(pattern text, delay interval) RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC SELECT mz_store.set_fault('delay_statements', pattern, (extract(epoch FROM delay) * 1000)::bigint::text); END;
CREATE FUNCTION mz_sandbox.release_statements() RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC DELETE FROM mz_store.fault WHERE kind IN ('hold_statements', 'delay_statements'); END;

-- Ends every fault.
CREATE FUNCTION mz_sandbox.reset() RETURNS void LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC
    SELECT mz_store.take_turn();
    INSERT INTO mz_store.replica_status_history (replica_id, status)
    SELECT substr(target, 9), 'online' FROM mz_store.fault WHERE kind = 'crash_loop';
    DELETE FROM mz_store.fault;
END;

-- The present faults, and the output of the sinks.
CREATE VIEW mz_sandbox.faults AS SELECT kind, target, value, created_at FROM mz_store.fault;
CREATE VIEW mz_sandbox.sink_output AS
SELECT i.name AS sink, o.sink_id, o.seq, o.key, o.value, o.diff, o.at
FROM mz_store.sink_output o LEFT JOIN mz_store.item i ON i.id = o.sink_id;
GRANT SELECT ON ALL TABLES IN SCHEMA mz_sandbox TO PUBLIC;
