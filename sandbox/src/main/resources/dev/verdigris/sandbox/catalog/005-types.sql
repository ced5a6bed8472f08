-- The schemas of the system catalog and the types that Materialize has and PostgreSQL lacks. They are real base types
-- whose functions are PostgreSQL's own under other names, so that rows describe themselves with the types' own oids.
CREATE SCHEMA mz_catalog;
CREATE SCHEMA mz_internal;
CREATE SCHEMA mz_introspection;
CREATE SCHEMA mz_unsafe;
CREATE SCHEMA mz_catalog_unstable;
GRANT USAGE ON SCHEMA mz_catalog, mz_internal, mz_introspection, mz_unsafe, mz_catalog_unstable TO PUBLIC;

-- Gives a type the oid that it has on Materialize, so that clients see the same in row descriptions and in pg_type:
-- list 16384, map 16385, uint2 16460, uint4 16462, uint8 16464, mz_timestamp 16552, mz_aclitem 16566, arrays one more.
-- Right only for a shell type or a fresh array type, to which nothing but pg_depend refers. This script must be the
-- first one in its database: later ones use up oids from 16384 on.
CREATE PROCEDURE pg_temp.renumber_type(type_name text, new_oid oid) LANGUAGE plpgsql AS $$
DECLARE
    old_oid oid := (SELECT oid FROM pg_catalog.pg_type WHERE typnamespace = 'mz_catalog'::regnamespace AND typname = type_name);
    occupant text := (SELECT typname FROM pg_catalog.pg_type WHERE oid = new_oid AND oid <> old_oid);
BEGIN
    IF occupant IN ('_list', '_map') THEN
        CALL pg_temp.renumber_type(occupant, (new_oid::bigint + 1000000)::oid);
    END IF;
    UPDATE pg_catalog.pg_type SET typarray = new_oid WHERE typarray = old_oid;
    UPDATE pg_catalog.pg_type SET oid = new_oid WHERE oid = old_oid;
    UPDATE pg_catalog.pg_depend SET objid = new_oid WHERE classid = 'pg_catalog.pg_type'::regclass AND objid = old_oid;
    UPDATE pg_catalog.pg_depend SET refobjid = new_oid
    WHERE refclassid = 'pg_catalog.pg_type'::regclass AND refobjid = old_oid;
END $$;

-- Makes a base type out of one of PostgreSQL's: same storage, same text form, category and implicit conversions ours.
-- stem is what the names of the original's functions start with.
CREATE PROCEDURE pg_temp.base_type(type_name text, stem text, original text, category "char", new_oid oid)
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE FUNCTION mz_catalog.%I(cstring) RETURNS mz_catalog.%I LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS %L',
        type_name || '_in', type_name, stem || 'in');
    EXECUTE format('CREATE FUNCTION mz_catalog.%I(mz_catalog.%I) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS %L',
        type_name || '_out', type_name, stem || 'out');
    EXECUTE format('CREATE FUNCTION mz_catalog.%I(internal) RETURNS mz_catalog.%I LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS %L',
        type_name || '_recv', type_name, stem || 'recv');
    EXECUTE format('CREATE FUNCTION mz_catalog.%I(mz_catalog.%I) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS %L',
        type_name || '_send', type_name, stem || 'send');
    EXECUTE format('CREATE TYPE mz_catalog.%I (INPUT = mz_catalog.%I, OUTPUT = mz_catalog.%I, RECEIVE = mz_catalog.%I, SEND = mz_catalog.%I, LIKE = %s, CATEGORY = %L)',
        type_name, type_name || '_in', type_name || '_out', type_name || '_recv', type_name || '_send', original, category);
    IF type_name NOT IN ('list', 'map') THEN
        CALL pg_temp.renumber_type('_' || type_name, (new_oid::bigint + 1)::oid);
    END IF;
END $$;

-- The six comparisons, the B-tree and hash support of a type, from functions that PostgreSQL has for the original.
CREATE PROCEDURE pg_temp.comparisons(type_name text, stem text, btree_function text, hash_function text)
LANGUAGE plpgsql AS $$
DECLARE
    full_name text := format('mz_catalog.%I', type_name);
    comparison record;
