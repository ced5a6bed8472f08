-- Every result comes from at least one bid.
SELECT auction_id, bids
FROM core.auction_results
WHERE bids IS NULL OR bids < 1;
