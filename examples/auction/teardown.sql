-- Takes away all that setup.sql, sink.sql and the deployments made. Finish or abort a running deployment first.
--   psql "$URL" -f teardown.sql
\set ON_ERROR_STOP on

DROP SCHEMA IF EXISTS outbox CASCADE;
DROP SCHEMA IF EXISTS marts CASCADE;
DROP SCHEMA IF EXISTS core CASCADE;
DROP SCHEMA IF EXISTS auction_house CASCADE;
DROP CLUSTER IF EXISTS outbox CASCADE;
DROP CLUSTER IF EXISTS serving CASCADE;
DROP CLUSTER IF EXISTS compute CASCADE;
DROP CLUSTER IF EXISTS ingest CASCADE;
DROP ROLE IF EXISTS analyst;
