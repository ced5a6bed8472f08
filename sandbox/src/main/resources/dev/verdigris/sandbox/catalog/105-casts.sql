-- Conversions, arithmetic and wire forms of the types in 005-types.sql. An unsigned number meets bigint and numeric
-- without a cast; a small integer becomes unsigned without one, so that COALESCE(replication_factor, 0) works.
SET LOCAL client_min_messages = warning;

CREATE CAST (mz_catalog.uint2 AS integer) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (mz_catalog.uint4 AS oid) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (mz_catalog.uint8 AS bigint) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (mz_catalog.mz_timestamp AS bigint) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (text AS mz_catalog.mz_aclitem) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (mz_catalog.list AS text) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (text[] AS mz_catalog.list) WITH INOUT AS ASSIGNMENT;
CREATE CAST (mz_catalog.map AS text) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (text AS mz_catalog.list) WITHOUT FUNCTION;

CREATE FUNCTION mz_catalog.uint2(integer) RETURNS mz_catalog.uint2 LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF $1 NOT BETWEEN 0 AND 65535 THEN
        RAISE EXCEPTION '"%" uint2 out of range', $1 USING ERRCODE = '22003';
    END IF;
    RETURN $1::text::mz_catalog.uint2;
END $$;
CREATE FUNCTION mz_catalog.uint4(bigint) RETURNS mz_catalog.uint4 LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF $1 NOT BETWEEN 0 AND 4294967295 THEN
        RAISE EXCEPTION '"%" uint4 out of range', $1 USING ERRCODE = '22003';
    END IF;
    RETURN $1::text::mz_catalog.uint4;
END $$;
CREATE FUNCTION mz_catalog.uint8(bigint) RETURNS mz_catalog.uint8 LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF $1 < 0 THEN
        RAISE EXCEPTION '"%" uint8 out of range', $1 USING ERRCODE = '22003';
    END IF;
    RETURN $1::text::mz_catalog.uint8;
END $$;
-- For the catalog's own views, whose numbers are always valid: no function call.
CREATE FUNCTION mz_store.uint4(bigint) RETURNS mz_catalog.uint4 LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'i8tooid';
CREATE FUNCTION mz_store.uint8(bigint) RETURNS mz_catalog.uint8 LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'int8up';
CREATE FUNCTION mz_store.mz_timestamp(bigint) RETURNS mz_catalog.mz_timestamp
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'int8up';
CREATE FUNCTION mz_store.list(text[]) RETURNS mz_catalog.list LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN $1::text::mz_catalog.list;

CREATE FUNCTION mz_catalog.uint4_to_bigint(mz_catalog.uint4) RETURNS bigint
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'oidtoi8';
CREATE CAST (mz_catalog.uint4 AS bigint) WITH FUNCTION mz_catalog.uint4_to_bigint(mz_catalog.uint4) AS IMPLICIT;
CREATE CAST (integer AS mz_catalog.uint2) WITH FUNCTION mz_catalog.uint2(integer) AS IMPLICIT;
CREATE CAST (bigint AS mz_catalog.uint4) WITH FUNCTION mz_catalog.uint4(bigint) AS ASSIGNMENT;
CREATE CAST (bigint AS mz_catalog.uint8) WITH FUNCTION mz_catalog.uint8(bigint) AS ASSIGNMENT;

-- Every other numeric type goes through bigint, and through numeric for fractions.
DO $$
DECLARE
    pair record;
BEGIN
    FOR pair IN SELECT u, n FROM unnest(ARRAY['uint2', 'uint4', 'uint8']) u,
        unnest(ARRAY['smallint', 'integer', 'bigint', 'numeric', 'double precision', 'real', 'text']) n
    LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_cast WHERE castsource = ('mz_catalog.' || pair.u)::regtype
            AND casttarget = pair.n::regtype) AND pair.n <> 'text' THEN
            EXECUTE format('CREATE FUNCTION mz_catalog.%I(mz_catalog.%I) RETURNS %s LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::%s::%s',
                pair.u || '_to_' || replace(pair.n, ' ', '_'), pair.u, pair.n, CASE pair.u WHEN 'uint2' THEN 'integer' ELSE 'bigint' END, pair.n);
            EXECUTE format('CREATE CAST (mz_catalog.%I AS %s) WITH FUNCTION mz_catalog.%I(mz_catalog.%I) AS %s', pair.u, pair.n,
                pair.u || '_to_' || replace(pair.n, ' ', '_'), pair.u,
                CASE WHEN pair.n IN ('smallint', 'integer', 'real') THEN 'ASSIGNMENT' ELSE 'IMPLICIT' END);
        END IF;
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_cast WHERE casttarget = ('mz_catalog.' || pair.u)::regtype
            AND castsource = pair.n::regtype) AND pair.n <> 'text' THEN
            EXECUTE format('CREATE FUNCTION mz_catalog.%I(%s) RETURNS mz_catalog.%I LANGUAGE sql IMMUTABLE STRICT RETURN $1::bigint::%s',
                pair.u, pair.n, pair.u, CASE pair.u WHEN 'uint2' THEN 'integer::mz_catalog.uint2' ELSE 'mz_catalog.' || pair.u END);
            EXECUTE format('CREATE CAST (%s AS mz_catalog.%I) WITH FUNCTION mz_catalog.%I(%s) AS %s', pair.n, pair.u, pair.u, pair.n,
                CASE WHEN pair.n IN ('smallint', 'integer') THEN 'IMPLICIT' ELSE 'ASSIGNMENT' END);
        END IF;
    END LOOP;
