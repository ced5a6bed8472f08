-- Creates a sink of another team that reads one of our models. It has its own schema and cluster and is never rebuilt:
-- after a promotion it is re-pointed to the new version. Run this after version 1 is live.
--   psql "$URL" -v ON_ERROR_STOP=1 -f sink.sql
-- The sandbox needs no broker. For a real Materialize, write your broker's address in place of localhost:9092.
CREATE SCHEMA outbox;
CREATE CONNECTION outbox.kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL = 'PLAINTEXT')
    WITH (VALIDATE = false);
CREATE SINK outbox.auction_results IN CLUSTER outbox
    FROM core.auction_results
    INTO KAFKA CONNECTION outbox.kafka (TOPIC 'auction-results')
    KEY (auction_id) NOT ENFORCED
    FORMAT JSON
    ENVELOPE UPSERT;
