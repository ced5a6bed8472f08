-- Nobody wins an auction for nothing. The test of dbt runs beside it; this one is asked again on the staged side.
SELECT auction_id, amount
FROM auction_core.auction_results
WHERE amount <= 0;