END $$;

-- Operators between an unsigned type and itself, and between it and the signed integers: without these PostgreSQL could
-- not choose between bigint, numeric and double precision.
DO $$
DECLARE
    u text;
    pair record;
    sign record;
    function_name text;
BEGIN
    FOREACH u IN ARRAY ARRAY['uint2', 'uint4', 'uint8'] LOOP
        FOR sign IN SELECT * FROM (VALUES ('+', 'plus'), ('-', 'minus'), ('*', 'times'), ('/', 'over'), ('%', 'mod')) o(op, word) LOOP
            function_name := u || '_' || sign.word;
            EXECUTE format('CREATE FUNCTION mz_catalog.%I(mz_catalog.%I, mz_catalog.%I) RETURNS mz_catalog.%I LANGUAGE sql IMMUTABLE STRICT RETURN ($1::bigint OPERATOR(pg_catalog.%s) $2::bigint)::mz_catalog.%I',
                function_name, u, u, u, sign.op, u);
            EXECUTE format('CREATE OPERATOR mz_catalog.%s (FUNCTION = mz_catalog.%I, LEFTARG = mz_catalog.%I, RIGHTARG = mz_catalog.%I)',
                sign.op, function_name, u, u);
        END LOOP;
        FOR pair IN SELECT * FROM unnest(ARRAY['smallint', 'integer', 'bigint']) n,
            (VALUES ('+', 'plus', 'bigint'), ('-', 'minus', 'bigint'), ('*', 'times', 'bigint'), ('/', 'over', 'bigint'), ('%', 'mod', 'bigint'),
                ('=', 'eq', 'boolean'), ('<>', 'ne', 'boolean'), ('<', 'lt', 'boolean'), ('<=', 'le', 'boolean'),
                ('>', 'gt', 'boolean'), ('>=', 'ge', 'boolean')) o(op, word, result)
        LOOP
            function_name := u || '_' || pair.word || '_signed';
            EXECUTE format('CREATE FUNCTION mz_catalog.%I(mz_catalog.%I, %s) RETURNS %s LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::bigint OPERATOR(pg_catalog.%s) $2::bigint',
                function_name, u, pair.n, pair.result, pair.op);
            EXECUTE format('CREATE OPERATOR mz_catalog.%s (FUNCTION = mz_catalog.%I, LEFTARG = mz_catalog.%I, RIGHTARG = %s)',
                pair.op, function_name, u, pair.n);
            function_name := 'signed_' || pair.word || '_' || u;
            EXECUTE format('CREATE FUNCTION mz_catalog.%I(%s, mz_catalog.%I) RETURNS %s LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::bigint OPERATOR(pg_catalog.%s) $2::bigint',
                function_name, pair.n, u, pair.result, pair.op);
            EXECUTE format('CREATE OPERATOR mz_catalog.%s (FUNCTION = mz_catalog.%I, LEFTARG = %s, RIGHTARG = mz_catalog.%I)',
                pair.op, function_name, pair.n, u);
        END LOOP;
        EXECUTE format('CREATE FUNCTION mz_catalog.%I(numeric, mz_catalog.%I) RETURNS numeric LANGUAGE sql IMMUTABLE RETURN CASE WHEN $2 IS NULL THEN $1 ELSE coalesce($1, 0) + $2::numeric END',
            u || '_accumulate', u);
        EXECUTE format('CREATE AGGREGATE mz_catalog.sum(mz_catalog.%I) (SFUNC = mz_catalog.%I, STYPE = numeric)', u, u || '_accumulate');
    END LOOP;
END $$;

