-- A sink of another team reads one of our models. It has a schema and a cluster of its own, and is never rebuilt: after
-- a promotion it is pointed at the new version. Run this once version 1 is live.
--   psql "$URL" -v kafka_broker=broker.example.com:9092 -f sink.sql
-- The sandbox needs no broker, so the default will do there.
\set ON_ERROR_STOP on
\if :{?kafka_broker}
\else
    \set kafka_broker localhost:9092
\endif

CREATE SCHEMA outbox;
CREATE CONNECTION outbox.kafka TO KAFKA (BROKER :'kafka_broker', SECURITY PROTOCOL = 'PLAINTEXT')
    WITH (VALIDATE = false);
CREATE SINK outbox.auction_results IN CLUSTER outbox
    FROM core.auction_results
    INTO KAFKA CONNECTION outbox.kafka (TOPIC 'auction-results')
    KEY (auction_id) NOT ENFORCED
    FORMAT JSON
    ENVELOPE UPSERT;
