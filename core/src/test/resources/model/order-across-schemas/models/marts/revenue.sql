CREATE MATERIALIZED VIEW revenue IN CLUSTER serve AS
WITH orders AS (SELECT customer_id, sum(amount) AS amount FROM core.orders GROUP BY 1)
SELECT core.customers.name, orders.amount
FROM core.customers JOIN orders ON orders.customer_id = core.customers.id;
