-- Nobody wins an auction for nothing. Verdigris runs this check on the staged side, after the tests of dbt.
SELECT auction_id, amount
FROM auction_core.auction_results
WHERE amount <= 0;
