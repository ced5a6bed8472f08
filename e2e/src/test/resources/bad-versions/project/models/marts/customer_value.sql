-- What each customer has paid. Blocked customers are left out.
CREATE MATERIALIZED VIEW customer_value IN CLUSTER serving AS
SELECT
    c.id AS customer_id,
    c.country,
    count(o.id) AS orders,
    coalesce(sum(o.amount), 0) AS total,
    avg(o.amount) AS average,
    max(o.placed_at) AS last_order
FROM core.customers AS c
LEFT JOIN core.orders AS o ON o.customer_id = c.id AND o.status = 'paid'
WHERE NOT EXISTS (SELECT 1 FROM raw.blocked AS b WHERE b.customer_id = c.id)
GROUP BY c.id, c.country;

CREATE INDEX customer_value_by_customer IN CLUSTER serving ON customer_value (customer_id);
GRANT SELECT ON customer_value TO analyst;
