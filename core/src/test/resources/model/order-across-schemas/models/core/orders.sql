-- Orders as the shop sees them.
CREATE MATERIALIZED VIEW orders IN CLUSTER prod AS
SELECT id, customer_id, amount
FROM raw.orders  -- not deployed
WHERE amount > 0;

CREATE INDEX orders_by_customer IN CLUSTER serve ON orders (customer_id);
COMMENT ON MATERIALIZED VIEW orders IS 'one row per order; core.orders';
COMMENT ON COLUMN orders.amount IS 'cents';
COMMENT ON INDEX orders_by_customer IS 'for the account page';
GRANT SELECT ON orders TO analyst;
