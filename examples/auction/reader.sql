-- The query of the readers, across both schemas. If the two versions or the two sums differ, the reader has seen half of
-- a deployment.
SELECT
    facts.model_version AS core_version,
    meaning.model_version AS marts_version,
    results.total AS sold_for,
    sellers.total AS earned
FROM
    core.release_info AS facts,
    marts.release_info AS meaning,
    (SELECT sum(amount) AS total FROM core.auction_results) AS results,
    (SELECT sum(revenue) AS total FROM marts.seller_performance) AS sellers;
