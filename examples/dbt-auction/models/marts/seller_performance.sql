{# The sales of each seller. #}
{{ config(
    materialized='materialized_view',
    indexes=[{'columns': ['seller_id']}],
    post_hook='GRANT SELECT ON {{ this }} TO analyst'
) }}

SELECT
    r.seller_id,
    m.member AS seller,
    count(*) AS auctions,
    {% if var('release') | int > 1 %}max(r.amount) AS best_price,{% endif %}
    sum(r.amount) AS revenue
FROM {{ ref('auction_results') }} AS r
JOIN {{ ref('members') }} AS m ON m.member_id = r.seller_id
GROUP BY r.seller_id, m.member
