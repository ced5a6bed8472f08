-- What dbt does not create: clusters, the connection of the sink, a role.
CREATE CLUSTER compute (SIZE = '25cc');
CREATE CLUSTER serving (SIZE = '25cc');
CREATE CLUSTER ingest (SIZE = '25cc');
CREATE CLUSTER outbox (SIZE = '25cc');
CREATE SCHEMA auction_outbox;
CREATE CONNECTION auction_outbox.kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL = 'PLAINTEXT')
    WITH (VALIDATE = false);
CREATE ROLE analyst;
GRANT USAGE ON CLUSTER serving TO analyst;
