-- Everybody who has an account.
CREATE VIEW customers AS
SELECT
    c.id,
    trim(c.name) AS name,
    lower(c.email) AS email,
    coalesce(c.country, 'unknown') AS country,
    r.name AS region,
    c.profile ->> 'segment' AS segment,
    c.created_at
FROM raw.customers AS c
LEFT JOIN raw.regions AS r ON r.id = c.region_id;

CREATE INDEX customers_by_id IN CLUSTER serving ON customers (id);
COMMENT ON VIEW customers IS 'one row per customer';
COMMENT ON COLUMN customers.segment IS 'gold, silver or basic; NULL without a profile';
GRANT SELECT ON customers TO analyst;
