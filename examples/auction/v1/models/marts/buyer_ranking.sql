-- What each buyer has spent. Version 2 does without it.
CREATE MATERIALIZED VIEW buyer_ranking IN CLUSTER serving AS
SELECT
    m.member AS buyer,
    count(*) AS auctions_won,
    sum(r.amount) AS spent
FROM core.auction_results AS r
JOIN core.members AS m ON m.member_id = r.buyer_id
GROUP BY m.member;

GRANT SELECT ON buyer_ranking TO analyst;