BEGIN
    FOR comparison IN SELECT * FROM (VALUES ('=', 'eq', '=', '<>', 'eq'), ('<>', 'ne', '<>', '=', 'neq'),
        ('<', 'lt', '>', '>=', 'scalarlt'), ('<=', 'le', '>=', '>', 'scalarle'),
        ('>', 'gt', '<', '<=', 'scalargt'), ('>=', 'ge', '<=', '<', 'scalarge')) o(sign, suffix, commutator, negator, selectivity)
    LOOP
        EXECUTE format('CREATE FUNCTION mz_catalog.%I(%s, %s) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS %L',
            type_name || '_' || comparison.suffix, full_name, full_name, stem || comparison.suffix);
        EXECUTE format('CREATE OPERATOR mz_catalog.%s (FUNCTION = mz_catalog.%I, LEFTARG = %s, RIGHTARG = %s, COMMUTATOR = OPERATOR(mz_catalog.%s), NEGATOR = OPERATOR(mz_catalog.%s), RESTRICT = %I, JOIN = %I%s)',
            comparison.sign, type_name || '_' || comparison.suffix, full_name, full_name, comparison.commutator, comparison.negator,
            comparison.selectivity || 'sel', comparison.selectivity || 'joinsel',
            CASE WHEN comparison.sign = '=' THEN ', HASHES, MERGES' ELSE '' END);
    END LOOP;
    EXECUTE format('CREATE FUNCTION mz_catalog.%I(%s, %s) RETURNS integer LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS %L',
        type_name || '_cmp', full_name, full_name, btree_function);
    EXECUTE format('CREATE FUNCTION mz_catalog.%I(%s) RETURNS integer LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS %L',
        type_name || '_hash', full_name, hash_function);
    EXECUTE format('CREATE OPERATOR CLASS mz_catalog.%I DEFAULT FOR TYPE %s USING btree AS OPERATOR 1 mz_catalog.<, OPERATOR 2 mz_catalog.<=, OPERATOR 3 mz_catalog.=, OPERATOR 4 mz_catalog.>=, OPERATOR 5 mz_catalog.>, FUNCTION 1 mz_catalog.%I(%s, %s)',
        type_name || '_ops', full_name, type_name || '_cmp', full_name, full_name);
    EXECUTE format('CREATE OPERATOR CLASS mz_catalog.%I DEFAULT FOR TYPE %s USING hash AS OPERATOR 1 mz_catalog.=, FUNCTION 1 mz_catalog.%I(%s)',
        type_name || '_hash_ops', full_name, type_name || '_hash', full_name);
    EXECUTE format('CREATE FUNCTION mz_catalog.%I(%s, %s) RETURNS %s LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN CASE WHEN $1 OPERATOR(mz_catalog.>) $2 THEN $1 ELSE $2 END',
        type_name || '_larger', full_name, full_name, full_name);
    EXECUTE format('CREATE FUNCTION mz_catalog.%I(%s, %s) RETURNS %s LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN CASE WHEN $1 OPERATOR(mz_catalog.<) $2 THEN $1 ELSE $2 END',
        type_name || '_smaller', full_name, full_name, full_name);
    EXECUTE format('CREATE AGGREGATE mz_catalog.max(%s) (SFUNC = mz_catalog.%I, STYPE = %s, SORTOP = OPERATOR(mz_catalog.>))',
        full_name, type_name || '_larger', full_name);
    EXECUTE format('CREATE AGGREGATE mz_catalog.min(%s) (SFUNC = mz_catalog.%I, STYPE = %s, SORTOP = OPERATOR(mz_catalog.<))',
        full_name, type_name || '_smaller', full_name);
END $$;

SET LOCAL allow_system_table_mods = on;
SET LOCAL client_min_messages = warning; -- every function of a shell type draws a notice

CREATE TYPE mz_catalog.list;
CALL pg_temp.renumber_type('list', 16384);
CREATE TYPE mz_catalog.map;
CALL pg_temp.renumber_type('map', 16385);
CREATE TYPE mz_catalog.uint2;
CALL pg_temp.renumber_type('uint2', 16460);
CREATE TYPE mz_catalog.uint4;
CALL pg_temp.renumber_type('uint4', 16462);
CREATE TYPE mz_catalog.uint8;
CALL pg_temp.renumber_type('uint8', 16464);
CREATE TYPE mz_catalog.mz_timestamp;
CALL pg_temp.renumber_type('mz_timestamp', 16552);
CREATE TYPE mz_catalog.mz_aclitem;
CALL pg_temp.renumber_type('mz_aclitem', 16566);

CALL pg_temp.base_type('list', 'text', 'pg_catalog.text', 'U', 16384);
CALL pg_temp.base_type('uint2', 'int4', 'pg_catalog.int4', 'N', 16460);
CALL pg_temp.base_type('uint4', 'oid', 'pg_catalog.oid', 'N', 16462);
CALL pg_temp.base_type('uint8', 'int8', 'pg_catalog.int8', 'N', 16464);
CALL pg_temp.base_type('mz_timestamp', 'int8', 'pg_catalog.int8', 'N', 16552);
CALL pg_temp.base_type('mz_aclitem', 'text', 'pg_catalog.text', 'U', 16566);

-- Shown like a list: {a=>1,b=>2}.
CALL pg_temp.base_type('map', 'text', 'pg_catalog.text', 'U', 16385);

CALL pg_temp.comparisons('uint2', 'int4', 'btint4cmp', 'hashint4');
CALL pg_temp.comparisons('uint4', 'oid', 'btoidcmp', 'hashoid');
CALL pg_temp.comparisons('uint8', 'int8', 'btint8cmp', 'hashint8');
CALL pg_temp.comparisons('mz_timestamp', 'int8', 'btint8cmp', 'hashint8');
CALL pg_temp.comparisons('mz_aclitem', 'bytea', 'byteacmp', 'hashvarlena');
CALL pg_temp.comparisons('list', 'bytea', 'byteacmp', 'hashvarlena');
CALL pg_temp.comparisons('map', 'bytea', 'byteacmp', 'hashvarlena');
