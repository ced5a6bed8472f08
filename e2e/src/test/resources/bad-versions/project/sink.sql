-- Another team's sink of a live model.
CREATE CONNECTION outbox.kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT)
    WITH (VALIDATE = false);
CREATE SINK outbox.order_lines IN CLUSTER outbox FROM core.order_lines INTO KAFKA CONNECTION outbox.kafka
    (TOPIC 'order-lines') KEY (order_id, line_no) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT;
