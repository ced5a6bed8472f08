-- The orders of at least 45.
CREATE VIEW large_orders AS
SELECT id, item, amount
FROM @NAME@_raw.orders
WHERE amount >= 45;

COMMENT ON VIEW large_orders IS 'one row for each order of at least 45';
