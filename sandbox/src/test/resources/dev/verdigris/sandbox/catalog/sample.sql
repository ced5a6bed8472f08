-- A small production by its store rows and PostgreSQL relations: an auction source with two tables, a view with an index,
-- materialized views, a sink; one of the clusters has no replica.
INSERT INTO mz_store.role (id, oid, name, inherit, can_login, superuser) VALUES
    ('s1', 20000, 'mz_system', true, true, true), ('u1', 20001, 'joe "the" builder', true, true, NULL),
    ('u2', 20002, 'developers', true, NULL, NULL), ('u3', 20003, 'guest', true, true, NULL);
INSERT INTO mz_store.role_member VALUES ('u2', 'u1', 's1');
INSERT INTO mz_store.database VALUES ('u1', 20010, 'materialize', 's1');
INSERT INTO mz_store.schema VALUES ('u3', 'public'::regnamespace, 'u1', 'public', 's1');
INSERT INTO mz_store.cluster_size VALUES ('25cc', 1, 1, 1, 250000000, 1024, 2048, 0.25), ('50cc', 2, 2, 1, 500000000, 2048, NULL, 0.5);
INSERT INTO mz_store.cluster (id, name, owner_id, managed, size, replication_factor, availability_zones) VALUES
    ('u1', 'quick.start', 's1', true, '25cc', 1, '{}'), ('u2', 'paused', 's1', true, '50cc', 0, '{use1-az1,use1-az2}'),
    ('u4', 'by hand', 'u1', false, NULL, NULL, NULL);
INSERT INTO mz_store.replica (id, name, cluster_id, size, owner_id) VALUES ('u1', 'r1', 'u1', '25cc', 's1');
INSERT INTO mz_store.privilege VALUES ('schema', 'u3', 's1', 's1', 'UC'), ('schema', 'u3', 'p', 's1', 'U'), ('schema', 'u3', 'u2', 's1', 'C'),
    ('cluster', 'u1', 'p', 's1', 'U'), ('item', 'u5', 'u1', 'u1', 'r'), ('system', '', 'u2', 's1', 'BN'), ('database', 'u1', 'p', 's1', 'U');
INSERT INTO mz_store.comment VALUES ('u3', 'schema', NULL, 'of the schema'), ('u3', 'table', NULL, 'of the table'), ('u2', 'table', 2, 'who buys');

CREATE TABLE mz_source_data."u1.bids" (
    id bigint NOT NULL, buyer bigint NOT NULL, auction_id bigint NOT NULL, amount int NOT NULL, bid_time timestamptz NOT NULL);
CREATE TABLE mz_source_data."u1.auctions" (id bigint NOT NULL, seller bigint NOT NULL, item text NOT NULL, end_time timestamptz NOT NULL);
CREATE VIEW public.bids AS SELECT * FROM mz_source_data."u1.bids";
CREATE VIEW public.auctions AS SELECT * FROM mz_source_data."u1.auctions";
CREATE TABLE public.plain (word text DEFAULT 'x', times int NOT NULL DEFAULT 1);
CREATE VIEW public.v AS SELECT * FROM public.bids;
CREATE VIEW public.mv AS SELECT count(*) AS bids FROM public.v;
CREATE VIEW public.idle AS SELECT bids FROM public.mv;
CREATE VIEW public.constant AS SELECT 1 AS one;
CREATE VIEW public.words AS SELECT word FROM public.plain;
INSERT INTO mz_store.item (id, oid, schema_id, name, kind, owner_id, cluster_id, relation_oid, source_id, on_id, create_template, details) VALUES
    ('u1', 30001, 'u3', 'auction', 'source', 'u1', 'u1', NULL, NULL, NULL, 'CREATE SOURCE auction',
        '{"type": "load-generator", "generator": "AUCTION", "tick_interval": 20}'),
    ('u2', 30002, 'u3', 'bids', 'table', 'u1', NULL, 'public.bids'::regclass, 'u1', NULL, 'CREATE TABLE bids', '{"reference": "bids"}'),
    ('u3', 30003, 'u3', 'auctions', 'table', 'u1', NULL, 'public.auctions'::regclass, 'u1', NULL, 'CREATE TABLE auctions', '{"reference": "auctions"}'),
    ('u4', 30004, 'u3', 'v', 'view', 'u1', NULL, 'public.v'::regclass, NULL, NULL, 'CREATE VIEW v AS SELECT ''it''''s secret''', '{"definition": "SELECT 1;"}'),
    ('u5', 30005, 'u3', 'mv', 'materialized-view', 'u1', 'u1', 'public.mv'::regclass, NULL, NULL, 'CREATE MATERIALIZED VIEW mv', '{}'),
    ('u6', 30006, 'u3', 'constant', 'materialized-view', 'u1', 'u1', 'public.constant'::regclass, NULL, NULL, 'CREATE MATERIALIZED VIEW constant', '{}'),
    ('u7', 30007, 'u3', 'v_idx', 'index', 'u1', 'u1', NULL, NULL, 'u4', 'CREATE INDEX v_idx', '{"keys": [{"position": 1, "nullable": false}, {"expression": "buyer + 1"}]}'),
    ('u8', 30008, 'u3', 'words sink', 'sink', 'u1', 'u1', NULL, NULL, NULL, 'CREATE SINK', '{"type": "kafka", "topic": "words", "key": ["word"], "from_id": "u11"}'),
    ('u9', 30009, 'u3', 'idle', 'materialized-view', 'u1', 'u2', 'public.idle'::regclass, NULL, NULL, 'CREATE MATERIALIZED VIEW idle', '{}'),
    ('u10', 30010, 'u3', 'plain', 'table', 'u1', NULL, 'public.plain'::regclass, NULL, NULL, 'CREATE TABLE plain', '{}'),
    ('u11', 30011, 'u3', 'words', 'materialized-view', 'u1', 'u1', 'public.words'::regclass, NULL, NULL, 'CREATE MATERIALIZED VIEW words', '{}');
INSERT INTO mz_store.dependency VALUES ('u2', 'u1'), ('u3', 'u1'), ('u4', 'u2'), ('u5', 'u4'), ('u7', 'u4'), ('u8', 'u11'), ('u9', 'u5'), ('u11', 'u10');
