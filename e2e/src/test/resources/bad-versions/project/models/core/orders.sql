-- The newest version of each order that arrived in time.
CREATE MATERIALIZED VIEW orders IN CLUSTER compute WITH (ASSERT NOT NULL id, ASSERT NOT NULL amount) AS
SELECT
    o.id,
    o.customer_id,
    lower(o.status) AS status,
    o.placed_at,
    (o.placed_at AT TIME ZONE 'Europe/Berlin')::date AS day,
    o.currency,
    o.amount_cents,
    (o.amount_cents / 100.0)::numeric(20, 2) AS amount,
    o.discount::numeric(20, 3) AS discount
FROM (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY version DESC) AS place
    FROM raw.orders
    WHERE arrived_at <= placed_at + INTERVAL '3 days'
) AS o
WHERE o.place = 1
    AND o.channel <> 'test';

CREATE INDEX orders_by_customer IN CLUSTER serving ON orders (customer_id);
COMMENT ON MATERIALIZED VIEW orders IS 'one row per order';
COMMENT ON COLUMN orders.amount IS 'in the currency of the order, not in cents';
GRANT SELECT ON orders TO analyst;
