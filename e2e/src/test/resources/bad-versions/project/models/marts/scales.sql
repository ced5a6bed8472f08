-- The average of each scale, without readings that are no numbers.
CREATE MATERIALIZED VIEW scales IN CLUSTER serving AS
SELECT scale, count(*) AS readings, avg(value) AS average
FROM raw.readings
WHERE value > '-Infinity'::double precision AND value < 'Infinity'::double precision
GROUP BY scale;

GRANT SELECT ON scales TO analyst;
