{{ config(
    materialized='materialized_view',
    indexes=[{'columns': ['status']}, {'default': True, 'cluster': 'serving'}],
    post_hook="GRANT SELECT ON {{ this }} TO analyst"
) }}

SELECT o.status, s.label, sum(o.amount) AS total
FROM {{ ref('orders') }} AS o
JOIN {{ source('seeds', 'statuses') }} AS s ON s.status = o.status
GROUP BY o.status, s.label
