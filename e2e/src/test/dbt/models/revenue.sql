{{ config(materialized='materialized_view', indexes=[{'columns': ['status']}]) }}

SELECT status, sum(amount) AS total FROM {{ ref('orders') }} GROUP BY status
