-- The revenue of each item.
CREATE MATERIALIZED VIEW revenue IN CLUSTER @NAME@_compute AS
SELECT item, count(*) AS orders, sum(amount) AS revenue
FROM @NAME@_raw.orders
GROUP BY item;

CREATE INDEX revenue_by_item IN CLUSTER @NAME@_compute ON revenue (item);
