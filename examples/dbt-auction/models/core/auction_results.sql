{# The leader or winner of each auction, with the price. The sink reads this. #}
{{ config(materialized='materialized_view') }}

SELECT a.id AS auction_id, a.item, a.seller AS seller_id, w.buyer_id, w.amount
FROM {{ source('house', 'auctions') }} AS a
JOIN {{ ref('winning_bids') }} AS w ON w.auction_id = a.id
