-- Drops everything that setup.sql, sink.sql and the deployments created. Finish or abort a running deployment first.
--   psql "$URL" -v ON_ERROR_STOP=1 -f teardown.sql

DROP SCHEMA IF EXISTS outbox CASCADE;
DROP SCHEMA IF EXISTS marts CASCADE;
DROP SCHEMA IF EXISTS core CASCADE;
DROP SCHEMA IF EXISTS auction_house CASCADE;
DROP CLUSTER IF EXISTS outbox CASCADE;
DROP CLUSTER IF EXISTS serving CASCADE;
DROP CLUSTER IF EXISTS compute CASCADE;
DROP CLUSTER IF EXISTS ingest CASCADE;
DROP ROLE IF EXISTS analyst;
-- The history of the deployments outlives them.
DROP SCHEMA IF EXISTS history_verdigris_prod CASCADE;
