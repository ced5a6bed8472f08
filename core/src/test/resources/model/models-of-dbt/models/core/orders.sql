-- {{ a comment of SQL }}
{{ config(materialized='view') }}
SELECT * FROM {{ ref('orders') }} WHERE '{{ x }}' = '';
