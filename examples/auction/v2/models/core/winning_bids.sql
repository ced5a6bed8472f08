-- The highest bid of each auction. If several bids are equal, the earliest.
CREATE MATERIALIZED VIEW winning_bids IN CLUSTER compute AS
SELECT DISTINCT ON (auction_id)
    auction_id,
    id AS bid_id,
    buyer AS buyer_id,
    amount,
    bid_time
FROM auction_house.bids
ORDER BY auction_id, amount DESC, bid_time, id;

CREATE INDEX winning_bids_by_auction IN CLUSTER compute ON winning_bids (auction_id);
