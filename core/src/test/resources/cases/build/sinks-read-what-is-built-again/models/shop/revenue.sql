CREATE MATERIALIZED VIEW revenue IN CLUSTER serving AS SELECT sum(amount) AS total FROM orders;
CREATE INDEX revenue_by_total IN CLUSTER serving ON revenue (total);
COMMENT ON MATERIALIZED VIEW revenue IS 'of the file';
GRANT SELECT ON revenue TO analyst;
