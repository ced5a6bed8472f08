{# The highest bid of each auction. If several bids are equal, the earliest. #}
{{ config(materialized='materialized_view', indexes=[{'columns': ['auction_id']}]) }}

SELECT DISTINCT ON (auction_id) auction_id, buyer AS buyer_id, amount
FROM {{ source('house', 'bids') }}
ORDER BY auction_id, amount DESC, bid_time, id
