-- The average order of each country.
CREATE VIEW country_value AS
SELECT
    country,
    count(*) AS customers,
    sum(total) AS total,
    sum(total) / NULLIF(sum(orders), 0) AS average
FROM customer_value
GROUP BY country;

GRANT SELECT ON country_value TO analyst;
