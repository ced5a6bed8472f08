-- The lines of the orders, with their products.
CREATE MATERIALIZED VIEW order_lines IN CLUSTER compute AS
SELECT
    l.order_id,
    l.line_no,
    p.sku,
    p.category,
    l.quantity,
    l.quantity * l.unit_cents AS cents
FROM raw.order_lines AS l
JOIN orders AS o ON o.id = l.order_id
JOIN raw.products AS p ON p.id = l.product_id;

GRANT SELECT ON order_lines TO analyst;
