-- The spending of each buyer. Version 2 does not have this model.
CREATE MATERIALIZED VIEW buyer_ranking IN CLUSTER serving AS
SELECT
    m.member AS buyer,
    count(*) AS auctions_won,
    sum(r.amount) AS spent
FROM core.auction_results AS r
JOIN core.members AS m ON m.member_id = r.buyer_id
GROUP BY m.member;

GRANT SELECT ON buyer_ranking TO analyst;
