-- Privileges as values: grantee=letters/grantor with role ids, an empty grantee is PUBLIC. That is what clients see; a
-- cast of a single one to text has role names instead, as on Materialize, a cast of an array has ids.
SET LOCAL client_min_messages = warning;

CREATE TABLE mz_store.privilege_word (letter "char" PRIMARY KEY, word text NOT NULL UNIQUE, position integer NOT NULL);
INSERT INTO mz_store.privilege_word VALUES ('a', 'INSERT', 1), ('r', 'SELECT', 2), ('w', 'UPDATE', 3), ('d', 'DELETE', 4),
    ('U', 'USAGE', 5), ('C', 'CREATE', 6), ('R', 'CREATEROLE', 7), ('B', 'CREATEDB', 8), ('N', 'CREATECLUSTER', 9),
    ('P', 'CREATENETWORKPOLICY', 10);

CREATE FUNCTION mz_store.acl_form(mz_catalog.mz_aclitem) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN mz_catalog.mz_aclitem_out($1)::text;
CREATE FUNCTION mz_internal.mz_aclitem_grantee(mz_catalog.mz_aclitem) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN coalesce(nullif(split_part(mz_store.acl_form($1), '=', 1), ''), 'p');
CREATE FUNCTION mz_internal.mz_aclitem_grantor(mz_catalog.mz_aclitem) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN split_part(mz_store.acl_form($1), '/', 2);
CREATE FUNCTION mz_internal.mz_aclitem_privileges(mz_catalog.mz_aclitem) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN split_part(split_part(mz_store.acl_form($1), '=', 2), '/', 1);

-- A dropped role keeps its id.
CREATE FUNCTION mz_store.acl_name(acl_role_id text) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN CASE acl_role_id WHEN 'p' THEN '' ELSE coalesce((SELECT name FROM mz_store.role WHERE id = acl_role_id), acl_role_id) END;
CREATE FUNCTION mz_catalog.mz_aclitem_text(mz_catalog.mz_aclitem) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_store.acl_name(mz_internal.mz_aclitem_grantee($1)) || '=' || mz_internal.mz_aclitem_privileges($1) || '/'
    || mz_store.acl_name(mz_internal.mz_aclitem_grantor($1));
CREATE CAST (mz_catalog.mz_aclitem AS text) WITH FUNCTION mz_catalog.mz_aclitem_text(mz_catalog.mz_aclitem) AS ASSIGNMENT;

