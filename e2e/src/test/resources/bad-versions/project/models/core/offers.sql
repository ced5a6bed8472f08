-- The offers that are valid, or were until a month ago.
CREATE MATERIALIZED VIEW offers IN CLUSTER compute AS
SELECT f.id, p.sku, f.price_cents, f.valid_until
FROM raw.offers AS f
JOIN raw.products AS p ON p.id = f.product_id
WHERE mz_now() <= f.valid_until + INTERVAL '30 days';

GRANT SELECT ON offers TO analyst;
