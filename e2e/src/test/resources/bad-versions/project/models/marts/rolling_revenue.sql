-- The revenue of a day and its average over a week of sales.
CREATE MATERIALIZED VIEW rolling_revenue IN CLUSTER serving AS
SELECT
    day,
    revenue,
    avg(revenue) OVER (ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS week
FROM daily_revenue;

GRANT SELECT ON rolling_revenue TO analyst;
