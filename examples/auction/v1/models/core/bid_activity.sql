-- The bidding activity on each auction.
CREATE VIEW bid_activity AS
SELECT
    auction_id,
    count(*) AS bids,
    count(DISTINCT buyer) AS bidders,
    max(bid_time) AS last_bid_at
FROM auction_house.bids
GROUP BY auction_id;

CREATE INDEX bid_activity_by_auction IN CLUSTER compute ON bid_activity (auction_id);
