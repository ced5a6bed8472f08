-- The leader or winner of each auction, with the price. Another team's sink reads this.
CREATE MATERIALIZED VIEW auction_results IN CLUSTER compute AS
SELECT
    a.id AS auction_id,
    a.item,
    a.seller AS seller_id,
    w.buyer_id,
    w.amount,
    a.end_time
FROM auction_house.auctions AS a
JOIN winning_bids AS w ON w.auction_id = a.id;

CREATE INDEX auction_results_by_seller IN CLUSTER serving ON auction_results (seller_id);
COMMENT ON MATERIALIZED VIEW auction_results IS 'one row per auction with at least one bid';
COMMENT ON COLUMN auction_results.amount IS 'highest bid, in whole dollars';
GRANT SELECT ON auction_results TO analyst;
