-- The sales of each seller.
CREATE MATERIALIZED VIEW seller_performance IN CLUSTER serving AS
SELECT
    r.seller_id,
    m.member AS seller,
    m.organization,
    count(*) AS auctions,
    sum(r.amount) AS revenue
FROM core.auction_results AS r
JOIN core.members AS m ON m.member_id = r.seller_id
GROUP BY r.seller_id, m.member, m.organization;

CREATE INDEX seller_performance_by_seller IN CLUSTER serving ON seller_performance (seller_id);
GRANT SELECT ON seller_performance TO analyst;
