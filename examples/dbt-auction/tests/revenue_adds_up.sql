-- Sellers earned the amount that buyers paid.
SELECT sellers.revenue, results.amount
FROM (SELECT sum(revenue) AS revenue FROM {{ ref('seller_performance') }}) AS sellers
CROSS JOIN (SELECT sum(amount) AS amount FROM {{ ref('auction_results') }}) AS results
WHERE sellers.revenue <> results.amount
