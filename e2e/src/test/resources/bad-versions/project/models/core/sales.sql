-- What was sold on the web and in the store.
CREATE MATERIALIZED VIEW sales IN CLUSTER compute AS
SELECT customer_id, day, amount FROM orders WHERE status = 'paid' AND currency = 'EUR'
UNION ALL
SELECT customer_id, sold_at::date, amount FROM raw.store_sales;

GRANT SELECT ON sales TO analyst;
