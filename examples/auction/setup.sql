-- What is there before any model: clusters, the source and its tables, empty schemas for the models, readers.
--   psql "$URL" -f setup.sql
\set ON_ERROR_STOP on

-- Two clusters for the models, which a deployment clones; two that stay as they are.
CREATE CLUSTER compute (SIZE = '25cc');
CREATE CLUSTER serving (SIZE = '25cc');
CREATE CLUSTER ingest (SIZE = '25cc');
CREATE CLUSTER outbox (SIZE = '25cc');
COMMENT ON CLUSTER compute IS 'maintains the models of core';
COMMENT ON CLUSTER serving IS 'maintains marts and answers its readers';

-- The auction house ticks once a second. Its tables live in a schema of their own: they are shared by the live and the
-- staged version, and no deployment may ever drop them.
CREATE SCHEMA auction_house;
CREATE SOURCE auction_house.house IN CLUSTER ingest FROM LOAD GENERATOR AUCTION (TICK INTERVAL '1s');
CREATE TABLE auction_house.organizations FROM SOURCE auction_house.house (REFERENCE organizations);
CREATE TABLE auction_house.users FROM SOURCE auction_house.house (REFERENCE users);
CREATE TABLE auction_house.accounts FROM SOURCE auction_house.house (REFERENCE accounts);
CREATE TABLE auction_house.auctions FROM SOURCE auction_house.house (REFERENCE auctions);
CREATE TABLE auction_house.bids FROM SOURCE auction_house.house (REFERENCE bids);

-- The live schemas begin empty; the first deployment fills them.
CREATE SCHEMA core;
CREATE SCHEMA marts;
COMMENT ON SCHEMA core IS 'what happened: members, bids, results';
COMMENT ON SCHEMA marts IS 'what it means: sellers, organizations, items';

-- Analysts read everything in marts, and of core what its files grant.
CREATE ROLE analyst;
GRANT USAGE ON CLUSTER serving TO analyst;
GRANT USAGE ON SCHEMA core, marts TO analyst;
ALTER DEFAULT PRIVILEGES FOR ROLE :"USER" IN SCHEMA marts GRANT SELECT ON TABLES TO analyst;
