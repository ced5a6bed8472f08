-- Drops everything that setup.sql, dbt and the deployments created. Finish or abort a running deployment first.
DROP SCHEMA IF EXISTS auction_outbox CASCADE;
DROP SCHEMA IF EXISTS auction_marts CASCADE;
DROP SCHEMA IF EXISTS auction_core CASCADE;
DROP SCHEMA IF EXISTS auction_house CASCADE;
DROP SCHEMA IF EXISTS auction CASCADE;
DROP CLUSTER IF EXISTS outbox CASCADE;
DROP CLUSTER IF EXISTS serving CASCADE;
DROP CLUSTER IF EXISTS compute CASCADE;
DROP CLUSTER IF EXISTS ingest CASCADE;
DROP ROLE IF EXISTS analyst;
DROP SCHEMA IF EXISTS history_verdigris_prod CASCADE;
