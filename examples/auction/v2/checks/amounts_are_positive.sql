-- Nobody wins an auction for nothing.
SELECT auction_id, amount
FROM core.auction_results
WHERE amount <= 0;
