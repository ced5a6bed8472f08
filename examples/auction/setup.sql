-- Creates the objects that exist before any model: clusters, the source and its tables, empty schemas for the models, a
-- role.
--   psql "$URL" -v ON_ERROR_STOP=1 -f setup.sql

-- Two clusters for the models, which a deployment copies, and two others that no deployment changes.
CREATE CLUSTER compute (SIZE = '25cc');
CREATE CLUSTER serving (SIZE = '25cc');
CREATE CLUSTER ingest (SIZE = '25cc');
CREATE CLUSTER outbox (SIZE = '25cc');
COMMENT ON CLUSTER compute IS 'maintains the models of core';
COMMENT ON CLUSTER serving IS 'maintains marts and answers its readers';

-- The auction house ticks once a second. Its tables are in a schema of their own, because the live and the staged
-- version share them and no deployment may drop them.
CREATE SCHEMA auction_house;
CREATE SOURCE auction_house.house IN CLUSTER ingest FROM LOAD GENERATOR AUCTION (TICK INTERVAL '1s');
CREATE TABLE auction_house.organizations FROM SOURCE auction_house.house (REFERENCE organizations);
CREATE TABLE auction_house.users FROM SOURCE auction_house.house (REFERENCE users);
CREATE TABLE auction_house.accounts FROM SOURCE auction_house.house (REFERENCE accounts);
CREATE TABLE auction_house.auctions FROM SOURCE auction_house.house (REFERENCE auctions);
CREATE TABLE auction_house.bids FROM SOURCE auction_house.house (REFERENCE bids);

-- The live schemas are empty at first. The first deployment fills them.
CREATE SCHEMA core;
CREATE SCHEMA marts;
COMMENT ON SCHEMA core IS 'what happened: members, bids, results';
COMMENT ON SCHEMA marts IS 'what it means: sellers, organizations, items';

-- Analysts may use both schemas. The files of the models grant the SELECT privileges.
CREATE ROLE analyst;
GRANT USAGE ON CLUSTER serving TO analyst;
GRANT USAGE ON SCHEMA core, marts TO analyst;
