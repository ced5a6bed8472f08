-- When each paid order is due again.
CREATE VIEW renewals AS
SELECT id AS order_id, customer_id, placed_at + INTERVAL '1 month' AS due_at
FROM core.orders
WHERE status = 'paid';

GRANT SELECT ON renewals TO analyst;
