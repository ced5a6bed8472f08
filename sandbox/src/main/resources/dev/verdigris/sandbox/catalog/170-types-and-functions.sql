-- The system's types and functions, as far as the sandbox has them.

CREATE TABLE mz_store.builtin_function (
    id text PRIMARY KEY, oid oid NOT NULL, schema_id text NOT NULL, name text NOT NULL, argument_types oid[] NOT NULL,
    variadic_type oid, return_type oid, returns_set boolean NOT NULL
);

CREATE VIEW mz_catalog.mz_functions AS
SELECT f.id, f.oid, f.schema_id, f.name,
    ARRAY(SELECT t.id FROM unnest(f.argument_types) WITH ORDINALITY a(type, position)
        LEFT JOIN mz_store.builtin t ON t.oid = a.type AND t.kind = 'type' ORDER BY a.position) AS argument_type_ids,
    v.id AS variadic_argument_type_id, r.id AS return_type_id, f.returns_set, 's1'::text AS owner_id
FROM mz_store.builtin_function f
    LEFT JOIN mz_store.builtin v ON v.oid = f.variadic_type AND v.kind = 'type'
    LEFT JOIN mz_store.builtin r ON r.oid = f.return_type AND r.kind = 'type';

CREATE VIEW mz_catalog.mz_base_types AS SELECT id FROM mz_store.builtin WHERE kind = 'type' AND definition <> 'array' AND definition <> 'pseudo';
CREATE VIEW mz_catalog.mz_pseudo_types AS SELECT id FROM mz_store.builtin WHERE kind = 'type' AND definition = 'pseudo';
CREATE VIEW mz_catalog.mz_array_types AS
SELECT b.id, e.id AS element_id
FROM mz_store.builtin b JOIN pg_catalog.pg_type t ON t.oid = b.oid JOIN mz_store.builtin e ON e.oid = t.typelem AND e.kind = 'type'
WHERE b.kind = 'type' AND b.definition = 'array';
CREATE VIEW mz_catalog.mz_list_types AS
SELECT i.id, i.details ->> 'element_id' AS element_id, NULL::mz_catalog.list AS element_modifiers
FROM mz_store.item i WHERE i.kind = 'type' AND i.details ->> 'category' = 'list';
CREATE VIEW mz_catalog.mz_map_types AS
SELECT i.id, i.details ->> 'key_id' AS key_id, i.details ->> 'value_id' AS value_id, NULL::mz_catalog.list AS key_modifiers,
    NULL::mz_catalog.list AS value_modifiers
FROM mz_store.item i WHERE i.kind = 'type' AND i.details ->> 'category' = 'map';

CREATE VIEW mz_catalog.mz_timezone_names AS SELECT name FROM pg_catalog.pg_timezone_names;
CREATE VIEW mz_catalog.mz_timezone_abbreviations AS
SELECT abbrev AS abbreviation, utc_offset, is_dst AS dst, NULL::text AS timezone_name FROM pg_catalog.pg_timezone_abbrevs;
