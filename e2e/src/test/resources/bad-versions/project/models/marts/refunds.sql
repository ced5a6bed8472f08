-- The part of each order that was given back.
CREATE MATERIALIZED VIEW refunds IN CLUSTER serving AS
SELECT
    o.id AS order_id,
    o.amount - r.cents / 100.0 AS kept,
    100.0 * r.cents / NULLIF(o.amount_cents, 0) AS percent
FROM core.orders AS o
JOIN (
    SELECT order_id, sum(amount_cents) AS cents FROM raw.refunds GROUP BY order_id
) AS r ON r.order_id = o.id;

GRANT SELECT ON refunds TO analyst;
