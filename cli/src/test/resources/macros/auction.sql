-- What the macros of dbt-materialize 1.9.11 send for examples/dbt-auction, one message in a line, without
-- what only reads. Recorded from the log of the sandbox by HandOversTest; -Dapprove=true writes it again.
--- live
create schema if not exists "auction_house"
create source "materialize"."auction_house"."house" in cluster ingest FROM LOAD GENERATOR AUCTION (TICK INTERVAL '1s')
create table "materialize"."auction_house"."auctions" FROM SOURCE "materialize"."auction_house"."house" (REFERENCE auctions)
create table "materialize"."auction_house"."bids" FROM SOURCE "materialize"."auction_house"."house" (REFERENCE bids)
create table "materialize"."auction_house"."organizations" FROM SOURCE "materialize"."auction_house"."house" (REFERENCE organizations)
create table "materialize"."auction_house"."users" FROM SOURCE "materialize"."auction_house"."house" (REFERENCE users)
create schema if not exists "auction_core"
create schema if not exists "auction_marts"
create view "materialize"."auction_core"."members" as ( SELECT u.id AS member_id, u.name AS member, o.name AS organization FROM "materialize"."auction_house"."users" AS u JOIN "materialize"."auction_house"."organizations" AS o ON o.id = u.org_id )
create index in cluster compute on "materialize"."auction_core"."members" (member_id)
create view "materialize"."auction_marts"."release_info" as ( SELECT 1 AS model_version )
GRANT SELECT ON "materialize"."auction_marts"."release_info" TO analyst
create materialized view "materialize"."auction_core"."winning_bids" in cluster compute as ( SELECT DISTINCT ON (auction_id) auction_id, buyer AS buyer_id, amount FROM "materialize"."auction_house"."bids" ORDER BY auction_id, amount DESC, bid_time, id )
create index in cluster compute on "materialize"."auction_core"."winning_bids" (auction_id)
create materialized view "materialize"."auction_core"."auction_results" in cluster compute as ( SELECT a.id AS auction_id, a.item, a.seller AS seller_id, w.buyer_id, w.amount FROM "materialize"."auction_house"."auctions" AS a JOIN "materialize"."auction_core"."winning_bids" AS w ON w.auction_id = a.id )
create sink "materialize"."auction_outbox"."auction_results_sink" in cluster outbox FROM "materialize"."auction_core"."auction_results" INTO KAFKA CONNECTION materialize.auction_outbox.kafka (TOPIC 'auction-results') KEY (auction_id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT
create materialized view "materialize"."auction_marts"."seller_performance" in cluster serving as ( SELECT r.seller_id, m.member AS seller, count(*) AS auctions, sum(r.amount) AS revenue FROM "materialize"."auction_core"."auction_results" AS r JOIN "materialize"."auction_core"."members" AS m ON m.member_id = r.seller_id GROUP BY r.seller_id, m.member )
create index in cluster serving on "materialize"."auction_marts"."seller_performance" (seller_id)
GRANT SELECT ON "materialize"."auction_marts"."seller_performance" TO analyst
--- deploy_init
CREATE SCHEMA auction_core_dbt_deploy
CREATE SCHEMA auction_marts_dbt_deploy
CREATE CLUSTER "compute_dbt_deploy" ( SIZE = '25cc' , REPLICATION FACTOR = 1 )
GRANT USAGE ON CLUSTER compute_dbt_deploy TO materialize
GRANT CREATE ON CLUSTER compute_dbt_deploy TO materialize
CREATE CLUSTER "serving_dbt_deploy" ( SIZE = '25cc' , REPLICATION FACTOR = 1 )
GRANT USAGE ON CLUSTER serving_dbt_deploy TO materialize
GRANT CREATE ON CLUSTER serving_dbt_deploy TO materialize
GRANT USAGE ON CLUSTER serving_dbt_deploy TO analyst
--- run
create view "materialize"."auction_core_dbt_deploy"."members" as ( SELECT u.id AS member_id, u.name AS member, o.name AS organization FROM "materialize"."auction_house"."users" AS u JOIN "materialize"."auction_house"."organizations" AS o ON o.id = u.org_id )
create index in cluster compute_dbt_deploy on "materialize"."auction_core_dbt_deploy"."members" (member_id)
create view "materialize"."auction_marts_dbt_deploy"."release_info" as ( SELECT 2 AS model_version )
GRANT SELECT ON "materialize"."auction_marts_dbt_deploy"."release_info" TO analyst
create materialized view "materialize"."auction_core_dbt_deploy"."winning_bids" in cluster compute_dbt_deploy as ( SELECT DISTINCT ON (auction_id) auction_id, buyer AS buyer_id, amount FROM "materialize"."auction_house"."bids" ORDER BY auction_id, amount DESC, bid_time, id )
create index in cluster compute_dbt_deploy on "materialize"."auction_core_dbt_deploy"."winning_bids" (auction_id)
create materialized view "materialize"."auction_core_dbt_deploy"."auction_results" in cluster compute_dbt_deploy as ( SELECT a.id AS auction_id, a.item, a.seller AS seller_id, w.buyer_id, w.amount FROM "materialize"."auction_house"."auctions" AS a JOIN "materialize"."auction_core_dbt_deploy"."winning_bids" AS w ON w.auction_id = a.id )
create materialized view "materialize"."auction_marts_dbt_deploy"."seller_performance" in cluster serving_dbt_deploy as ( SELECT r.seller_id, m.member AS seller, count(*) AS auctions, max(r.amount) AS best_price, sum(r.amount) AS revenue FROM "materialize"."auction_core_dbt_deploy"."auction_results" AS r JOIN "materialize"."auction_core_dbt_deploy"."members" AS m ON m.member_id = r.seller_id GROUP BY r.seller_id, m.member )
create index in cluster serving_dbt_deploy on "materialize"."auction_marts_dbt_deploy"."seller_performance" (seller_id)
GRANT SELECT ON "materialize"."auction_marts_dbt_deploy"."seller_performance" TO analyst
--- deploy_promote
BEGIN; ALTER SCHEMA "auction_core" SWAP WITH "auction_core_dbt_deploy"; ALTER SCHEMA "auction_marts" SWAP WITH "auction_marts_dbt_deploy"; ALTER CLUSTER "compute" SWAP WITH "compute_dbt_deploy"; ALTER CLUSTER "serving" SWAP WITH "serving_dbt_deploy"; COMMIT
COMMENT ON SCHEMA "auction_core" IS ' Deployment by materialize on '
COMMENT ON SCHEMA "auction_marts" IS ' Deployment by materialize on '
ALTER SINK "materialize"."auction_outbox"."auction_results_sink" SET FROM "materialize"."auction_core"."auction_results"
--- deploy_cleanup
DROP SCHEMA IF EXISTS "auction_core_dbt_deploy" CASCADE
DROP SCHEMA IF EXISTS "auction_marts_dbt_deploy" CASCADE
DROP CLUSTER IF EXISTS "compute_dbt_deploy" CASCADE
DROP CLUSTER IF EXISTS "serving_dbt_deploy" CASCADE