-- mz_timestamp: milliseconds since 1970. Times and numbers convert to it without a cast, as in mz_now() <= expires_at.
CREATE FUNCTION mz_catalog.mz_timestamp(bigint) RETURNS mz_catalog.mz_timestamp
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'int8up';
CREATE FUNCTION mz_catalog.mz_timestamp(integer) RETURNS mz_catalog.mz_timestamp LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN $1::bigint::text::mz_catalog.mz_timestamp;
CREATE FUNCTION mz_catalog.mz_timestamp(numeric) RETURNS mz_catalog.mz_timestamp LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN $1::bigint::text::mz_catalog.mz_timestamp;
CREATE FUNCTION mz_catalog.mz_timestamp(timestamptz) RETURNS mz_catalog.mz_timestamp LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN floor(extract(epoch FROM $1) * 1000)::bigint::text::mz_catalog.mz_timestamp;
CREATE FUNCTION mz_catalog.mz_timestamp(timestamp) RETURNS mz_catalog.mz_timestamp LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN floor(extract(epoch FROM $1) * 1000)::bigint::text::mz_catalog.mz_timestamp;
CREATE FUNCTION mz_catalog.mz_timestamp(date) RETURNS mz_catalog.mz_timestamp LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN floor(extract(epoch FROM $1) * 1000)::bigint::text::mz_catalog.mz_timestamp;
CREATE FUNCTION mz_catalog.mz_timestamp_to_timestamptz(mz_catalog.mz_timestamp) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN 'epoch'::timestamptz + $1::bigint * interval '1 millisecond';
CREATE FUNCTION mz_catalog.mz_timestamp_to_timestamp(mz_catalog.mz_timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN 'epoch'::timestamp + $1::bigint * interval '1 millisecond';
CREATE FUNCTION mz_catalog.mz_timestamp_to_numeric(mz_catalog.mz_timestamp) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1::bigint::numeric;
CREATE CAST (bigint AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp(bigint) AS IMPLICIT;
CREATE CAST (integer AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp(integer) AS IMPLICIT;
CREATE CAST (numeric AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp(numeric) AS IMPLICIT;
CREATE CAST (timestamptz AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp(timestamptz) AS IMPLICIT;
CREATE CAST (timestamp AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp(timestamp) AS IMPLICIT;
CREATE CAST (date AS mz_catalog.mz_timestamp) WITH FUNCTION mz_catalog.mz_timestamp(date) AS IMPLICIT;
CREATE CAST (mz_catalog.mz_timestamp AS timestamptz)
    WITH FUNCTION mz_catalog.mz_timestamp_to_timestamptz(mz_catalog.mz_timestamp) AS ASSIGNMENT;
CREATE CAST (mz_catalog.mz_timestamp AS timestamp)
    WITH FUNCTION mz_catalog.mz_timestamp_to_timestamp(mz_catalog.mz_timestamp) AS ASSIGNMENT;
CREATE CAST (mz_catalog.mz_timestamp AS numeric)
    WITH FUNCTION mz_catalog.mz_timestamp_to_numeric(mz_catalog.mz_timestamp) AS ASSIGNMENT;

-- Binary forms that differ from those of the types whose storage is borrowed: an mz_timestamp travels as its text, a
-- uint2 in two bytes.
CREATE FUNCTION mz_catalog.mz_timestamp_send_text(mz_catalog.mz_timestamp) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN convert_to($1::bigint::text, 'UTF8');
ALTER TYPE mz_catalog.mz_timestamp SET (SEND = mz_catalog.mz_timestamp_send_text);
CREATE FUNCTION mz_catalog.uint2_send_short(mz_catalog.uint2) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN substr(int4send($1::integer), 3);
ALTER TYPE mz_catalog.uint2 SET (SEND = mz_catalog.uint2_send_short);

-- Text lists, as far as clients use their elements.
CREATE FUNCTION mz_catalog.list_length(mz_catalog.list) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN cardinality($1::text::text[])::bigint;
CREATE FUNCTION mz_catalog.unnest(mz_catalog.list) RETURNS SETOF text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 4
BEGIN ATOMIC SELECT pg_catalog.unnest($1::text::text[]); END;

-- Lists and maps are texts. The front end writes LIST[...] as mz_store.list(ARRAY[...]) and MAP[k => v] as
-- mz_store.map(ARRAY[...]) with the texts of the pairs.
DO $$
DECLARE
    element text;
BEGIN
    FOREACH element IN ARRAY ARRAY['boolean', 'smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric', 'varchar', 'bytea',
        'date', 'time', 'timestamp', 'timestamptz', 'interval', 'jsonb', 'uuid', 'oid']
    LOOP
        EXECUTE format('CREATE CAST (%s[] AS mz_catalog.list) WITH INOUT', element);
    END LOOP;
END $$;
CREATE FUNCTION mz_store.list(elements anyarray) RETURNS mz_catalog.list LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT elements::text::mz_catalog.list $$;
CREATE FUNCTION mz_store.list(lists mz_catalog.list[]) RETURNS mz_catalog.list LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ('{' || array_to_string(lists::text[], ',', 'NULL') || '}')::mz_catalog.list;

-- A key or value, with quotes where the text form needs them.
CREATE FUNCTION mz_store.map_word(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN word IS NULL THEN 'NULL'
    WHEN word = '' OR lower(word) = 'null' OR word ~ '[\s"\\{},=>]' THEN '"' || replace(replace(word, '\', '\\'), '"', '\"') || '"'
    ELSE word END;
CREATE FUNCTION mz_store.pair(key text, value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN mz_store.map_word(key) || '=>' || mz_store.map_word(value);
CREATE FUNCTION mz_store.pair(key text, value mz_catalog.map) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN mz_store.map_word(key) || '=>' || coalesce(value::text, 'NULL');
CREATE FUNCTION mz_store.pair(key text, value mz_catalog.list) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN mz_store.map_word(key) || '=>' || coalesce(value::text, 'NULL');
CREATE FUNCTION mz_store.pair(key text, value anyelement) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT mz_store.map_word(key) || '=>' || mz_store.map_word(value::text) $$;
-- Keys are in order, and of several values of a key the last one counts.
CREATE FUNCTION mz_store.map(pairs text[]) RETURNS mz_catalog.map LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ('{' || coalesce((SELECT string_agg(pair, ',' ORDER BY btrim(split_part(pair, '=>', 1), '"') COLLATE "C") FROM (
    SELECT DISTINCT ON (split_part(pair, '=>', 1)) pair FROM unnest(pairs) WITH ORDINALITY p(pair, position)
    ORDER BY split_part(pair, '=>', 1), position DESC) last), '') || '}')::mz_catalog.map;
CREATE FUNCTION mz_store.map_from_text(written text) RETURNS mz_catalog.map LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    word CONSTANT text := '"(?:[^"\\]|\\.)*"|[^\s"{},=>](?:[^"{},=>]*[^\s"{},=>])?';
    pair CONSTANT text := '\s*(' || word || ')\s*=>\s*(' || word || '|\{.*?\})\s*';
    pairs text[];
BEGIN
    IF written !~ ('^\s*\{(?:\s*|' || pair || '(?:,' || pair || ')*)\}\s*$') THEN
        RAISE EXCEPTION 'invalid input syntax for type map: "%"', written USING ERRCODE = '22P02';
    END IF;
    SELECT array_agg(parts[1] || '=>' || parts[2] ORDER BY position) INTO pairs
    FROM regexp_matches(regexp_replace(written, '^\s*\{|\}\s*$', '', 'g'), pair || '(?:,|$)', 'g') WITH ORDINALITY m(parts, position);
    RETURN mz_store.map(coalesce(pairs, '{}'));
END $$;
CREATE CAST (text AS mz_catalog.map) WITH FUNCTION mz_store.map_from_text(text);

CREATE FUNCTION mz_store.list_add(elements text[], element anyelement) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT elements || element::text $$;
CREATE FUNCTION mz_store.map_add(pairs text[], key text, value anyelement) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN key IS NULL THEN pairs ELSE pairs || mz_store.pair(key, value) END $$;
CREATE AGGREGATE mz_catalog.list_agg(anyelement) (SFUNC = mz_store.list_add, STYPE = text[], INITCOND = '{}', FINALFUNC = mz_store.list);
CREATE AGGREGATE mz_catalog.map_agg(text, anyelement) (SFUNC = mz_store.map_add, STYPE = text[], INITCOND = '{}', FINALFUNC = mz_store.map);

-- An mz_timestamp from a number of milliseconds, or from what timestamptz reads.
CREATE FUNCTION mz_store.mz_timestamp_from_text(written text) RETURNS mz_catalog.mz_timestamp LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF written ~ '^\s*\d+\s*$' THEN
        RETURN mz_store.mz_timestamp(written::bigint);
    END IF;
    RETURN written::timestamptz::mz_catalog.mz_timestamp;
EXCEPTION WHEN invalid_datetime_format OR datetime_field_overflow OR numeric_value_out_of_range THEN
    RAISE EXCEPTION 'invalid input syntax for type mz_timestamp: "%"', written USING ERRCODE = '22P02';
END $$;
CREATE CAST (text AS mz_catalog.mz_timestamp) WITH FUNCTION mz_store.mz_timestamp_from_text(text) AS ASSIGNMENT;
