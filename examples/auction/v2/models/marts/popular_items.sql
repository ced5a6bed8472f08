-- The items that sell, with their revenue and the most bids in one auction.
CREATE VIEW popular_items AS
SELECT
    core.auction_results.item,
    count(*) AS auctions,
    sum(core.auction_results.amount) AS revenue,
    max(core.auction_results.bids) AS most_bids
FROM core.auction_results
GROUP BY core.auction_results.item;

CREATE INDEX popular_items_by_item IN CLUSTER serving ON popular_items (item);
GRANT SELECT ON popular_items TO analyst;
