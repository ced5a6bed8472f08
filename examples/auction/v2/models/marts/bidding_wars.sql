-- Auctions with many bids. New in version 2.
CREATE MATERIALIZED VIEW bidding_wars IN CLUSTER serving AS
WITH contested AS (
    SELECT auction_id, bids, bidders
    FROM core.bid_activity
    WHERE bidders >= 3
)
SELECT
    r.auction_id,
    r.item,
    s.seller,
    r.amount,
    c.bids,
    c.bidders
FROM contested AS c
JOIN core.auction_results AS r ON r.auction_id = c.auction_id
JOIN seller_performance AS s ON s.seller_id = r.seller_id;

CREATE INDEX bidding_wars_by_item IN CLUSTER serving ON bidding_wars (item);
COMMENT ON MATERIALIZED VIEW bidding_wars IS 'auctions with at least three bidders';
GRANT SELECT ON bidding_wars TO analyst;
