-- The items that sell, with their revenue.
CREATE VIEW popular_items AS
SELECT
    core.auction_results.item,
    count(*) AS auctions,
    sum(core.auction_results.amount) AS revenue
FROM core.auction_results
GROUP BY core.auction_results.item;

CREATE INDEX popular_items_by_item IN CLUSTER serving ON popular_items (item);
GRANT SELECT ON popular_items TO analyst;
