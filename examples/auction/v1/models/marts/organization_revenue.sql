-- The sales of the members of each organization.
CREATE MATERIALIZED VIEW organization_revenue IN CLUSTER serving AS
SELECT
    organization,
    count(*) AS sellers,
    sum(auctions) AS auctions,
    sum(revenue) AS revenue
FROM seller_performance
GROUP BY organization;

CREATE INDEX organization_revenue_by_name IN CLUSTER serving ON organization_revenue (organization);
GRANT SELECT ON organization_revenue TO analyst;