-- The words for letters, in the order in which Materialize names them.
CREATE FUNCTION mz_internal.mz_format_privileges(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(SELECT word FROM (VALUES ('a', 'INSERT', 1), ('r', 'SELECT', 2), ('w', 'UPDATE', 3), ('d', 'DELETE', 4),
    ('U', 'USAGE', 5), ('C', 'CREATE', 6), ('R', 'CREATEROLE', 7), ('B', 'CREATEDB', 8), ('N', 'CREATECLUSTER', 9),
    ('P', 'CREATENETWORKPOLICY', 10)) w(letter, word, position) WHERE strpos($1, letter) > 0 ORDER BY position);

-- The same text array. The front end writes it around calls whose column Materialize does not name after the function,
-- because PostgreSQL does not name the result of an operator either.
CREATE FUNCTION mz_store.same(text[]) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1;
CREATE OPERATOR mz_store.@ (RIGHTARG = text[], FUNCTION = mz_store.same);

-- One row per grantee, grantor and privilege. There is no grant option on Materialize.
CREATE FUNCTION mz_internal.mz_aclexplode(mz_catalog.mz_aclitem[])
RETURNS TABLE (grantor text, grantee text, privilege_type text, is_grantable boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 4
BEGIN ATOMIC
    SELECT mz_internal.mz_aclitem_grantor(item), mz_internal.mz_aclitem_grantee(item), word, false
    FROM pg_catalog.unnest($1) item,
        (VALUES ('a', 'INSERT', 1), ('r', 'SELECT', 2), ('w', 'UPDATE', 3), ('d', 'DELETE', 4), ('U', 'USAGE', 5), ('C', 'CREATE', 6),
            ('R', 'CREATEROLE', 7), ('B', 'CREATEDB', 8), ('N', 'CREATECLUSTER', 9), ('P', 'CREATENETWORKPOLICY', 10)) w(letter, word, position)
    WHERE strpos(mz_internal.mz_aclitem_privileges(item), letter) > 0;
END;

-- The letters of a list like 'SELECT, usage'; a word that names no privilege is an error.
CREATE FUNCTION mz_store.privilege_letters(privileges text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    word text;
    letters text := '';
    letter text;
BEGIN
    FOREACH word IN ARRAY string_to_array(privileges, ',') LOOP
        letter := CASE upper(btrim(word)) WHEN 'INSERT' THEN 'a' WHEN 'SELECT' THEN 'r' WHEN 'UPDATE' THEN 'w' WHEN 'DELETE' THEN 'd'
            WHEN 'USAGE' THEN 'U' WHEN 'CREATE' THEN 'C' WHEN 'CREATEROLE' THEN 'R' WHEN 'CREATEDB' THEN 'B'
            WHEN 'CREATECLUSTER' THEN 'N' WHEN 'CREATENETWORKPOLICY' THEN 'P' END;
        IF letter IS NULL THEN
            RAISE EXCEPTION 'unrecognized privilege type: "%"', btrim(word) USING ERRCODE = 'XX000';
        END IF;
        letters := letters || letter;
    END LOOP;
    RETURN regexp_replace('arwdUCRBNP', '[^' || letters || ']', '', 'g');
END $$;

CREATE FUNCTION mz_internal.mz_validate_privileges(text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN mz_store.privilege_letters($1) IS NOT NULL;
CREATE FUNCTION mz_store.parsed_role_id(role_id text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF role_id !~ '^([usg][0-9]+|p)$' THEN
        RAISE EXCEPTION 'couldn''t parse role id ''%''', role_id USING ERRCODE = 'XX000';
    END IF;
    RETURN role_id;
END $$;
CREATE FUNCTION mz_internal.make_mz_aclitem(grantee text, grantor text, privileges text) RETURNS mz_catalog.mz_aclitem
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF mz_store.parsed_role_id(grantor) = 'p' THEN
        RAISE EXCEPTION 'mz_aclitem grantor cannot be PUBLIC role' USING ERRCODE = 'XX000';
    END IF;
    RETURN (coalesce(nullif(mz_store.parsed_role_id(grantee), 'p'), '') || '=' || mz_store.privilege_letters(privileges)
        || '/' || grantor)::mz_catalog.mz_aclitem;
END $$;
CREATE FUNCTION mz_internal.mz_acl_item_contains_privilege(mz_catalog.mz_aclitem, text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(mz_internal.mz_aclitem_privileges($1), mz_store.privilege_letters($2), '') <> mz_internal.mz_aclitem_privileges($1);

-- The binary form: grantee and grantor as a kind letter and eight bytes of number, least significant first; then the
-- privileges as eight bytes of bits.
CREATE FUNCTION mz_store.little_endian(bigint) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT string_agg(substr(int8send($1), i, 1), ''::bytea ORDER BY i DESC) FROM generate_series(1, 8) i);
CREATE FUNCTION mz_store.role_bytes(role_id text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN convert_to(left(role_id, 1), 'UTF8') || mz_store.little_endian(coalesce(nullif(substr(role_id, 2), ''), '0')::bigint);
CREATE FUNCTION mz_catalog.mz_aclitem_send_fixed(mz_catalog.mz_aclitem) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN mz_store.role_bytes(mz_internal.mz_aclitem_grantee($1)) || mz_store.role_bytes(mz_internal.mz_aclitem_grantor($1))
    || mz_store.little_endian((SELECT coalesce(sum(1::bigint << bit), 0)::bigint
        FROM (VALUES ('a', 0), ('r', 1), ('w', 2), ('d', 3), ('U', 8), ('C', 9), ('R', 29), ('B', 30), ('N', 31), ('P', 32)) b(letter, bit)
        WHERE strpos(mz_internal.mz_aclitem_privileges($1), letter) > 0));
ALTER TYPE mz_catalog.mz_aclitem SET (SEND = mz_catalog.mz_aclitem_send_fixed);
