-- The three best products of each category.
CREATE MATERIALIZED VIEW top_products IN CLUSTER serving AS
SELECT category, place, sku, cents
FROM (
    SELECT
        category, sku, sum(cents) AS cents,
        row_number() OVER (PARTITION BY category ORDER BY sum(cents) DESC, sku) AS place
    FROM core.order_lines
    GROUP BY category, sku
) AS ranked
WHERE place <= 3;

GRANT SELECT ON top_products TO analyst;
