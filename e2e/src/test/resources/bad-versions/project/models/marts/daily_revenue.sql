-- The paid orders of each day, in euro.
CREATE MATERIALIZED VIEW daily_revenue IN CLUSTER serving AS
SELECT
    o.day,
    count(*) AS orders,
    count(o.discount) AS discounted,
    count(DISTINCT o.customer_id) AS buyers,
    sum(o.amount * t.rate) AS revenue
FROM core.orders AS o
JOIN raw.rates AS t ON t.currency = o.currency AND o.day >= t.valid_from AND o.day < t.valid_until
WHERE o.status = 'paid'
GROUP BY o.day;

CREATE INDEX daily_revenue_by_day IN CLUSTER serving ON daily_revenue (day);
GRANT SELECT ON daily_revenue TO analyst;
